import { colours, type BlockSpec } from './spec'

/** Backendless' own blocks of the System categories, as exported apps hold them: types, slots and code. */

const text = (value = ''): { type: string; fields: { TEXT: string } } => ({ type: 'text', fields: { TEXT: value } })
const number = (value: number): { type: string; fields: { NUM: number } } => ({ type: 'math_number', fields: { NUM: value } })
const boolean = (value: boolean): { type: string; fields: { BOOL: string } } => ({ type: 'logic_boolean', fields: { BOOL: value ? 'TRUE' : 'FALSE' } })

const propertyHelper = [
  'function {{NAME}}(object, propPath) {',
  "  if (typeof propPath !== 'string' || object[propPath] !== undefined) return object[propPath]",
  '  return propPath.split(\'.\').reduce((value, name) => (value === undefined || value === null ? undefined : value[name]), object)',
  '}',
]

const objects: readonly BlockSpec[] = [
  {
    type: 'get_object_property', label: 'Get property', role: 'value', colour: colours.object, tooltip: 'The value of a property; a path such as a.b goes deeper.',
    inputs: [{ name: 'prop_name', label: 'property', check: 'String', shadow: text('text') }, { name: 'object', label: 'of object' }],
    code: ({ value, helper }) => `${helper('getObjectProperty', propertyHelper)}(${value('object')}, ${value('prop_name')})`,
  },
  {
    type: 'set_object_property', label: 'Set property', role: 'statement', colour: colours.object, tooltip: 'Sets a property of an object, for example of Page Data.',
    inputs: [{ name: 'object', label: 'in object' }, { name: 'propName', label: 'property', check: 'String', shadow: text('transcript') }, { name: 'propValue', label: 'to' }],
    code: ({ value }) => `${value('object')}[${value('propName')}] = ${value('propValue')}`,
  },
  { type: 'json_stringify', label: 'Object to JSON text', role: 'value', output: 'String', colour: colours.object, inputs: [{ name: 'object' }], code: ({ value }) => `JSON.stringify(${value('object')})` },
  { type: 'json_parse', label: 'JSON text to object', role: 'value', colour: colours.object, inputs: [{ name: 'string', check: 'String' }], code: ({ value }) => `JSON.parse(${value('string')})` },
]

const requestCode: BlockSpec['code'] = ({ value, field, block }) => {
  const part = (name: string, call: string): string => (block.getInputTargetBlock(name) ? `.${call}(${value(name)})` : '')
  return `(await Backendless.Request[${value('method', "'get'")}](${value('path')})${part('headers', 'set')}${part('query', 'query')}.setEncoding(${field('encoding')}).send(${block.getInputTargetBlock('body') ? value('body') : ''}))`
}

const api: readonly BlockSpec[] = [
  { type: 'get_sdk_api_url', label: 'App address', role: 'value', output: 'String', colour: colours.api, tooltip: 'The address of this app, for calls by hand.', code: () => '(Backendless.appPath)' },
  {
    type: 'http_request_method', label: '', role: 'value', output: 'String', colour: colours.api,
    fields: [{ kind: 'choice', name: 'method', options: [['GET', 'get'], ['POST', 'post'], ['PUT', 'put'], ['DELETE', 'delete']] }],
    code: ({ field }) => JSON.stringify(field('method')),
  },
  {
    type: 'http_request', label: 'Send request', role: 'either', colour: colours.api, fields: [{ kind: 'hidden', name: 'encoding', value: "'utf8'" }],
    inputs: [
      { name: 'method', label: 'method', shadow: { type: 'http_request_method', fields: { method: 'get' } } }, { name: 'path', label: 'to', check: 'String', shadow: text() },
      { name: 'headers', label: 'headers' }, { name: 'query', label: 'query' }, { name: 'body', label: 'body' },
    ],
    code: requestCode,
  },
]

const storage: readonly BlockSpec[] = [
  {
    type: 'create_file', label: 'Save file', role: 'either', output: 'String', colour: colours.api, tooltip: 'Saves content into the file storage of the app; as a value it gives the address of the file.',
    inputs: [
      { name: 'file_path', label: 'in folder', check: 'String', shadow: text('/audio') }, { name: 'file_name', label: 'name', check: 'String', shadow: text('file.txt') },
      { name: 'file_content', label: 'content', shadow: text() }, { name: 'overwrite', label: 'overwrite', check: 'Boolean', shadow: boolean(true) },
    ],
    code: ({ value }) => `(await Backendless.Files.saveFile(${value('file_path')}, ${value('file_name')}, ${value('file_content')}, ${value('overwrite')}))`,
  },
  {
    type: 'save_table_object', label: 'Save object', role: 'either', colour: colours.api,
    inputs: [{ name: 'table_name', label: 'in table', check: 'String', shadow: text('Transcripts') }, { name: 'table_object', label: 'object' }],
    code: ({ value }) => `(await Backendless.Data.of(${value('table_name')}).save(${value('table_object')}))`,
  },
  {
    type: 'get_table_objects', label: 'Load objects', role: 'value', output: 'Array', colour: colours.api,
    inputs: [{ name: 'table_name', label: 'from table', check: 'String', shadow: text('Transcripts') }, { name: 'where_clause', label: 'where', check: 'String' }, { name: 'page_size', label: 'at most', check: 'Number', shadow: number(10) }],
    code: ({ value, block }) => {
      const where = block.getInputTargetBlock('where_clause') ? `.setWhereClause(${value('where_clause')})` : ''
      return `(await Backendless.Data.of(${value('table_name')}).find(Backendless.DataQueryBuilder.create()${where}.setPageSize(${value('page_size', '10')})))`
    },
  },
]

const flow: readonly BlockSpec[] = [
  { type: 'timer_wait', label: 'Wait', role: 'statement', colour: colours.control, isInline: true, inputs: [{ name: 'time', label: 'milliseconds', check: 'Number', shadow: number(1000) }], code: ({ value }) => `await new Promise(r => setTimeout(r, ${value('time', '0')} || 0))` },
  {
    type: 'try_catch', label: 'Try', role: 'statement', colour: colours.control, tooltip: 'When something fails, the second part runs; the variable error tells what it was.',
    inputs: [{ name: 'try', kind: 'statement' }, { name: 'catch', label: 'if it fails (error)', kind: 'statement' }],
    code: ({ chain }) => `try {\n${chain('try')}} catch (error) {\n${chain('catch')}}`,
  },
  { type: 'new_error', label: 'New error', role: 'value', colour: colours.control, inputs: [{ name: 'message', check: 'String', shadow: text('Some error') }], code: ({ value }) => `new Error(${value('message')})` },
  { type: 'throw_error', label: 'Throw error', role: 'statement', colour: colours.control, inputs: [{ name: 'error', shadow: { type: 'new_error' } }], code: ({ value }) => `throw (${value('error')})` },
  { type: 'immediate_return', label: 'Return', role: 'statement', colour: colours.control, inputs: [{ name: 'value' }], code: ({ value }) => `return ${value('value', '')}` },
]

const lists: readonly BlockSpec[] = [
  { type: 'list_add_item', label: 'Add to list', role: 'either', colour: '260', isInline: true, inputs: [{ name: 'list', check: 'Array' }, { name: 'value', label: 'item' }], code: ({ value }) => `${value('list')}.push(${value('value')})` },
]

/** Blocks of Codeless that stock Blockly does not have, whatever app is open. */
export const systemSpecs: readonly BlockSpec[] = [...objects, ...api, ...storage, ...flow, ...lists]
