import { validate, type Operation, type Parameter } from '../../contract'
import type { Settings } from './configuration'
import { ServiceError } from './errors'
import { personOf, type Caller } from './platform'

/** The typed values of a call, or the error of the first problem. */
export const validated = (operation: { readonly parameters: readonly Parameter[] }, raw: Readonly<Record<string, unknown>>): Readonly<Record<string, unknown>> => {
  const result = validate(operation as Operation, raw)
  if (!result.ok) throw new ServiceError(result.problem.key, result.problem.values)
  return result.values
}

/** Refuses visitors where the owner of the app wants signed-in users only. */
export const checkCaller = ({ signedInOnly }: Settings, caller: Caller): void => {
  if (signedInOnly && personOf(caller) === null) throw new ServiceError('sign-in-required')
}
