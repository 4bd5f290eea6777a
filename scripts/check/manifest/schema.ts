import Ajv2020, { type ErrorObject } from 'ajv/dist/2020'

/** A failed branch makes every key beside it look unknown: such errors are told only when there are no others. */
const isEcho = ({ keyword }: ErrorObject): boolean => keyword === 'if' || keyword === 'unevaluatedProperties'

/** What an error is about, beside its place: an unknown key, or the values that are allowed. */
const detailOf = ({ params }: ErrorObject): string => {
  const { additionalProperty, unevaluatedProperty, allowedValues } = params as { readonly additionalProperty?: string; readonly unevaluatedProperty?: string; readonly allowedValues?: readonly string[] }
  const detail = additionalProperty ?? unevaluatedProperty ?? allowedValues?.join(', ')
  return detail === undefined ? '' : `: ${detail}`
}

const inWords = (error: ErrorObject): string => `marketplace.json ${error.instancePath || '/'} ${error.message ?? 'is wrong'}${detailOf(error)}`

/** Where a manifest is not what the schema wants, one line each. */
export const schemaProblems = (schema: object, manifest: unknown): string[] => {
  const validate = new Ajv2020({ allErrors: true, strict: true, strictRequired: false, strictTypes: false }).compile(schema)
  if (validate(manifest)) return []
  const errors = validate.errors ?? []
  const own = errors.filter((error) => !isEcho(error))
  return [...new Set((own.length > 0 ? own : errors).map(inWords))]
}
