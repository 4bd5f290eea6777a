import { describeError, errorByKey, errorMessage, type ErrorKey, type ErrorValues } from '../../contract'

/** A failure that the contract knows: it reaches the caller with its number, status and words. */
export class ServiceError extends Error {
  readonly key: ErrorKey
  readonly number: number
  readonly status: number
  readonly retryable: boolean

  constructor(key: ErrorKey, values: ErrorValues = {}, cause?: unknown) {
    super(errorMessage(key, values), cause === undefined ? undefined : { cause })
    const definition = errorByKey(key)
    this.name = 'ServiceError'
    this.key = key
    this.number = definition.number
    this.status = definition.status
    this.retryable = definition.retryable
  }
}

/** What a log may say of an error: never its values, which can hold addresses. */
export const nameOf = (error: unknown): string => (error instanceof ServiceError ? `${error.number} ${error.key}` : error instanceof Error ? error.name : typeof error)

/** The sentence alone, for warnings that need no advice. */
export const sentenceOf = (key: ErrorKey, values: ErrorValues = {}): string => describeError(key, values).sentence
