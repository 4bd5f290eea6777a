import { componentId, functionIds, functions } from '../../../contract'
import type { EventFacts, Place } from '../blockly/facts'
import { actionType, functionType, pageDataType, quotedUid, rootType } from '../blockly/types'

/** Writes the block XML of the examples, with as few words as the blocks have. Editors give the ids when they load it. */

const entities: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' }
const escape = (text: string): string => text.replace(/[&<>"]/g, (character) => entities[character] ?? character)

/** A block as XML text, with a place for the block after it. */
export type Block = (next?: string) => string

interface Parts {
  readonly meta?: object
  readonly mutation?: string
  readonly fields?: Readonly<Record<string, string>>
  readonly values?: Readonly<Record<string, Block | undefined>>
  readonly statements?: Readonly<Record<string, readonly Block[]>>
}

const chain = (blocks: readonly Block[]): string => blocks.reduceRight<string | undefined>((next, block) => block(next), undefined) ?? ''

const make = (type: string, { meta, mutation = '', fields = {}, values = {}, statements = {} }: Parts = {}): Block => (next) =>
  [
    `<block type="${escape(type)}"${meta ? ` bl_meta="${escape(JSON.stringify(meta))}"` : ''}>`, mutation,
    ...Object.entries(fields).map(([name, value]) => `<field name="${name}">${escape(value)}</field>`),
    ...Object.entries(values).map(([name, block]) => (block ? `<value name="${name}">${block()}</value>` : '')),
    ...Object.entries(statements).map(([name, blocks]) => `<statement name="${name}">${chain(blocks)}</statement>`),
    next === undefined ? '' : `<next>${next}</next>`, '</block>',
  ].join('')

const toggled = (isValue: boolean): Pick<Parts, 'mutation' | 'fields'> => ({ mutation: `<mutation has_output="${isValue}"></mutation>`, fields: { connections_toggler: isValue ? 'TRUE' : 'FALSE' } })

export const text = (value: string): Block => make('text', { fields: { TEXT: value } })
export const number = (value: number): Block => make('math_number', { fields: { NUM: String(value) } })
export const yes: Block = make('logic_boolean', { fields: { BOOL: 'TRUE' } })
export const get = (variable: string): Block => make('variables_get', { fields: { VAR: variable } })
export const set = (variable: string, value: Block): Block => make('variables_set', { fields: { VAR: variable }, values: { VALUE: value } })
export const join = (...parts: readonly Block[]): Block => make('text_join', { mutation: `<mutation items="${parts.length}"></mutation>`, values: Object.fromEntries(parts.map((part, index) => [`ADD${index}`, part])) })
export const emptyList: Block = make('lists_create_with', { mutation: '<mutation items="0"></mutation>' })
export const pageData: Block = make(pageDataType, { meta: { label: 'Page Data' } })
export const property = (object: Block, name: string): Block => make('get_object_property', { values: { prop_name: text(name), object } })
export const setProperty = (object: Block, name: string, value: Block): Block => make('set_object_property', { values: { object, propName: text(name), propValue: value } })
export const print = (value: Block): Block => make('text_print', { values: { TEXT: value } })
export const addTo = (list: Block, value: Block): Block => make('list_add_item', { ...toggled(false), values: { list, value } })
export const forEach = (variable: string, list: Block, ...steps: readonly Block[]): Block => make('controls_forEach', { fields: { VAR: variable }, values: { LIST: list }, statements: { DO: steps } })
export const ifThen = (condition: Block, ...steps: readonly Block[]): Block => make('controls_if', { values: { IF0: condition }, statements: { DO0: steps } })
export const attempt = (steps: readonly Block[], otherwise: readonly Block[]): Block => make('try_catch', { statements: { try: steps, catch: otherwise } })
export const contains = (whole: Block, part: Block): Block => make('logic_compare', { fields: { OP: 'GT' }, values: { A: make('text_indexOf', { fields: { END: 'FIRST' }, values: { VALUE: whole, FIND: part } }), B: number(0) } })
export const split = (value: Block, by: string): Block => make('lists_split', { mutation: '<mutation mode="SPLIT"></mutation>', fields: { MODE: 'SPLIT' }, values: { INPUT: value, DELIM: text(by) } })
export const merge = (list: Block, by: string): Block => make('lists_split', { mutation: '<mutation mode="JOIN"></mutation>', fields: { MODE: 'JOIN' }, values: { INPUT: list, DELIM: text(by) } })
export const isZero = (value: Block): Block => make('logic_compare', { fields: { OP: 'EQ' }, values: { A: value, B: number(0) } })
export const toJson = (value: Block): Block => make('json_stringify', { values: { object: value } })
export const fromJson = (value: Block): Block => make('json_parse', { values: { string: value } })
export const itemAt = (list: Block, where: 'FIRST' | 'LAST'): Block => make('lists_getIndex', { mutation: '<mutation statement="false" at="false"></mutation>', fields: { MODE: 'GET', WHERE: where }, values: { VALUE: list } })
export const length = (list: Block): Block => make('lists_length', { values: { VALUE: list } })
export const appAddress: Block = make('get_sdk_api_url')
export const request = (path: Block): Block => {
  const { mutation, fields } = toggled(true)
  return make('http_request', { ...(mutation && { mutation }), fields: { encoding: "'utf8'", ...fields }, values: { method: make('http_request_method', { fields: { method: 'get' } }), path } })
}

export const object = (properties: Readonly<Record<string, Block>>): Block => {
  const names = Object.keys(properties)
  const items = names.map((name) => `<item id="property" prop-name="${escape(name)}"></item>`).join('')
  const values = Object.fromEntries(names.map((name, index) => [`create_object_mutator_container_properties_stack_property${index}`, properties[name]]))
  return make('create_object', { mutation: `<mutation><properties>${items}</properties></mutation>`, values })
}

/** JavaScript as a step, with named inputs. */
export const run = (name: string, code: string, inputs: Readonly<Record<string, Block>>): Block => {
  const args = Object.keys(inputs).map((input) => `<arg arg-name="${escape(input)}"></arg>`).join('')
  return make('custom_js_code', { mutation: `<mutation output="false">${args}<code>${escape(JSON.stringify(code))}</code></mutation>`, fields: { name }, values: inputs })
}

/** Saves a file; as a value it gives the address. */
export const saveFile = (folder: string, name: Block, content: Block, isValue: boolean): Block =>
  make('create_file', { ...toggled(isValue), values: { file_path: text(folder), file_name: name, file_content: content, overwrite: yes } })

export const saveObject = (table: string, value: Block): Block => make('save_table_object', { ...toggled(false), values: { table_name: text(table), table_object: value } })
export const loadObjects = (table: string, where: Block | undefined, atMost: number): Block => make('get_table_objects', { values: { table_name: text(table), where_clause: where, page_size: number(atMost) } })

const functionName = (key: keyof typeof functionIds): string => functions.find((one) => one.key === key)?.name ?? key

/** Calls a function of the pack and takes its result. */
export const audio = (place: Place) => (key: keyof typeof functionIds, inputs: Readonly<Record<string, Block>>): Block => {
  const name = functionName(key)
  return make(functionType(functionIds[key][place]), { meta: { fn: name, label: `Custom Function - ${name}` }, ...toggled(true), values: inputs })
}

/** An action of the Audio Transcriber on the page. */
export const action = (uid: string, id: string, isValue: boolean): Block => {
  const { mutation, fields } = toggled(isValue)
  return make(actionType(componentId, id), { meta: { label: `Audio Transcriber Component Action - ${id}` }, ...(isValue && mutation ? { mutation } : {}), fields: { componentUid: quotedUid({ uid, type: '', name: '' }), ...(isValue ? fields : {}) } })
}

/** A value of the event in which it stands. */
export const eventValue = (type: string, label: string): Block => make(type, { meta: { label } })

/** The logic of an event of the page. */
export const handler = (type: string, event: string, ...steps: readonly Block[]): string => {
  const facts: EventFacts = { place: type === 'files' ? 'cloud' : 'ui', item: { uid: '', type, name: '' }, event, label: '', context: [], items: [] }
  return `<xml xmlns="http://www.w3.org/1999/xhtml"><block type="${rootType(facts)}" deletable="false" x="20" y="50"><statement name="statements_code">${chain(steps)}</statement></block></xml>`
}
