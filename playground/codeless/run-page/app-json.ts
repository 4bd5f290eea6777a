import type { AppRuntime } from '../../backendless/app-runtime'
import { escapeHtml } from '../../settings/html'
import type { PageElement, Program } from '../programs/program'
import { pageEvents, pageName } from './names'

/** What of component.json matters here. */
export interface StoredComponent {
  readonly id: string
  readonly properties: readonly { readonly name: string; readonly handlerId?: string; readonly defaultValue?: unknown }[]
}

const attributes = (values: Readonly<Record<string, string>>): string => Object.entries(values).map(([name, value]) => ` ${name}="${escapeHtml(value)}"`).join('')

const system = (tag: string, moduleId: string, uid: string, more: Readonly<Record<string, string>>, content = ''): string =>
  `<${tag}${attributes({ 'data-module-type': 'system', 'data-module-id': moduleId, 'data-display': 'true', 'data-uid': uid, ...more })}>${content}</${tag}>`

const transcriberHtml = ({ uid, settings, bindings }: Extract<PageElement, { kind: 'transcriber' }>, component: StoredComponent | null): string => {
  if (!component) return system('div', 'text', uid, { 'data-content': 'The component Audio Transcriber is not installed in this app.' })
  const defaults = component.properties.filter(({ defaultValue }) => defaultValue !== undefined).map(({ name, defaultValue }) => [name, typeof defaultValue === 'string' ? defaultValue : JSON.stringify(defaultValue)] as const)
  const values = Object.entries({ ...Object.fromEntries(defaults), ...settings }).map(([name, value]) => [`data-custom-${name.toLowerCase()}`, value] as const)
  const bound = Object.entries(bindings).map(([name, path]) => [`data-binding_${component.properties.find((property) => property.name === name)?.handlerId?.toLowerCase() ?? name}`, path] as const)
  return `<div${attributes({ 'data-module-type': 'custom', 'data-module-id': component.id, 'data-display': 'true', 'data-uid': uid, ...Object.fromEntries([...values, ...bound]) })}></div>`
}

type Render<K extends PageElement['kind']> = (element: Extract<PageElement, { kind: K }>, component: StoredComponent | null) => string

const render: { readonly [K in PageElement['kind']]: Render<K> } = {
  button: ({ uid, name }) => system('button', 'button', uid, { type: 'button', 'data-label': name, 'data-variant': 'contained', 'data-size': 'medium' }),
  input: ({ uid, name, path }) => system('div', 'input', uid, { 'data-label': name, 'data-variant': 'outlined', 'data-binding_onvalueassignment': path }),
  text: ({ uid, name, path }) => system('div', 'block', `${uid}Block`, { 'data-classes': 'shown' }, system('div', 'text', `${uid}Label`, { 'data-content': name }) + system('div', 'text', uid, { 'data-binding_oncontentassignment': path })),
  player: ({ uid, path }) => system('div', 'video', uid, { 'data-controls': 'true', 'data-binding_onsourceassignment': path }),
  transcriber: transcriberHtml,
}

const html = (element: PageElement, component: StoredComponent | null): string => (render[element.kind] as Render<typeof element.kind>)(element, component)

const handlersOf = (program: Program, uid: string): Record<string, object> => Object.fromEntries(program.logic.filter((document) => document.uid === uid && document.code !== '').map(({ event }) => [event, {}]))

/** `app.json` of a program, as UI Builder would publish its page. */
export const appJson = ({ app }: AppRuntime, program: Program, component: StoredComponent | null, functions: readonly { readonly id: string; readonly name: string }[]): object => {
  const typeOf = (element: PageElement): string => (element.kind === 'transcriber' ? (component?.id ?? 'text') : element.kind)
  const logic = Object.fromEntries(program.page.map((element) => [element.uid, { type: typeOf(element), handlers: handlersOf(program, element.uid) }]))
  return {
    mainPage: pageName, container: 'default', appId: app.id, apiKey: app.jsKey, build: { path: app.name, date: 1 }, metaTags: { title: program.title },
    customFunctionsMap: Object.fromEntries(functions.map(({ id, name }) => [id, name])), layouts: {}, reusableComponents: {},
    customComponents: component ? { [component.id]: { ...component, id: undefined } } : {},
    pages: {
      [pageName]: {
        label: 'Home', attrs: {}, style: {}, dataBinding: {}, pods: {}, usedComponentTypes: ['text', 'block', 'button', 'input', 'video'],
        components: { page: { type: 'page', handlers: Object.fromEntries(pageEvents.map((name) => [name, {}])) }, ...logic },
        html: program.page.map((element) => html(element, component)).join(''),
      },
    },
  }
}
