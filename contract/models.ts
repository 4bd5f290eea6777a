/**
 * What each model can do. Nothing else in the pack compares model names.
 *
 * Sources: OpenAI's model and deprecation pages and the type definitions of its Node SDK, read in November 2026
 * (developers.openai.com/api/docs/deprecations; github.com/openai/openai-node).
 */

export type WireFormat = 'json' | 'text' | 'srt' | 'verbose_json' | 'vtt' | 'diarized_json'

export interface Model {
  readonly id: string
  /** Dated twins that behave the same. */
  readonly alsoKnownAs?: readonly string[]
  /** Formats that the model itself answers. */
  readonly formats: readonly WireFormat[]
  readonly prompt: boolean
  readonly temperature: boolean
  /** The field that carries a language hint; a wrong field is ignored in silence. */
  readonly languageField: 'language' | 'languages[]'
  /** Has the endpoint that answers English. */
  readonly translates: boolean
  /** Longest audio of one request in seconds; null = only the size limit is known. */
  readonly maxSeconds: number | null
  /** The day on which OpenAI switches it off, as YYYY-MM-DD; null = none announced. */
  readonly endsOn: string | null
  readonly successor: string | null
}

const classicEnd = '2027-02-26'

export const models: readonly Model[] = [
  { id: 'whisper-1', formats: ['json', 'text', 'srt', 'verbose_json', 'vtt'], prompt: true, temperature: true, languageField: 'language', translates: true, maxSeconds: null, endsOn: classicEnd, successor: 'gpt-transcribe' },
  { id: 'gpt-4o-transcribe', formats: ['json'], prompt: true, temperature: true, languageField: 'language', translates: false, maxSeconds: 1400, endsOn: classicEnd, successor: 'gpt-transcribe' },
  { id: 'gpt-4o-mini-transcribe', alsoKnownAs: ['gpt-4o-mini-transcribe-2025-12-15'], formats: ['json'], prompt: true, temperature: true, languageField: 'language', translates: false, maxSeconds: 1400, endsOn: classicEnd, successor: 'gpt-transcribe' },
  { id: 'gpt-4o-transcribe-diarize', formats: ['json', 'diarized_json'], prompt: false, temperature: true, languageField: 'language', translates: false, maxSeconds: 1400, endsOn: classicEnd, successor: 'gpt-transcribe' },
  { id: 'gpt-transcribe', formats: ['json'], prompt: true, temperature: false, languageField: 'languages[]', translates: false, maxSeconds: null, endsOn: null, successor: null },
]

/** An id that is not in the table belongs to another OpenAI-compatible server: assume a whisper without surprises. */
export const unknownModel = (id: string): Model => ({
  id, formats: ['json', 'text', 'verbose_json'], prompt: true, temperature: true, languageField: 'language', translates: true, maxSeconds: null, endsOn: null, successor: null,
})

export const defaultModelId = 'whisper-1'

export const findModel = (id: string): Model | undefined => models.find((model) => model.id === id || model.alsoKnownAs?.includes(id))
export const modelOf = (id: string): Model => findModel(id) ?? unknownModel(id)

/** Whether the model has been switched off by the given day, written as YYYY-MM-DD. */
export const hasEnded = (model: Model, day: string): boolean => model.endsOn !== null && day >= model.endsOn
