import type { utils } from 'blockly/core'
import { contextTypes } from './app-specs'
import type { AppFacts, EventFacts } from './facts'
import { colours, type BlockSpec, type InputSpec } from './spec'
import { actionType, appDataType, componentByIdType, functionType, pageDataType, serviceType } from './types'

/** The toolbox in the order and words of the console. */

interface Entry {
  readonly kind: 'block'
  readonly type: string
  readonly inputs?: Readonly<Record<string, { readonly shadow: InputSpec['shadow'] }>>
  readonly fields?: Readonly<Record<string, string>>
  readonly extraState?: string
}

interface Category {
  readonly kind: 'category'
  readonly name: string
  readonly colour?: string
  readonly contents: readonly (Entry | Category)[]
  readonly custom?: string
}

const shadowsOf = (spec: BlockSpec | undefined): NonNullable<Entry['inputs']> => Object.fromEntries((spec?.inputs ?? []).flatMap(({ name, shadow }) => (shadow ? [[name, { shadow }] as const] : [])))

const category = (name: string, contents: readonly (Entry | Category)[], colour?: string): Category => ({ kind: 'category', name, contents, ...(colour && { colour }) })

const plain = (...types: readonly string[]): Entry[] => types.map((type) => ({ kind: 'block', type }))

const withText = (type: string, input: string, value: string): Entry => ({ kind: 'block', type, inputs: { [input]: { shadow: { type: 'text', fields: { TEXT: value } } } } })

const objectOfOne: Entry = { kind: 'block', type: 'create_object', extraState: '<mutation><properties><item id="property" prop-name="name"></item></properties></mutation>' }

type Find = (type: string) => Entry

const systemCategories = (find: Find): Category[] => {
  const found = (...types: readonly string[]): Entry[] => types.map(find)
  return [
    category('Logic', plain('controls_if', 'logic_compare', 'logic_operation', 'logic_negate', 'logic_boolean', 'logic_null', 'logic_ternary'), '210'),
    category('Loops', [{ kind: 'block', type: 'controls_repeat_ext', inputs: { TIMES: { shadow: { type: 'math_number', fields: { NUM: 10 } } } } }, ...plain('controls_whileUntil', 'controls_forEach', 'controls_flow_statements')], '120'),
    category('Math', plain('math_number', 'math_arithmetic', 'math_single', 'math_round'), '230'),
    category('Text', [...plain('text', 'text_join', 'text_length', 'text_isEmpty', 'text_indexOf', 'text_changeCase', 'text_trim'), withText('text_print', 'TEXT', 'abc')], '160'),
    category('Lists', [...plain('lists_create_with', 'lists_length', 'lists_getIndex', 'lists_indexOf', 'lists_split'), ...found('list_add_item')], '260'),
    category('Objects', [objectOfOne, ...found('get_object_property', 'set_object_property', 'json_stringify', 'json_parse')], colours.object),
    category('Files, data and API', found('create_file', 'get_table_objects', 'save_table_object', 'http_request', 'get_sdk_api_url'), colours.api),
    category('Errors and time', found('try_catch', 'throw_error', 'new_error', 'immediate_return', 'timer_wait'), colours.control),
    category('Custom code', found('custom_js_code'), colours.object),
    { kind: 'category', name: 'Variables', custom: 'VARIABLE', colour: '330', contents: [] },
    { kind: 'category', name: 'Procedures', custom: 'PROCEDURE', colour: '290', contents: [] },
  ]
}

const emptyNote = (text: string): Category => ({ kind: 'category', name: text, contents: [] })

const uiLibrary = ({ component }: AppFacts, event: EventFacts, find: Find): Category => {
  const actions = component && event.items.some(({ type }) => type === component.id) ? component.actions.map(({ id }) => find(actionType(component.id, id))) : []
  return category('UI Library', [
    ...(event.context.length > 0 ? [category('This event', contextTypes(event).map(find), colours.event)] : []),
    category('Page', [find(pageDataType), find(appDataType), find(componentByIdType), find('ui_dynamic_category__device-api__show_alert')], colours.ui),
    ...(actions.length > 0 && component ? [category(component.name, actions, colours.ui)] : []),
  ], colours.ui)
}

/** The toolbox for one event of one app. */
export const toolboxOf = (app: AppFacts, event: EventFacts, specs: readonly BlockSpec[]): utils.toolbox.ToolboxDefinition => {
  const find: Find = (type) => ({ kind: 'block', type, inputs: shadowsOf(specs.find((spec) => spec.type === type)) })
  const functions = app.functions.filter(({ place }) => place === event.place).map(({ id }) => find(functionType(id)))
  const services = app.services.map(({ id, name, methods }) => category(name, methods.map((method) => find(serviceType(id, method.name))), colours.services))
  const contents: Category[] = [
    category('Custom Functions', functions.length > 0 ? functions : [emptyNote('none installed')], colours.functions),
    category('API Services', services.length > 0 ? services : [emptyNote('none installed')], colours.services),
    event.place === 'ui' ? uiLibrary(app, event, find) : category('This event', contextTypes(event).map(find), colours.event),
    ...systemCategories(find),
  ]
  return { kind: 'categoryToolbox', contents }
}
