import { ApiError } from '../api-error'

const maxSegmentBytes = 255
const maxSegments = 32

const refuse = (reason: string): never => {
  throw new ApiError(400, 0, `Invalid file path: ${reason}`)
}

const decode = (segment: string): string => {
  try {
    return decodeURIComponent(segment)
  } catch {
    return refuse('it is not well encoded')
  }
}

const controlCharacters = /[\u0000-\u001f\u007f]/

/** One name of a path, safe to be used on a disk: what hides a separator or climbs upwards is refused, everything else (emoji too) is kept. */
export const checkName = (name: string): string => {
  if (name === '.' || name === '..') refuse('it must not contain . or .. as a name')
  if (/[/\\]/.test(name)) refuse('a name must not contain a slash')
  if (controlCharacters.test(name)) refuse('a name must not contain control characters')
  if (Buffer.byteLength(name) > maxSegmentBytes) refuse(`a name is longer than ${maxSegmentBytes} bytes`)
  return name
}

/** Splits the still encoded path of a request into names. Doubled and outer slashes do not matter. */
export const parseFilePath = (rawPath: string): string[] => {
  const names = rawPath.split('/').filter((segment) => segment !== '').map((segment) => checkName(decode(segment)))
  if (names.length > maxSegments) refuse(`it is deeper than ${maxSegments} folders`)
  return names
}

/** The platform's rule: a last name with a dot is the file's name, any other is a folder and the file brings its own. */
export const targetOf = (names: readonly string[], ownName: string | undefined): string[] => {
  const last = names.at(-1)
  if (last?.includes('.')) return [...names]
  if (!ownName) return refuse('it names no file')
  return [...names, checkName(ownName)]
}

/** The way back into an address. */
export const encodePath = (names: readonly string[]): string => names.map(encodeURIComponent).join('/')
