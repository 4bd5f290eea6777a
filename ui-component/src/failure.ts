import { browserErrors, fillError, type BrowserErrorKey, type ErrorValues } from '../../contract'

/** One thing that went wrong: its number, the sentence for the person and the advice for the developer. */
export interface Failure {
  readonly code: number
  readonly sentence: string
  readonly advice: string
}

/** The failure that the contract describes under this key. Errors of the services bring their own words. */
export const failureOf = (key: BrowserErrorKey, values: ErrorValues = {}): Failure => {
  const found = browserErrors.find((error) => error.key === key)
  if (!found) throw new Error(`Unknown error key ${key}`)
  return { code: found.number, ...fillError(found, values) }
}
