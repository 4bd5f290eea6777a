import type { AnswerFormat, UsageKind } from './write-answer'

/**
 * The models as the live service behaves. Written apart from `contract/models.ts` on purpose: what the product believes
 * about a model is measured against this second reading of OpenAI's pages and of published error logs.
 */
export interface StandInModel {
  readonly id: string
  /** Name that leaks into error messages. */
  readonly internalId: string
  readonly formats: readonly AnswerFormat[]
  readonly usage: UsageKind
  /** whisper-1 chooses its decoder by the file name; the others compare name and content. */
  readonly judgesBy: 'extension' | 'content'
  /** Refuses WebM without a duration, as browsers record it. */
  readonly needsWebmDuration: boolean
  readonly maxSeconds: number | null
  readonly prompt: boolean
  readonly needsChunkingAboveSeconds: number | null
  readonly languageField: 'language' | 'languages[]'
  readonly logprobs: boolean
  readonly streams: boolean
  readonly translates: boolean
  /** YYYY-MM-DD, the first day without it. */
  readonly endsOn: string | null
}

/** The day on which the classic models and the translation endpoint are gone. */
export const classicEnd = '2027-02-26'

const gpt4o = {
  formats: ['json', 'text'], usage: 'tokens', judgesBy: 'content', needsWebmDuration: true, maxSeconds: 1400, prompt: true, needsChunkingAboveSeconds: null,
  languageField: 'language', logprobs: true, streams: true, translates: false, endsOn: classicEnd,
} as const

export const standInModels: readonly StandInModel[] = [
  { id: 'whisper-1', internalId: 'whisper-1', formats: ['json', 'text', 'srt', 'verbose_json', 'vtt'], usage: 'duration', judgesBy: 'extension', needsWebmDuration: false, maxSeconds: null, prompt: true, needsChunkingAboveSeconds: null, languageField: 'language', logprobs: false, streams: false, translates: true, endsOn: classicEnd },
  { ...gpt4o, id: 'gpt-4o-transcribe', internalId: 'gpt-4o-transcribe-api-ev3' },
  { ...gpt4o, id: 'gpt-4o-mini-transcribe', internalId: 'gpt-4o-mini-transcribe-api-ev3' },
  { ...gpt4o, id: 'gpt-4o-mini-transcribe-2025-12-15', internalId: 'gpt-4o-mini-transcribe-2025-12-15-api-ev3' },
  { ...gpt4o, id: 'gpt-4o-transcribe-diarize', internalId: 'gpt-4o-transcribe-diarize-api-ev3', formats: ['json', 'text', 'diarized_json'], usage: 'duration', prompt: false, needsChunkingAboveSeconds: 30, logprobs: false },
  { id: 'gpt-transcribe', internalId: 'gpt-transcribe-api-ev3', formats: ['json', 'text'], usage: 'duration', judgesBy: 'content', needsWebmDuration: false, maxSeconds: null, prompt: true, needsChunkingAboveSeconds: null, languageField: 'languages[]', logprobs: false, streams: true, translates: false, endsOn: null },
]

/** Known to the service, but for live sessions only: here they look like an unknown address. */
export const realtimeOnlyModels: readonly string[] = ['gpt-live-transcribe', 'gpt-realtime-whisper', 'gpt-realtime-translate']

/** Some of the text models, for the list; `chatFamilies` decides. */
export const chatModels: readonly string[] = ['gpt-4.1-mini', 'gpt-5-mini', 'gpt-5.4-mini', 'gpt-6-luna']

/** Text models by the beginning of their ids. The newer families take no temperature but 1 and no `max_tokens`. */
export const chatFamilies: readonly { readonly prefix: string; readonly takesTemperature: boolean }[] = [
  { prefix: 'gpt-4', takesTemperature: true },
  { prefix: 'gpt-5', takesTemperature: false },
  { prefix: 'gpt-6', takesTemperature: false },
]

/** Languages that `languages[]` of gpt-transcribe takes; every other code is refused. */
export const gptTranscribeLanguages: ReadonlySet<string> = new Set(
  'af ar hy az be bn bs bg yue ca zh hr cs da nl en et fi fr gl ka de el gu he hi hu is id it ja kn kk ko lv lt mk ms ml mi mr ne no fa pl pt ro ru sr sk sl es sw sv tl ta te th tr uk ur vi cy zh-cn zh-tw zh-hk'.split(' '),
)

/** Real languages that whisper-1 refuses as a hint. */
export const whisperRefusedLanguages: ReadonlySet<string> = new Set(['bn', 'te', 'gu', 'ml', 'pa', 'or'])
