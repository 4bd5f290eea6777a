import { fillError, recorderErrors, uploadFailedError, type ErrorDefinition, type ErrorValues } from '../../contract'

/** One thing that went wrong: its number, the sentence for the person and the advice for the developer. */
export interface Failure {
  readonly code: number
  readonly sentence: string
  readonly advice: string
}

/** The failure that one of these errors describes. */
export const failureAmong = (errors: readonly ErrorDefinition[], key: string, values: ErrorValues): Failure => {
  const found = errors.find((error) => error.key === key)
  if (!found) throw new Error(`Unknown error key ${key}`)
  return { code: found.number, ...fillError(found, values) }
}

const errors = [...recorderErrors, uploadFailedError] as const

/** Key of one of them. */
export type RecorderErrorKey = (typeof errors)[number]['key']

/** What can go wrong before there is audio. Everything else is told by lazy parts, with the failures of `all-failures.ts`; errors of the services bring their own words. */
export const failureOf = (key: RecorderErrorKey, values: ErrorValues = {}): Failure => failureAmong(errors, key, values)
