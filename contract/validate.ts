import { checkValue, normalizeKeywords, problem, quote, type Normalize, type Problem } from './check-values'
import type { Operation, ValuesOf } from './define'
import { toLanguageCode } from './languages'

export type Validated<T> = { readonly ok: true; readonly values: T } | { readonly ok: false; readonly problem: Problem }

const normalizeLanguage: Normalize = (parameter, text) => {
  const value = toLanguageCode(text)
  return value === null ? problem('language-unknown', { name: parameter.name, value: quote(text) }) : { value }
}

const rules = { language: normalizeLanguage, keywords: normalizeKeywords }

/**
 * Turns what a caller wrote into typed values, or names the first problem in the order of the parameters.
 * Unknown keys are ignored: the platform maps by name and would drop them anyway.
 */
export const validate = <const O extends Operation>(operation: O, raw: Readonly<Record<string, unknown>>): Validated<ValuesOf<O>> => {
  const values: Record<string, unknown> = {}
  for (const parameter of operation.parameters) {
    const checked = checkValue(parameter, raw[parameter.name], rules)
    if ('problem' in checked) return { ok: false, problem: checked.problem }
    if (checked.value !== undefined) values[parameter.name] = checked.value
  }
  return { ok: true, values: values as ValuesOf<O> }
}
