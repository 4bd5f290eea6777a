import type { SpeakerNames } from './voices'
import { languageName } from '../../contract'
import { textOf, type Speech } from './speech'

/** Every format that the service can write; which model has which is told in `stand-in-models.ts`. */
export const answerFormats = ['json', 'text', 'srt', 'verbose_json', 'vtt', 'diarized_json'] as const
export type AnswerFormat = (typeof answerFormats)[number]

/** Which counting a model uses in its answers. */
export type UsageKind = 'tokens' | 'duration' | 'none'

export interface AnswerWish {
  readonly format: AnswerFormat
  readonly task: 'transcribe' | 'translate'
  readonly usage: UsageKind
  readonly words: boolean
  readonly segments: boolean
  /** gpt-transcribe: the languages that it answers, `null` for models that answer none. */
  readonly languages: readonly string[] | null
  readonly logprobs: boolean
  /** What the speakers are called. */
  readonly speakerNames: SpeakerNames
  readonly temperature: number
}

export interface WrittenAnswer {
  readonly contentType: string
  readonly body: string
}

const round = (seconds: number, digits = 2): number => Number(seconds.toFixed(digits))

const usageOf = (speech: Speech, kind: UsageKind): Record<string, unknown> => {
  if (kind === 'none') return {}
  if (kind === 'duration') return { usage: { type: 'duration', seconds: Math.ceil(speech.durationSeconds) } }
  const audioTokens = Math.max(1, Math.round(speech.durationSeconds * 10))
  const outputTokens = textOf(speech).split(/\s+/).filter(Boolean).length + 1
  return { usage: { type: 'tokens', input_tokens: audioTokens, input_token_details: { text_tokens: 0, audio_tokens: audioTokens }, output_tokens: outputTokens, total_tokens: audioTokens + outputTokens } }
}

const clock = (seconds: number, mark: ',' | '.'): string => {
  const ms = Math.round(seconds * 1000)
  const two = (value: number): string => String(Math.floor(value)).padStart(2, '0')
  return `${two(ms / 3_600_000)}:${two((ms / 60_000) % 60)}:${two((ms / 1000) % 60)}${mark}${String(ms % 1000).padStart(3, '0')}`
}

const writeJson = (speech: Speech, wish: AnswerWish): Record<string, unknown> => ({
  text: textOf(speech),
  ...(wish.languages ? { languages: wish.languages.map((code) => ({ code })) } : {}),
  ...(wish.logprobs ? { logprobs: textOf(speech).split(' ').filter(Boolean).map((token) => ({ token, logprob: -0.02, bytes: [...Buffer.from(token)] })) } : {}),
  ...(wish.task === 'transcribe' ? usageOf(speech, wish.usage) : {}),
})

const writeVerbose = (speech: Speech, wish: AnswerWish): Record<string, unknown> => ({
  task: wish.task,
  language: (wish.task === 'translate' ? 'english' : (languageName(speech.language) ?? speech.language).toLowerCase()),
  duration: round(speech.durationSeconds),
  text: textOf(speech),
  ...(wish.segments
    ? {
        segments: speech.segments.map((segment, id) => ({
          id, seek: Math.floor(segment.start / 30) * 3000, start: round(segment.start), end: round(segment.end), text: ` ${segment.text}`,
          tokens: segment.text.split(/\s+/).map((_, index) => 50_364 + index), temperature: wish.temperature,
          avg_logprob: segment.avgLogprob, compression_ratio: segment.compressionRatio, no_speech_prob: segment.noSpeechProb,
        })),
      }
    : {}),
  ...(wish.words ? { words: speech.segments.flatMap(({ words }) => words.map(({ word, start, end }) => ({ word, start: round(start), end: round(end) }))) } : {}),
  ...usageOf(speech, wish.usage === 'none' ? 'none' : 'duration'),
})

/** The example of the API reference names the speaker before what is said (platform.openai.com/docs/api-reference/audio/diarized-json-object). */
const linesOf = ({ segments }: Speech, { speakerNames }: AnswerWish): string => segments.map(({ voice, text }) => `${speakerNames(voice)}: ${text}`).join('\n')

const writeDiarized = (speech: Speech, wish: AnswerWish): Record<string, unknown> => ({
  task: wish.task,
  duration: round(speech.durationSeconds),
  text: linesOf(speech, wish),
  segments: speech.segments.map((segment, index) => ({
    type: 'transcript.text.segment', id: `seg_${String(index + 1).padStart(3, '0')}`, start: round(segment.start, 3), end: round(segment.end, 3),
    text: segment.text, speaker: wish.speakerNames(segment.voice),
  })),
  ...usageOf(speech, wish.usage === 'none' ? 'none' : 'duration'),
})

const writeSrt = ({ segments }: Speech): string =>
  segments.map(({ start, end, text }, index) => `${index + 1}\n${clock(start, ',')} --> ${clock(end, ',')}\n${text}\n\n`).join('')

const writeVtt = ({ segments }: Speech): string =>
  `WEBVTT\n\n${segments.map(({ start, end, text }) => `${clock(start, '.')} --> ${clock(end, '.')}\n${text}\n\n`).join('')}`

const asJson = (value: unknown): WrittenAnswer => ({ contentType: 'application/json', body: JSON.stringify(value) })
const asText = (body: string): WrittenAnswer => ({ contentType: 'text/plain; charset=utf-8', body })

const writers: Readonly<Record<AnswerFormat, (speech: Speech, wish: AnswerWish) => WrittenAnswer>> = {
  json: (speech, wish) => asJson(writeJson(speech, wish)),
  text: (speech) => asText(`${textOf(speech)}\n`),
  srt: (speech) => asText(writeSrt(speech)),
  verbose_json: (speech, wish) => asJson(writeVerbose(speech, wish)),
  vtt: (speech) => asText(writeVtt(speech)),
  diarized_json: (speech, wish) => asJson(writeDiarized(speech, wish)),
}

/** Writes what was found in the format that was asked for, shaped as the real service shapes it. */
export const writeAnswer = (speech: Speech, wish: AnswerWish): WrittenAnswer => writers[wish.format](speech, wish)
