import { componentDefaults } from '../../contract'

/** How much room the component takes. */
export type Layout = 'panel' | 'bar' | 'button'

/** What the page wants, made usable: bound values can be anything. */
export interface Settings {
  readonly layout: Layout
  readonly mode: 'same' | 'english'
  readonly source: 'both' | 'microphone' | 'file'
  readonly uploadFolder: string
  readonly saveSource: boolean
  readonly sendAfterStop: boolean
  readonly maxSeconds: number
  readonly model: string
  readonly spokenLanguage: string
  readonly prompt: string
  readonly keywords: string
  /** Which record of the app the text belongs to; empty when the page says none. */
  readonly recordId: string
  readonly keepUnsent: boolean
  readonly keepUnsentHours: number
  readonly askAboveMinutes: number
  readonly sendWhenOnline: boolean
  readonly liveText: boolean
  readonly holdToTalk: boolean
  readonly tones: boolean
  readonly keepEcho: boolean
  readonly keepNoise: boolean
  readonly keepLoudness: boolean
  readonly consentText: string
  /** A language tag; `auto` follows the app and the browser. */
  readonly interfaceLanguage: string
  readonly hideTranscript: boolean
  readonly hidePlayer: boolean
  readonly hideWaveform: boolean
  readonly hideHints: boolean
  readonly texts: Readonly<Record<string, unknown>>
}

/** Any value as text; objects and nothing become the empty text. */
export const asText = (value: unknown): string => (typeof value === 'string' ? value : typeof value === 'number' ? String(value) : '')

const asOption = <T extends string>(value: unknown, options: readonly T[], fallback: T): T => options.find((option) => option === value) ?? fallback

/** A flag as a page stores it; nothing usable is the fallback. */
export const asFlag = (value: unknown, fallback: boolean): boolean => {
  if (typeof value === 'boolean') return value
  return value === 'true' ? true : value === 'false' ? false : fallback
}

const asPositive = (value: unknown, fallback: number): number => {
  const number = typeof value === 'string' ? Number(value) : value
  return typeof number === 'number' && Number.isFinite(number) && number > 0 ? number : fallback
}

/** A path in the file storage that cannot leave it: no empty parts, no `.` and `..`. */
const asFolder = (value: unknown, fallback: string): string => {
  const parts = asText(value).split(/[/\\]+/).map((part) => part.trim())
  return parts.filter((part) => part !== '' && part !== '.' && part !== '..').join('/') || fallback
}

const asTable = (value: unknown): Readonly<Record<string, unknown>> => (typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as Record<string, unknown>) : {})

/** Reads the settings from the component object of UI Builder. */
export const readSettings = (component: Readonly<Record<string, unknown>>): Settings => ({
  layout: asOption(component.layout, ['panel', 'bar', 'button'], componentDefaults.layout),
  mode: asOption(component.mode, ['same', 'english'], componentDefaults.mode),
  source: asOption(component.source, ['both', 'microphone', 'file'], componentDefaults.source),
  uploadFolder: asFolder(component.uploadFolder, componentDefaults.uploadFolder),
  saveSource: asFlag(component.saveSource, componentDefaults.saveSource),
  sendAfterStop: asFlag(component.sendAfterStop, componentDefaults.sendAfterStop),
  maxSeconds: asPositive(component.maxSeconds, componentDefaults.maxSeconds),
  model: asText(component.model).trim(),
  spokenLanguage: asText(component.spokenLanguage).trim(),
  prompt: asText(component.prompt).trim(),
  keywords: asText(component.keywords).trim(),
  recordId: asText(component.recordId).trim(),
  keepUnsent: asFlag(component.keepUnsent, componentDefaults.keepUnsent),
  keepUnsentHours: asPositive(component.keepUnsentHours, componentDefaults.keepUnsentHours),
  askAboveMinutes: asPositive(component.askAboveMinutes, componentDefaults.askAboveMinutes),
  sendWhenOnline: asFlag(component.sendWhenOnline, componentDefaults.sendWhenOnline),
  liveText: asFlag(component.liveText, componentDefaults.liveText),
  holdToTalk: asFlag(component.holdToTalk, componentDefaults.holdToTalk),
  tones: asFlag(component.tones, componentDefaults.tones),
  keepEcho: asFlag(component.keepEcho, componentDefaults.keepEcho),
  keepNoise: asFlag(component.keepNoise, componentDefaults.keepNoise),
  keepLoudness: asFlag(component.keepLoudness, componentDefaults.keepLoudness),
  consentText: asText(component.consentText).trim(),
  interfaceLanguage: asText(component.interfaceLanguage).trim() || 'auto',
  hideTranscript: asFlag(component.hideTranscript, false),
  hidePlayer: asFlag(component.hidePlayer, false),
  hideWaveform: asFlag(component.hideWaveform, false),
  hideHints: asFlag(component.hideHints, false),
  texts: asTable(component.texts),
})
