import { componentProperties } from '../../contract'

/** How the previewed page differs from the usual one. It travels in addresses, so every page can be opened again. */
export interface Variant {
  /** Name of the app whose file storage and Cloud Code the page uses. */
  readonly app: string
  /** Names of the properties that are bound to page data; each to `<root>.<name>`. */
  readonly bind: readonly string[]
  /** Values typed into the settings of the component. */
  readonly settings: Readonly<Record<string, string>>
  /** A page that was made before these settings existed: it gives none, not even defaults. */
  readonly bare: boolean
  /** The block around the component is not displayed at first. */
  readonly hidden: boolean
  readonly copies: 1 | 2
  /** The page is sent with a policy that forbids the microphone. */
  readonly microphoneBlocked: boolean
  readonly theme: Theme
  /** Events whose logic replaces a step of the component; without this they have none. */
  readonly hooks: readonly string[]
  /** Language that the app was set to; empty = none. */
  readonly language: string
}

/** `system` follows the device. */
export const themes = ['system', 'light', 'dark'] as const
export type Theme = (typeof themes)[number]

/** Everything that the component writes, bound. */
export const allOutputs: readonly string[] = componentProperties.filter(({ direction }) => direction === 'output').map(({ name }) => name)

export const usualVariant: Variant = { app: 'demo', bind: allOutputs, settings: {}, bare: false, hidden: false, copies: 1, microphoneBlocked: false, theme: 'system', hooks: [], language: '' }

const settingPrefix = 'set.'
const usualBind = 'all'

const readBind = (written: string | null): readonly string[] => {
  if (written === null || written === usualBind) return allOutputs
  return written.split(',').filter((name) => componentProperties.some((property) => property.name === name))
}

/** Reads a variant from the query of an address; what is missing or unknown is as usual. */
export const readVariant = (query: URLSearchParams): Variant => ({
  app: query.get('app') ?? usualVariant.app,
  bind: readBind(query.get('bind')),
  settings: Object.fromEntries([...query].filter(([key]) => key.startsWith(settingPrefix)).map(([key, value]) => [key.slice(settingPrefix.length), value])),
  bare: query.get('bare') === 'yes',
  hidden: query.get('hidden') === 'yes',
  copies: query.get('copies') === '2' ? 2 : 1,
  microphoneBlocked: query.get('microphone') === 'blocked',
  theme: themes.find((theme) => theme === query.get('theme')) ?? usualVariant.theme,
  hooks: (query.get('hooks') ?? '').split(',').filter((name) => name !== ''),
  language: query.get('language') ?? usualVariant.language,
})

/** The query that `readVariant` understands; what is as usual is left out. */
export const writeVariant = (variant: Partial<Variant>): URLSearchParams => {
  const { app, bind, settings, bare, hidden, copies, microphoneBlocked, theme, hooks, language } = { ...usualVariant, ...variant }
  const isUsualBind = bind.length === allOutputs.length && bind.every((name) => allOutputs.includes(name))
  return new URLSearchParams([
    ...(app === usualVariant.app ? [] : [['app', app]]),
    ...(isUsualBind ? [] : [['bind', bind.join(',')]]),
    ...(bare ? [['bare', 'yes']] : []),
    ...(hidden ? [['hidden', 'yes']] : []),
    ...(copies === 2 ? [['copies', '2']] : []),
    ...(microphoneBlocked ? [['microphone', 'blocked']] : []),
    ...(theme === usualVariant.theme ? [] : [['theme', theme]]),
    ...(hooks.length === 0 ? [] : [['hooks', hooks.join(',')]]),
    ...(language === usualVariant.language ? [] : [['language', language]]),
    ...Object.entries(settings).map(([name, value]) => [`${settingPrefix}${name}`, value]),
  ] as [string, string][])
}

// The UI-SDK puts the query of its address into page data, and loads its files relative to it: so the variant is a folder.
const usualFolder = 'usual'

/** Where the app with this variant is served. */
export const previewPath = (variant: Partial<Variant>): string => `/preview/${encodeURIComponent(writeVariant(variant).toString() || usualFolder)}/`

/** The variant that a folder name of `previewPath` stands for. */
export const readFolder = (folder: string): Variant => readVariant(new URLSearchParams(folder))
