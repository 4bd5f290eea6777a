import type { Operation, Parameter, ValuesOf } from './define'
import type { ErrorKey, ErrorValues } from './errors'
import { toLanguageCode } from './languages'
import { maxQuotedCharacters } from './limits'

/** What is wrong, as an error of the contract: the same in the service, the block and the component. */
export interface Problem {
  readonly key: ErrorKey
  readonly values: ErrorValues
}

export type Validated<T> = { readonly ok: true; readonly values: T } | { readonly ok: false; readonly problem: Problem }

type Checked = { readonly value: unknown } | { readonly problem: Problem }

const problem = (key: ErrorKey, values: ErrorValues): Checked => ({ problem: { key, values } })

/** A foreign value as it may be repeated in an error: short, and no query string of a signed address. */
export const quote = (value: unknown): string => {
  const text = typeof value === 'string' ? value : (JSON.stringify(value) ?? String(value))
  const safe = text.replace(/\?[^\s"]*/g, '?…').replace(/\/\/[^/\s"@]*@/g, '//…@')
  const short = `${safe.slice(0, maxQuotedCharacters)}${safe.length > maxQuotedCharacters ? '…' : ''}`
  return typeof value === 'string' ? `"${short}"` : short
}

/** `null`, an empty string and blanks mean "not given", as a Codeless block with an empty slot sends them. */
const isGiven = (raw: unknown): boolean => raw !== undefined && raw !== null && !(typeof raw === 'string' && raw.trim() === '')

const wrongType = (parameter: Parameter, raw: unknown): Checked =>
  problem('parameter-type', { name: parameter.name, expected: parameter.type === 'boolean' ? 'boolean (true or false)' : parameter.type, value: quote(raw) })

const checkNumber = (parameter: Parameter, raw: unknown): Checked => {
  const value = typeof raw === 'number' ? raw : typeof raw === 'string' ? Number(raw.trim().replace(',', '.')) : NaN
  if (!Number.isFinite(value)) return wrongType(parameter, raw)
  const { min = -Infinity, max = Infinity, name } = parameter
  return value < min || value > max ? problem('parameter-range', { name, min, max, value: quote(raw) }) : { value }
}

const booleanWords: Readonly<Record<string, boolean>> = { true: true, false: false, yes: true, no: false, '1': true, '0': false }

const checkBoolean = (parameter: Parameter, raw: unknown): Checked => {
  const value = typeof raw === 'boolean' ? raw : booleanWords[String(raw).trim().toLowerCase()]
  return value === undefined ? wrongType(parameter, raw) : { value }
}

const checkOption = (parameter: Parameter, options: readonly string[], text: string): Checked => {
  const value = options.find((option) => option.toLowerCase() === text.toLowerCase())
  return value === undefined ? problem('parameter-option', { name: parameter.name, options: options.join(', '), value: quote(text) }) : { value }
}

const checkLanguage = (parameter: Parameter, text: string): Checked => {
  const value = toLanguageCode(text)
  return value === null ? problem('language-unknown', { name: parameter.name, value: quote(text) }) : { value }
}

/** Lists written with commas or line breaks, or given as an array by a block, become one term a line without repeats. */
const normalizeKeywords = (text: string): string => [...new Set(text.split(/[,\r\n]+/).map((term) => term.replace(/[<>]/g, '').trim()).filter(Boolean))].join('\n')

const checkString = (parameter: Parameter, given: unknown): Checked => {
  const raw = parameter.normalize === 'keywords' && Array.isArray(given) ? given.join('\n') : given
  if (typeof raw !== 'string') return wrongType(parameter, given)
  const text = raw.trim()
  const { name, maxCharacters = Infinity } = parameter
  if (text.length > maxCharacters) return problem('parameter-too-long', { name, length: text.length, max: maxCharacters })
  if (parameter.options) return checkOption(parameter, parameter.options, text)
  if (parameter.normalize === 'language') return checkLanguage(parameter, text)
  return { value: parameter.normalize === 'keywords' ? normalizeKeywords(text) : text }
}

const check = { string: checkString, number: checkNumber, boolean: checkBoolean } as const

const checkParameter = (parameter: Parameter, raw: unknown): Checked => {
  if (isGiven(raw)) return check[parameter.type](parameter, raw)
  if (parameter.required) return problem('audio-url-missing', {})
  return { value: parameter.default }
}

/**
 * Turns what a caller wrote into typed values, or names the first problem in the order of the parameters.
 * Unknown keys are ignored: the platform maps by name and would drop them anyway.
 */
export const validate = <const O extends Operation>(operation: O, raw: Readonly<Record<string, unknown>>): Validated<ValuesOf<O>> => {
  const values: Record<string, unknown> = {}
  for (const parameter of operation.parameters) {
    const checked = checkParameter(parameter, raw[parameter.name])
    if ('problem' in checked) return { ok: false, problem: checked.problem }
    if (checked.value !== undefined) values[parameter.name] = checked.value
  }
  return { ok: true, values: values as ValuesOf<O> }
}
