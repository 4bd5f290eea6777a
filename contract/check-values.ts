import type { Parameter } from './define'
import type { ErrorKey } from './errors'
import type { ErrorValues } from './error-definition'
import { maxQuotedCharacters } from './limits'

/** Checks values against their parameters. Apart from `validate`, which also knows the languages: functions that take none need not carry them. */

/** What is wrong, as an error of the contract: the same in the service, the block and the component. */
export interface Problem {
  readonly key: ErrorKey
  readonly values: ErrorValues
}

export type Checked = { readonly value: unknown } | { readonly problem: Problem }

/** Turns a spelling into the canonical value, or says what is wrong with it. */
export type Normalize = (parameter: Parameter, text: string) => Checked

export const problem = (key: ErrorKey, values: ErrorValues): { readonly problem: Problem } => ({ problem: { key, values } })

/** A foreign value as it may be repeated in an error: short, and no query string of a signed address. */
export const quote = (value: unknown): string => {
  const text = typeof value === 'string' ? value : (JSON.stringify(value) ?? String(value))
  const safe = text.replace(/\?[^\s"]*/g, '?…').replace(/\/\/[^/\s"@]*@/g, '//…@')
  const short = `${safe.slice(0, maxQuotedCharacters)}${safe.length > maxQuotedCharacters ? '…' : ''}`
  return typeof value === 'string' ? `"${short}"` : short
}

/** `null`, an empty string and blanks mean "not given", as a Codeless block with an empty slot sends them. */
export const isGiven = (raw: unknown): boolean => raw !== undefined && raw !== null && !(typeof raw === 'string' && raw.trim() === '')

const wrongType = (parameter: Parameter, raw: unknown): Checked =>
  problem('parameter-type', { name: parameter.name, expected: parameter.type === 'boolean' ? 'boolean (true or false)' : parameter.type, value: quote(raw) })

const checkNumber = (parameter: Parameter, raw: unknown): Checked => {
  const value = typeof raw === 'number' ? raw : typeof raw === 'string' ? Number(raw.trim().replace(',', '.')) : NaN
  if (!Number.isFinite(value)) return wrongType(parameter, raw)
  const { min = -Infinity, max = Infinity, name } = parameter
  return value < min || value > max ? problem('parameter-range', { name, min, max, value: quote(raw) }) : { value }
}

/** A Map, because a plain object also knows words such as "constructor". */
const booleanWords: ReadonlyMap<string, boolean> = new Map([['true', true], ['false', false], ['yes', true], ['no', false], ['1', true], ['0', false]])

const isWord = (raw: unknown): raw is string | number => typeof raw === 'string' || typeof raw === 'number'

const checkBoolean = (parameter: Parameter, raw: unknown): Checked => {
  const value = isWord(raw) ? booleanWords.get(String(raw).trim().toLowerCase()) : typeof raw === 'boolean' ? raw : undefined
  return value === undefined ? wrongType(parameter, raw) : { value }
}

const checkOption = (parameter: Parameter, options: readonly string[], text: string): Checked => {
  const value = options.find((option) => option.toLowerCase() === text.toLowerCase())
  return value === undefined ? problem('parameter-option', { name: parameter.name, options: options.join(', '), value: quote(text) }) : { value }
}

/** Lists written with commas or line breaks, or given as an array by a block, become one term a line without repeats. */
export const normalizeKeywords: Normalize = (_, text) => ({ value: [...new Set(text.split(/[,\r\n]+/).map((term) => term.replace(/[<>]/g, '').trim()).filter(Boolean))].join('\n') })

const asText = (parameter: Parameter, raw: unknown): unknown => (parameter.normalize === 'keywords' && Array.isArray(raw) && raw.every((term) => isWord(term) || term === null) ? raw.join('\n') : raw)

const checkString = (parameter: Parameter, given: unknown, normalize: Normalize | undefined): Checked => {
  const raw = asText(parameter, given)
  if (typeof raw !== 'string') return wrongType(parameter, given)
  const text = raw.trim()
  const { name, maxCharacters = Infinity } = parameter
  if (text.length > maxCharacters) return problem('parameter-too-long', { name, length: text.length, max: maxCharacters })
  if (parameter.options) return checkOption(parameter, parameter.options, text)
  return normalize ? normalize(parameter, text) : { value: text }
}

const missing = ({ name, description }: Parameter): Checked => (name === 'audioFileUrl' ? problem('audio-url-missing', {}) : problem('parameter-missing', { name, what: description }))

/** Checks one value; rules are looked up by the name that the parameter gives. */
export const checkValue = (parameter: Parameter, raw: unknown, rules: Readonly<Partial<Record<string, Normalize>>>): Checked => {
  if (!isGiven(raw)) return parameter.required ? missing(parameter) : { value: parameter.default }
  if (parameter.type === 'number') return checkNumber(parameter, raw)
  return parameter.type === 'boolean' ? checkBoolean(parameter, raw) : checkString(parameter, raw, rules[parameter.normalize ?? ''])
}
