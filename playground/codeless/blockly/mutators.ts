import * as Blockly from 'blockly/core'

/** Blocks whose shape is kept in a `<mutation>`: written and read as exported apps have it. */

export interface ShapedBlock extends Blockly.BlockSvg {
  keys: string[]
  args: string[]
  source: string
  updateShape(): void
}

type Mixin = Record<string, unknown> & ThisType<ShapedBlock>

const make = (tag: string, attributes: Readonly<Record<string, string>> = {}): Element => {
  const element = Blockly.utils.xml.createElement(tag)
  Object.entries(attributes).forEach(([name, value]) => element.setAttribute(name, value))
  return element
}

const named = (element: Element, tag: string, attribute: string): string[] => Array.from(element.getElementsByTagName(tag)).map((child) => child.getAttribute(attribute) ?? '')

/** The slot of the property at a position. */
export const propertySlot = (index: number): string => `create_object_mutator_container_properties_stack_property${index}`

/** Keeps what is in the slots while the slots are made anew; `from` tells where the new slot was before. */
const rebuild = (block: ShapedBlock, names: readonly string[], labels: readonly string[], from: readonly (Blockly.Connection | null)[]): void => {
  block.inputList.filter(({ type }) => type === Blockly.inputs.inputTypes.VALUE).map(({ name }) => name).forEach((name) => block.removeInput(name))
  names.forEach((name, index) => {
    const input = block.appendValueInput(name).appendField(labels[index] ?? '')
    const kept = from[index]
    if (kept && kept.getSourceBlock().isDisposed() === false) input.connection?.connect(kept)
  })
}

/** An item in the dialog behind the gear, which remembers what was in its slot. */
type Item = Blockly.Block & { kept?: Blockly.Connection | null }

const propertyBlock = 'create_object_property'
const containerBlock = 'create_object_container'

const objectMutator: Mixin = {
  mutationToDom(): Element {
    const [mutation, properties] = [make('mutation'), make('properties')]
    this.keys.forEach((key) => properties.append(make('item', { id: 'property', 'prop-name': key })))
    mutation.append(properties)
    return mutation
  },
  domToMutation(element: Element): void {
    this.keys = named(element, 'item', 'prop-name')
    this.updateShape()
  },
  updateShape(): void {
    rebuild(this, this.keys.map((_, index) => propertySlot(index)), this.keys, [])
  },
  decompose(workspace: Blockly.WorkspaceSvg): Blockly.Block {
    const container = workspace.newBlock(containerBlock)
    container.initSvg()
    let connection = container.getInput('properties_stack')?.connection
    this.keys.forEach((key) => {
      const item = workspace.newBlock(propertyBlock)
      item.initSvg()
      item.setFieldValue(key, 'prop-name')
      if (item.previousConnection) connection?.connect(item.previousConnection)
      connection = item.nextConnection
    })
    return container
  },
  saveConnections(container: Blockly.Block): void {
    let item: Item | null = container.getInputTargetBlock('properties_stack')
    for (let index = 0; item; index++) {
      item.kept = this.getInput(propertySlot(index))?.connection?.targetConnection ?? null
      item = item.getNextBlock()
    }
  },
  compose(container: Blockly.Block): void {
    const items: Item[] = []
    for (let item = container.getInputTargetBlock('properties_stack'); item; item = item.getNextBlock()) items.push(item)
    this.keys = items.map((item) => String(item.getFieldValue('prop-name')))
    rebuild(this, this.keys.map((_, index) => propertySlot(index)), this.keys, items.map(({ kept }) => kept ?? null))
  },
}

const codeMutator: Mixin = {
  mutationToDom(): Element {
    const mutation = make('mutation', { output: String(this.outputConnection !== null) })
    this.args.forEach((name) => mutation.append(make('arg', { 'arg-name': name })))
    const code = make('code')
    code.textContent = JSON.stringify(this.source)
    mutation.append(code)
    return mutation
  },
  domToMutation(element: Element): void {
    this.args = named(element, 'arg', 'arg-name')
    this.source = JSON.parse(element.getElementsByTagName('code')[0]?.textContent || '""') as string
    if (element.getAttribute('output') === 'false') {
      this.setOutput(false)
      this.setPreviousStatement(true)
      this.setNextStatement(true)
    }
    this.updateShape()
  },
  updateShape(): void {
    rebuild(this, this.args, this.args, this.args.map((name) => this.getInput(name)?.connection?.targetConnection ?? null))
  },
}

/** The names of the mutators in block definitions. */
export const mutators = { object: 'codeless_object', code: 'codeless_code' } as const

/** Registers the mutators, once a page. */
export const registerMutators = (): void => {
  const start = function (this: ShapedBlock): void {
    this.keys = []
    this.args = []
    this.source = ''
  }
  Blockly.Extensions.registerMutator(mutators.object, objectMutator, start, [propertyBlock])
  Blockly.Extensions.registerMutator(mutators.code, codeMutator, start)
  Blockly.common.defineBlocksWithJsonArray([
    { type: containerBlock, message0: 'properties %1 %2', args0: [{ type: 'input_dummy' }, { type: 'input_statement', name: 'properties_stack' }], colour: '#5d6169' },
    { type: propertyBlock, message0: 'property %1', args0: [{ type: 'field_input', name: 'prop-name', text: 'name' }], previousStatement: null, nextStatement: null, colour: '#5d6169' },
  ])
}
