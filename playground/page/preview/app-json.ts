import { componentId } from '../../../contract'
import type { PlaygroundApp } from '../../backendless/apps'
import { escapeHtml } from '../../settings/html'
import type { Variant } from '../variant'
import { blockUid, pageName, transcribers } from './names'

/** What of component.json matters here. */
export interface ComponentDefinition {
  readonly id: string
  readonly properties: readonly { readonly name: string; readonly handlerId?: string; readonly defaultValue?: unknown }[]
  /** `output` = its logic answers a value and replaces a step of the component. */
  readonly eventHandlers: readonly { readonly name: string; readonly output?: boolean }[]
}

const attributes = (values: Readonly<Record<string, string>>): string =>
  Object.entries(values).map(([name, value]) => `${name}="${escapeHtml(value)}"`).join(' ')

const system = (moduleId: string, uid: string, more: Readonly<Record<string, string>>, content = ''): string =>
  `<div ${attributes({ 'data-module-type': 'system', 'data-module-id': moduleId, 'data-display': 'true', 'data-uid': uid, ...more })}>${content}</div>`

const asAttribute = (value: unknown): string => (typeof value === 'string' ? value : JSON.stringify(value))

/** UI Builder stores a setting under its lower-cased name; a default is stored when the component is dropped on the page. */
const settingsOf = ({ properties }: ComponentDefinition, { settings, bare }: Variant): Record<string, string> => {
  const defaults = bare ? [] : properties.filter(({ defaultValue }) => defaultValue !== undefined).map(({ name, defaultValue }) => [name, asAttribute(defaultValue)] as const)
  const values = { ...Object.fromEntries(defaults), ...settings }
  return Object.fromEntries(Object.entries(values).map(([name, value]) => [`data-custom-${name.toLowerCase()}`, value]))
}

/** A binding is stored under the lower-cased handler id of the property. */
const bindingsOf = ({ properties }: ComponentDefinition, { bind }: Variant, root: string): Record<string, string> => {
  const bound = properties.filter(({ name, handlerId }) => handlerId !== undefined && bind.includes(name))
  return Object.fromEntries(bound.map(({ name, handlerId = '' }) => [`data-binding_${handlerId.toLowerCase()}`, `${root}.${name}`]))
}

const transcriberHtml = (definition: ComponentDefinition, variant: Variant, { uid, root }: (typeof transcribers)[number]): string =>
  `<div ${attributes({ 'data-module-type': 'custom', 'data-module-id': componentId, 'data-display': 'true', 'data-uid': uid, ...settingsOf(definition, variant), ...bindingsOf(definition, variant, root) })}></div>`

const boundText = ({ uid, root }: (typeof transcribers)[number]): string =>
  system('block', `${uid}Result`, { 'data-classes': 'bound' }, [
    system('text', `${uid}Label`, { 'data-content': `Text component, bound to ${root}.transcript` }),
    system('text', `${uid}Text`, { 'data-binding_oncontentassignment': `${root}.transcript` }),
  ].join(''))

const emptyPage = system('text', 'empty', { 'data-content': 'Nothing is on this page yet.' })

const pageHtml = (definition: ComponentDefinition, variant: Variant): string => {
  const shown = transcribers.slice(0, variant.copies)
  const area = system('block', blockUid, { 'data-display': variant.hidden ? 'false' : 'true' }, shown.map((place) => transcriberHtml(definition, variant, place)).join(''))
  return area + shown.filter(() => variant.bind.includes('transcript')).map(boundText).join('')
}

const logicOf = (names: readonly string[]): Record<string, object> => Object.fromEntries(names.map((name) => [name, {}]))

const logicOfAll = ({ eventHandlers }: ComponentDefinition, { copies, hooks }: Variant): object => {
  const events = logicOf(eventHandlers.filter(({ name, output }) => !output || hooks.includes(name)).map(({ name }) => name))
  return Object.fromEntries(transcribers.slice(0, copies).map(({ uid }) => [uid, { type: componentId, handlers: events }]))
}

/**
 * `app.json` as UI Builder publishes it: one page with the component, everything bound that the variant names, and logic on every event that replaces nothing.
 * Without a component the page is empty.
 */
export const appJson = (app: PlaygroundApp, definition: ComponentDefinition | null, variant: Variant): object => {
  return {
    mainPage: pageName, container: 'default', appId: app.id, apiKey: app.jsKey, build: { path: app.name, date: 1 }, ...(variant.language && { defaultI18n: variant.language }), metaTags: { title: app.title },
    customFunctionsMap: {}, layouts: {}, reusableComponents: {}, customComponents: definition ? { [componentId]: { ...definition, id: undefined } } : {},
    pages: {
      [pageName]: {
        label: 'Home', attrs: {}, style: {}, dataBinding: {}, pods: {}, usedComponentTypes: ['text', 'block'],
        components: { page: { type: 'page', handlers: logicOf(['onEnter', 'onAfterRender']) }, ...(definition && logicOfAll(definition, variant)) },
        html: definition ? pageHtml(definition, variant) : emptyPage,
      },
    },
  }
}
