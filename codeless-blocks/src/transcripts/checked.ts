import { checkValue, normalizeKeywords, type InputErrorKey, type Parameter } from '../../../contract'
import { inputError } from './fail'

const rules = { keywords: normalizeKeywords }

type ValueOf<P extends Parameter> = P extends { options: readonly (infer O)[] } ? O : P['type'] extends 'string' ? string : P['type'] extends 'number' ? number : boolean

type Checked<P extends Parameter> = P extends { required: true } | { default: string | number | boolean } ? ValueOf<P> : ValueOf<P> | undefined

/** The value of an input as its definition wants it; throws the error of the contract otherwise. */
export const checked = <const P extends Parameter>(parameter: P, raw: unknown): Checked<P> => {
  const outcome = checkValue(parameter, raw, rules)
  if ('problem' in outcome) throw inputError(outcome.problem.key as InputErrorKey, outcome.problem.values)
  return outcome.value as Checked<P>
}
