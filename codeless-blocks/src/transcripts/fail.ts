import { sendingErrors, fillError, inputErrors, type SendingErrorKey, type ErrorValues, type InputErrorKey } from '../../../contract'

/** Errors as the blocks throw them: the number as code, the two texts as message. */

interface Texts {
  readonly number: number
  readonly status: number
  readonly sentence: string
  readonly advice: string
}

const errorOf = (found: Texts | undefined, key: string, values: ErrorValues): Error => {
  if (!found) return new Error(key)
  const { sentence, advice } = fillError(found, values)
  // Cloud Code passes the status on to whoever called; an error of the browser has none.
  return Object.assign(new Error(`${sentence}\n${advice}`), { code: found.number, ...(found.status === 0 ? {} : { httpStatusCode: found.status }) })
}

/** The error for something wrong with an input. */
export const inputError = (key: InputErrorKey, values: ErrorValues = {}): Error => errorOf(inputErrors.find((error) => error.key === key), key, values)

/** The error for something that went wrong in the browser. */
export const browserError = (key: SendingErrorKey, values: ErrorValues = {}): Error => errorOf(sendingErrors.find((error) => error.key === key), key, values)
