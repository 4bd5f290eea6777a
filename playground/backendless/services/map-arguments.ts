import type { ServiceMethod, ServiceParameter } from '../../coderunner/protocol'
import { ApiError } from '../api-error'

export interface MappedArguments {
  readonly args: readonly unknown[]
  /** Names of keys that no parameter has: the method never sees them. */
  readonly ignored: readonly string[]
}

/** A body as it arrived: its text and whether its content type promised JSON. */
export interface RawBody {
  readonly text: string
  readonly saysJson: boolean
}

const parseBody = ({ text, saysJson }: RawBody): unknown => {
  if (text.trim() === '') return undefined
  try {
    return JSON.parse(text) as unknown
  } catch {
    if (saysJson) throw new ApiError(400, 0, 'The request body is not valid JSON')
    return text
  }
}

const byName = (parameters: readonly ServiceParameter[], values: Readonly<Record<string, unknown>>): MappedArguments => {
  const names = parameters.map(({ name }) => name)
  return { args: names.map((name) => (Object.hasOwn(values, name) ? (values[name] ?? null) : null)), ignored: Object.keys(values).filter((key) => !names.includes(key)) }
}

/** POST, PUT and DELETE: two or more parameters are keys of one JSON object; exactly one parameter is the whole body. */
export const mapBody = ({ parameters }: ServiceMethod, raw: RawBody): MappedArguments => {
  if (parameters.length === 0) return { args: [], ignored: [] }
  const body = parseBody(raw)
  if (parameters.length === 1) return { args: [body ?? null], ignored: [] }
  if (body === undefined) return byName(parameters, {})
  if (body === null || typeof body !== 'object' || Array.isArray(body)) throw new ApiError(400, 0, `The request body must be a JSON object with the keys ${parameters.map(({ name }) => name).join(', ')}`)
  return byName(parameters, body as Record<string, unknown>)
}

const fromText: Readonly<Record<string, (text: string) => unknown>> = {
  number: (text) => (text.trim() !== '' && Number.isFinite(Number(text)) ? Number(text) : text),
  boolean: (text) => (text === 'true' ? true : text === 'false' ? false : text),
}

/** GET: query parameters by name, read as the declared type where the text allows it. */
export const mapQuery = ({ parameters }: ServiceMethod, query: Readonly<Record<string, string>>): MappedArguments => {
  const { args, ignored } = byName(parameters, query)
  return { args: args.map((value, index) => (typeof value === 'string' ? (fromText[parameters[index]?.type.toLowerCase() ?? '']?.(value) ?? value) : value)), ignored }
}
