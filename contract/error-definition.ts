/** What an error is, and how its texts are filled: apart from the tables, so that a caller carries only the errors that it can meet. */

export interface ErrorDefinition {
  readonly number: number
  readonly key: string
  /** HTTP status. 0 = never leaves the browser. 502 is not used: the JS-SDK hides the body of every 502 (docs/decisions/0002). */
  readonly status: 0 | 400 | 401 | 403 | 404 | 409 | 413 | 422 | 429 | 503 | 504
  readonly sentence: string
  readonly advice: string
  /** Whether the same call can succeed later without any change. */
  readonly retryable: boolean
}

export type ErrorValues = Readonly<Record<string, string | number>>

const fill = (template: string, values: ErrorValues): string => template.replace(/\{(\w+)\}/g, (_, name: string) => String(values[name] ?? ''))

/** The two texts of one occurrence of a known error, filled with its values. */
export const fillError = ({ sentence, advice }: Pick<ErrorDefinition, 'sentence' | 'advice'>, values: ErrorValues = {}): { sentence: string; advice: string } => ({
  sentence: fill(sentence, values), advice: fill(advice, values),
})

/** Takes a message apart again on the other side of the wire. */
export const splitErrorMessage = (message: string): { sentence: string; advice: string } => {
  const [sentence = '', ...advice] = message.split('\n')
  return { sentence, advice: advice.join('\n') }
}
