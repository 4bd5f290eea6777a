import * as Blockly from 'blockly'
import { javascriptGenerator, Order } from 'blockly/javascript'

/**
 * The block types of Codeless, told to the real Blockly: shapes from exported apps (permissive: no type checks), and the JavaScript that
 * exported apps show beside them. Written apart from codeless-blocks/src, so that the two can disagree.
 */

interface MutatedBlock extends Blockly.Block {
  argNames: string[]
  code: string
  keys: string[]
}

type Mixin = Record<string, unknown> & ThisType<MutatedBlock>

const childrenOf = (element: Element, tag: string): Element[] => Array.from(element.getElementsByTagName(tag))

const defineOnce = (type: string, mixin: Mixin): void => {
  Blockly.Blocks[type] = mixin
}

const valueAndStatement = (type: string, init: (this: MutatedBlock) => void, domToMutation?: (this: MutatedBlock, element: Element) => void): void =>
  defineOnce(type, { init, ...(domToMutation ? { domToMutation, mutationToDom: () => null } : {}) })

const functionRoot = (type: string): void =>
  valueAndStatement(
    type,
    function () {
      this.argNames = []
      this.appendDummyInput().appendField(new Blockly.FieldTextInput(''), 'name')
      this.appendStatementInput('stack')
    },
    function (element) {
      this.argNames = childrenOf(element, 'arg').map((arg) => arg.getAttribute('name') ?? '')
      if (element.getAttribute('output') === 'true') this.appendValueInput('output')
    },
  )

const customCode = (): void =>
  valueAndStatement(
    'custom_js_code',
    function () {
      this.argNames = []
      this.code = ''
      this.appendDummyInput().appendField(new Blockly.FieldTextInput(''), 'name')
      this.setOutput(true)
    },
    function (element) {
      this.argNames = childrenOf(element, 'arg').map((arg) => arg.getAttribute('arg-name') ?? '')
      this.code = JSON.parse(childrenOf(element, 'code')[0]?.textContent ?? '""') as string
      this.argNames.forEach((name) => this.appendValueInput(name))
    },
  )

const createObject = (): void =>
  valueAndStatement(
    'create_object',
    function () {
      this.keys = []
      this.setOutput(true)
    },
    function (element) {
      this.keys = childrenOf(element, 'item').map((item) => item.getAttribute('prop-name') ?? '')
      this.keys.forEach((_, index) => this.appendValueInput(`create_object_mutator_container_properties_stack_property${index}`))
    },
  )

const httpRequest = (): void =>
  valueAndStatement(
    'http_request',
    function () {
      this.appendDummyInput().appendField(new Blockly.FieldTextInput(''), 'encoding').appendField(new Blockly.FieldCheckbox(), 'connections_toggler')
      ;['method', 'path', 'headers', 'query', 'body'].forEach((name) => this.appendValueInput(name))
    },
    function (element) {
      if (element.getAttribute('has_output') === 'true') return this.setOutput(true)
      this.setPreviousStatement(true)
      this.setNextStatement(true)
    },
  )

const statement = (type: string, build: (this: MutatedBlock) => void): void =>
  valueAndStatement(type, function () {
    build.call(this)
    this.setPreviousStatement(true)
    this.setNextStatement(true)
  })

const maxInputs = 32

const defineShapes = (): void => {
  functionRoot('custom_function_root_ui')
  functionRoot('custom_function_root')
  customCode()
  createObject()
  httpRequest()
  for (let index = 0; index < maxInputs; index++) valueAndStatement(`custom-function_context_blocks_${index}`, function () { this.setOutput(true) })
  valueAndStatement('get_sdk_api_url', function () { this.setOutput(true) })
  valueAndStatement('http_request_method', function () {
    this.appendDummyInput().appendField(new Blockly.FieldTextInput(''), 'method')
    this.setOutput(true)
  })
  statement('throw_error', function () { this.appendValueInput('error') })
  statement('immediate_return', function () { this.appendValueInput('value') })
  statement('try_catch', function () { ['try', 'catch'].forEach((name) => this.appendStatementInput(name)) })
}

/** Where the generator finds the names of the function that it is in. */
const argNamesOf = (block: Blockly.Block): string[] => (block.getRootBlock() as MutatedBlock).argNames

const defineGenerators = (): void => {
  const generators = javascriptGenerator.forBlock
  const value = (block: Blockly.Block, name: string): string => javascriptGenerator.valueToCode(block, name, Order.NONE) || 'null'
  for (let index = 0; index < maxInputs; index++) generators[`custom-function_context_blocks_${index}`] = (block) => [argNamesOf(block)[index] ?? 'null', Order.ATOMIC]
  generators.get_sdk_api_url = () => ['(Backendless.appPath)', Order.ATOMIC]
  generators.http_request_method = (block) => [javascriptGenerator.quote_(String(block.getFieldValue('method'))), Order.ATOMIC]
  generators.throw_error = (block) => `throw (${value(block, 'error')})\n`
  generators.immediate_return = (block) => `return ${value(block, 'value')};\n`
  generators.try_catch = (block) => `try {\n${javascriptGenerator.statementToCode(block, 'try')}\n} catch (error) {\n${javascriptGenerator.statementToCode(block, 'catch')}\n}\n`
  generators.http_request = (block) => {
    const headers = block.getInputTargetBlock('headers') ? `.set(${value(block, 'headers')})` : ''
    return [`(await Backendless.Request[${value(block, 'method')}](${value(block, 'path')})${headers}.setEncoding(${block.getFieldValue('encoding')}).send(${value(block, 'body')}))`, Order.ATOMIC]
  }
  generators.create_object = (block) => {
    const entries = (block as MutatedBlock).keys.map((key, index) => `'${key}': ${value(block, `create_object_mutator_container_properties_stack_property${index}`)}`)
    return [`({ ${entries.join(',')} })`, Order.ATOMIC]
  }
  generators.custom_js_code = (block) => {
    const { argNames, code } = block as MutatedBlock
    return [`(await (async function(${argNames.join(', ')}) {\n${code}\n})(${argNames.map((name) => value(block, name)).join(', ')}))`, Order.ATOMIC]
  }
  const root = (block: Blockly.Block): string => `async function __NAME__(${(block as MutatedBlock).argNames.join(', ')}) {\n/*VARIABLES*/\n${javascriptGenerator.statementToCode(block, 'stack')}\nreturn ${value(block, 'output')}\n}`
  generators.custom_function_root_ui = root
  generators.custom_function_root = root
}

/** Defines the types; loading XML with any other type throws. */
export const teachBlocklyCodeless = (): void => {
  defineShapes()
  defineGenerators()
}

/** Loads XML into a fresh workspace, as the editor would. */
export const loadXml = (xml: string): Blockly.Workspace => {
  const workspace = new Blockly.Workspace()
  Blockly.Xml.domToWorkspace(Blockly.utils.xml.textToDom(xml), workspace)
  return workspace
}

/** The function that the real generator makes of a workspace, under the given name and with its variables inside. */
export const functionFrom = (workspace: Blockly.Workspace, name: string): string => {
  const code = javascriptGenerator.workspaceToCode(workspace)
  const [, variables = '', rest = ''] = /^(var [^;]*;)?\s*([\s\S]*)$/.exec(code) ?? []
  return rest.replace('__NAME__', name).replace('/*VARIABLES*/', variables)
}
