import type { Need } from './models'

/** The documents that a transcript can become, whoever made it. */
export const responseFormats = ['json', 'text', 'srt', 'verbose_json', 'vtt', 'diarized_json'] as const
export type ResponseFormat = (typeof responseFormats)[number]

export const timestampLevels = ['segment', 'word'] as const
export type TimestampLevel = (typeof timestampLevels)[number]

/** What a call does with audio that cannot be transcribed within its time. */
export const longAudioChoices = ['error', 'job'] as const
export type LongAudioChoice = (typeof longAudioChoices)[number]

/** What a call does when a part of the audio cannot be transcribed. */
export const gapChoices = ['mark', 'error'] as const
export type GapChoice = (typeof gapChoices)[number]

const needsTimes: readonly ResponseFormat[] = ['srt', 'vtt', 'verbose_json', 'diarized_json']

/** What a wish needs of the model beyond plain text. */
export const needOf = (wish: { readonly format: ResponseFormat; readonly timestamps?: TimestampLevel | undefined; readonly speakers?: boolean | undefined }): Need => ({
  segments: needsTimes.includes(wish.format) || wish.timestamps !== undefined,
  words: wish.timestamps === 'word',
  speakers: wish.format === 'diarized_json' || wish.speakers === true,
})

/** Whether the answer of a format is an object; the others are strings with their facts in response headers. */
export const isObjectFormat = (format: ResponseFormat): boolean => format === 'json' || format === 'verbose_json' || format === 'diarized_json'
