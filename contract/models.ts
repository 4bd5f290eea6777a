/**
 * What each model can do. Nothing else in the pack compares model names.
 *
 * Sources: OpenAI's model and deprecation pages and the type definitions of its Node SDK, read in November 2026
 * (developers.openai.com/api/docs/models and /deprecations; github.com/openai/openai-node).
 */

export type WireFormat = 'json' | 'verbose_json' | 'diarized_json'

export interface Model {
  readonly id: string
  /** The richest answer that the model has; every document is rendered from it. */
  readonly asks: WireFormat
  readonly segments: boolean
  readonly words: boolean
  readonly speakers: boolean
  readonly prompt: boolean
  readonly keywords: boolean
  readonly temperature: boolean
  /** The field that carries a language hint; a wrong field is ignored in silence. */
  readonly languageField: 'language' | 'languages[]'
  /** Needs `chunking_strategy` for audio above 30 s. */
  readonly chunking: boolean
  /** Has the endpoint that answers English. */
  readonly translates: boolean
  /** Longest audio of one request in seconds; null = only the size limit is known. */
  readonly maxSeconds: number | null
  /** The day on which OpenAI switches it off, as YYYY-MM-DD; null = none announced. */
  readonly endsOn: string | null
  readonly successor: string | null
  /** US dollars for a minute of audio on `pricesReadOn`; null = not published. */
  readonly dollarsPerMinute: number | null
}

/** Day on which the prices below were read (developers.openai.com/api/docs/pricing). */
export const pricesReadOn = '2026-11-21'

const classicEnd = '2027-02-26'

const plain = {
  asks: 'json', segments: false, words: false, speakers: false, prompt: true, keywords: false, temperature: true, languageField: 'language', chunking: false, translates: false,
  maxSeconds: null, endsOn: classicEnd, successor: 'gpt-transcribe', dollarsPerMinute: null,
} as const satisfies Omit<Model, 'id'>

export const models: readonly Model[] = [
  { ...plain, id: 'whisper-1', asks: 'verbose_json', segments: true, words: true, translates: true, dollarsPerMinute: 0.006 },
  { ...plain, id: 'gpt-4o-transcribe', maxSeconds: 1400, dollarsPerMinute: 0.006 },
  { ...plain, id: 'gpt-4o-mini-transcribe', maxSeconds: 1400, dollarsPerMinute: 0.003 },
  { ...plain, id: 'gpt-4o-transcribe-diarize', asks: 'diarized_json', segments: true, speakers: true, prompt: false, chunking: true, maxSeconds: 1400 },
  { ...plain, id: 'gpt-transcribe', keywords: true, temperature: false, languageField: 'languages[]', endsOn: null, successor: null, dollarsPerMinute: 0.0045 },
]

/** An id that is not in the table belongs to another OpenAI-compatible server: assume a whisper, and fall back when it refuses. */
export const unknownModel = (id: string): Model => ({ ...plain, id, asks: 'verbose_json', segments: true, words: true, translates: true, endsOn: null, successor: null })

export const defaultModelId = 'whisper-1'

const datedId = /-\d{4}-\d{2}-\d{2}$/

/** A dated id, such as gpt-4o-mini-transcribe-2025-12-15, is its family: same abilities, same end. */
export const findModel = (id: string): Model | undefined => {
  const family = models.find((model) => model.id === id.replace(datedId, ''))
  return family && { ...family, id }
}

export const modelOf = (id: string): Model => findModel(id) ?? unknownModel(id)

/** Whether the model has been switched off by the given day, written as YYYY-MM-DD. */
export const hasEnded = (model: Model, day: string): boolean => model.endsOn !== null && day >= model.endsOn

/** What an answer needs of a model beyond the plain text. */
export interface Need {
  readonly segments: boolean
  readonly words: boolean
  readonly speakers: boolean
}

export const meets = (model: Model, need: Need): boolean => (!need.segments || model.segments) && (!need.words || model.words) && (!need.speakers || model.speakers)

/** The ids of our table that meet a need on a day, best choice first. */
export const modelsThatMeet = (need: Need, day: string): string[] => models.filter((model) => meets(model, need) && !hasEnded(model, day)).map(({ id }) => id)

/**
 * Models that translate text when the audio endpoint cannot: the first is the default, the next ones stand in where it is unknown.
 * OpenAI names gpt-6-luna as the replacement of the small GPT-4 models that end on 2027-01-14.
 */
export const textModels: readonly { readonly id: string; readonly dollarsPerMillionInputTokens: number; readonly dollarsPerMillionOutputTokens: number }[] = [
  { id: 'gpt-6-luna', dollarsPerMillionInputTokens: 0.1, dollarsPerMillionOutputTokens: 0.5 },
  { id: 'gpt-5.4-mini', dollarsPerMillionInputTokens: 0.75, dollarsPerMillionOutputTokens: 4.5 },
]
