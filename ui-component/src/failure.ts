import { describeError, errorByKey, type ErrorKey, type ErrorValues } from '../../contract'

/** One thing that went wrong: its number, the sentence for the person and the advice for the developer. */
export interface Failure {
  readonly code: number
  readonly sentence: string
  readonly advice: string
}

/** The failure that the contract describes under this key. */
export const failureOf = (key: ErrorKey, values: ErrorValues = {}): Failure => ({ code: errorByKey(key).number, ...describeError(key, values) })
