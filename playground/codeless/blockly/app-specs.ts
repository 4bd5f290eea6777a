import type { AppFacts, EventFacts, FunctionFacts, PageItem, ServiceFacts } from './facts'
import { colours, type BlockSpec, type InputSpec, type Slots } from './spec'
import { actionType, appDataType, componentByIdType, contextType, functionType, pageDataType, quotedUid, rootType, serviceType } from './types'

/** The blocks that belong to one app and one event: its functions, its services, its page. */

const functionCode = ({ id, place, inputs }: FunctionFacts) => ({ value }: Slots): string => {
  const given = inputs.map(({ name }) => value(name)).join(', ')
  return place === 'ui' ? `(await BackendlessUI.Functions.Custom['fn_${id}'](${given}))` : `(await require('codeless-function-${id}')(${given}))`
}

const functionSpec = (facts: FunctionFacts): BlockSpec => ({
  type: functionType(facts.id), label: facts.name, meta: { fn: facts.name, label: `Custom Function - ${facts.name}` }, role: 'either', colour: colours.functions,
  inputs: facts.inputs.map(({ name, label }): InputSpec => ({ name, label, ...(facts.shadows[name] && { shadow: facts.shadows[name] }) })),
  ...(facts.json && { json: facts.json }),
  code: functionCode(facts),
})

/** A JSDoc type as the kind of value that fits; anything else takes everything. */
const checks: Readonly<Record<string, string>> = { string: 'String', number: 'Number', boolean: 'Boolean', array: 'Array' }

type Method = ServiceFacts['methods'][number]

const serviceCode = (service: string, { httpMethod, path, parameters }: Method) => ({ value, block }: Slots): string => {
  const given = parameters.filter(({ name }) => block.getInputTargetBlock(name)).map(({ name }) => `'${name}': ${value(name)}`)
  const call = `Backendless.Request.${httpMethod.toLowerCase()}(\`\${Backendless.appPath}/services/${service}${path}\`)`
  const user = `.set(Backendless.getCurrentUserToken() ? { 'user-token': Backendless.getCurrentUserToken() } : {})`
  return `(await ${call}.set('Content-Type', 'application/json')${user}.send({ ${given.join(', ')} }))`
}

const serviceSpecs = ({ id, name, methods }: ServiceFacts): BlockSpec[] =>
  methods.map((method) => ({
    type: serviceType(id, method.name), label: `${name}.${method.name}`, meta: { sn: name, mn: method.name, label: `API Service - ${name}.${method.name}` }, role: 'either', colour: colours.services,
    tooltip: [method.description, ...method.parameters.map((parameter) => `${parameter.name}: ${parameter.description}`)].join('\n'),
    inputs: method.parameters.map(({ name: parameter, type, required }): InputSpec => ({ name: parameter, label: required ? parameter : `${parameter} (optional)`, check: checks[type.toLowerCase()] ?? null })),
    code: serviceCode(name, method),
  }))

const componentCode = (uid: string): string => `___arguments.context.getComponentByUid(${uid})`

const uidField = (items: readonly PageItem[]): NonNullable<BlockSpec['fields']> => [{ kind: 'choice', name: 'componentUid', options: items.map((item) => [item.name, quotedUid(item)] as const) }]

const actionSpecs = ({ component }: AppFacts, items: readonly PageItem[]): BlockSpec[] => {
  const mine = items.filter(({ type }) => type === component?.id)
  if (!component || mine.length === 0) return []
  return component.actions.map(({ id, label, description, hasReturn, inputs }) => ({
    type: actionType(component.id, id), label, meta: { label: `${component.name} Component Action - ${label}` }, role: hasReturn ? 'either' as const : 'statement' as const, colour: colours.ui, tooltip: description, fields: uidField(mine),
    inputs: inputs.map((input): InputSpec => ({ name: input.id, label: input.label })),
    code: ({ field, value }) => `(await ${componentCode(field('componentUid'))}['${id}'](${inputs.map((input) => value(input.id)).join(', ')}))`,
  }))
}

const dataSpec = (type: string, label: string, code: string): BlockSpec => ({ type, label, meta: { label }, role: 'value', colour: colours.ui, code: () => code })

const pageSpecs = (items: readonly PageItem[]): BlockSpec[] => [
  dataSpec(pageDataType, 'Page Data', '___arguments.context.pageData'),
  dataSpec(appDataType, 'App Data', '___arguments.context.appData'),
  { type: componentByIdType, label: 'Component', meta: { label: 'Get component by id' }, role: 'value', colour: colours.ui, fields: uidField(items), code: ({ field }) => componentCode(field('componentUid')) },
  { type: 'ui_dynamic_category__device-api__show_alert', label: 'Show alert', meta: { label: 'Dynamic Block: Show Alert' }, role: 'statement', colour: colours.ui, inputs: [{ name: 'message', check: 'String', shadow: { type: 'text', fields: { TEXT: '' } } }], code: ({ value }) => `BackendlessUI.DeviceAPI.showAlert(${value('message')})` },
]

/** In Cloud Code a handler gets its values in `req`. */
const contextCode = ({ place }: EventFacts, id: string): string => (place === 'cloud' ? `req.${id}` : `___arguments.${id}`)

const eventSpecs = (event: EventFacts): BlockSpec[] => [
  { type: rootType(event), label: `${event.item.name}: ${event.label}`, role: 'root', colour: colours.event, inputs: [{ name: 'statements_code', kind: 'statement' }], code: ({ chain }) => chain('statements_code') },
  ...event.context.map(({ id, label }): BlockSpec => ({ type: contextType(event, id), label, meta: { label }, role: 'value', colour: colours.event, code: () => contextCode(event, id) })),
]

/** The context blocks of the event in the editor. */
export const contextTypes = (event: EventFacts): string[] => event.context.map(({ id }) => contextType(event, id))

/** All blocks of one app for the logic of one event. */
export const appSpecs = (app: AppFacts, event: EventFacts): BlockSpec[] => [
  ...app.functions.filter(({ place }) => place === event.place).map(functionSpec),
  ...app.services.flatMap(serviceSpecs),
  ...(event.place === 'ui' ? [...actionSpecs(app, event.items), ...pageSpecs(event.items)] : []),
  ...eventSpecs(event),
]
