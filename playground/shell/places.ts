import { apps, demoApp, type PlaygroundApp } from '../backendless/apps'

/** The four places of the playground, in the words and the order of the console. */
export const places = [
  { name: 'Marketplace', path: '/marketplace' },
  { name: 'Cloud Code', path: '/cloud-code' },
  { name: 'UI Builder', path: '/' },
  { name: 'Codeless', path: '/codeless' },
] as const

export type PlaceName = (typeof places)[number]['name']

/** Where a person is: a place of one app. */
export interface Where {
  readonly place: PlaceName
  readonly app: PlaygroundApp
}

/** The app that an address names with `?app=`; the Demo app unless it names another one. */
export const appNamed = (name: unknown): PlaygroundApp => apps.find((app) => app.name === name) ?? demoApp

/** An address inside the playground for one app: the Demo app needs no mark. */
export const addressFor = (app: PlaygroundApp, path: string, query: Readonly<Record<string, string>> = {}): string => {
  const marked = new URLSearchParams({ ...(app === demoApp ? {} : { app: app.name }), ...query }).toString()
  return marked === '' ? path : `${path}?${marked}`
}
