import * as Blockly from 'blockly/core'
import { javascriptGenerator, Order, type JavascriptGenerator } from 'blockly/javascript'
import type { BlockSpec, FieldSpec, Slots } from './spec'

/** Field that tells whether a block is used as a value or as a step. */
export const togglerField = 'connections_toggler'

interface TogglingBlock extends Blockly.Block {
  codelessOutput?: string | null
}

const asValue = (block: TogglingBlock): void => {
  if (block.outputConnection) return
  block.unplug(true)
  block.setPreviousStatement(false)
  block.setNextStatement(false)
  block.setOutput(true, block.codelessOutput ?? null)
}

const asStep = (block: TogglingBlock): void => {
  if (block.previousConnection) return
  block.unplug(true)
  block.setOutput(false)
  block.setPreviousStatement(true)
  block.setNextStatement(true)
}

/** In the stored form the mutation and the field say the same; the field is what a person changes. */
const addToggler = (block: TogglingBlock): void => {
  const field = new Blockly.FieldCheckbox('TRUE', (value) => {
    if (value === 'TRUE') asValue(block)
    else asStep(block)
    return value
  })
  field.setTooltip('Ticked: the block gives its result back. Otherwise it is a step.')
  block.inputList[0]?.appendField(field, togglerField)
  Object.assign(block, {
    mutationToDom: () => {
      const mutation = Blockly.utils.xml.createElement('mutation')
      mutation.setAttribute('has_output', String(block.outputConnection !== null))
      return mutation
    },
    domToMutation: (element: Element) => block.setFieldValue(element.getAttribute('has_output') === 'false' ? 'FALSE' : 'TRUE', togglerField),
  })
}

class HiddenField extends Blockly.FieldLabelSerializable {
  override isVisible(): boolean {
    return false
  }
}

const makeField: { readonly [K in FieldSpec['kind']]: (spec: Extract<FieldSpec, { kind: K }>) => Blockly.Field } = {
  text: ({ value = '' }) => new Blockly.FieldTextInput(value),
  choice: ({ options }) => new Blockly.FieldDropdown(options.length > 0 ? options.map(([label, value]) => [label, value] as [string, string]) : [['none', '']]),
  hidden: ({ value }) => new HiddenField(value),
}

const fieldOf = (spec: FieldSpec): Blockly.Field => (makeField[spec.kind] as (spec: FieldSpec) => Blockly.Field)(spec)

const addInputs = (block: Blockly.Block, { inputs = [], isInline }: BlockSpec): void => {
  for (const { name, label = '', check = null, kind = 'value' } of inputs) {
    const input = kind === 'statement' ? block.appendStatementInput(name) : block.appendValueInput(name)
    if (kind === 'value') input.setCheck(check as string | string[] | null)
    if (label) input.appendField(label)
    if (!isInline && kind === 'value') input.setAlign(Blockly.inputs.Align.RIGHT)
  }
  block.setInputsInline(isInline ?? false)
}

/** A block with one slot and no fields says everything in one row; otherwise the label stands above the slots. */
const hasOneRow = ({ inputs = [], fields = [], role }: BlockSpec): boolean => inputs.length === 1 && fields.length === 0 && role !== 'root' && inputs[0]?.kind !== 'statement'

const build = (block: TogglingBlock, spec: BlockSpec): void => {
  const [only] = spec.inputs ?? []
  if (only && hasOneRow(spec)) addInputs(block, { ...spec, inputs: [{ ...only, label: [spec.label, only.label].filter(Boolean).join(' ') }] })
  else {
    const head = block.appendDummyInput().appendField(spec.label)
    for (const field of spec.fields ?? []) head.appendField(fieldOf(field), field.name)
    addInputs(block, spec)
  }
  block.setColour(/^\d+$/.test(spec.colour) ? Number(spec.colour) : spec.colour)
  block.setTooltip(spec.tooltip ?? spec.label)
}

const connect: Readonly<Record<BlockSpec['role'], (block: TogglingBlock) => void>> = {
  value: (block) => block.setOutput(true, block.codelessOutput ?? null),
  either: asValue,
  statement: asStep,
  root: (block) => {
    block.setDeletable(false)
    block.setMovable(true)
  },
}

const outputOf = ({ output, json }: BlockSpec): string | null => output ?? (json?.['output'] as string | undefined) ?? null

const define = (spec: BlockSpec): void => {
  Blockly.Blocks[spec.type] = {
    init(this: TogglingBlock) {
      this.codelessOutput = outputOf(spec)
      if (spec.json) this.jsonInit(spec.json)
      else build(this, spec)
      if (!spec.json) connect[spec.role](this)
      if (spec.role === 'either') addToggler(this)
      if (spec.mutator) Blockly.Extensions.apply(spec.mutator, this, true)
    },
  }
}

const slotsOf = (block: Blockly.Block, generator: JavascriptGenerator): Slots => ({
  block,
  value: (name, otherwise = 'null') => generator.valueToCode(block, name, Order.NONE) || otherwise,
  field: (name) => String(block.getFieldValue(name) ?? ''),
  chain: (name) => generator.statementToCode(block, name),
  helper: (name, lines) => generator.provideFunction_(name, lines.map((line) => line.replace('{{NAME}}', generator.FUNCTION_NAME_PLACEHOLDER_))),
})

const generate = (spec: BlockSpec): void => {
  javascriptGenerator.forBlock[spec.type] = (block, generator) => {
    const code = spec.code(slotsOf(block, generator))
    if (block.outputConnection) return [code, Order.ATOMIC]
    return spec.role === 'root' || code.endsWith('}') ? `${code}\n` : `${code};\n`
  }
}

/** Tells Blockly these blocks; a later definition of the same type replaces the earlier one. */
export const registerSpecs = (specs: readonly BlockSpec[]): void => {
  specs.forEach(define)
  specs.forEach(generate)
}

/** The stored form of lists of values inside function blocks: in code they are texts. */
export const registerOptions = (definitions: readonly Readonly<Record<string, unknown>>[]): void => {
  for (const json of definitions) {
    const type = String(json['type'])
    Blockly.Blocks[type] = {
      init(this: Blockly.Block) {
        this.jsonInit(json)
      },
    }
    javascriptGenerator.forBlock[type] = (block) => {
      const value = String(block.getFieldValue('TEXT') ?? '')
      return [value === '' ? 'null' : javascriptGenerator.quote_(value), Order.ATOMIC]
    }
  }
}
