import type { Transcript, Warning } from './transcript'

/** Facts of the call that the answer reports beside the transcript. */
export interface AnswerFacts {
  readonly model: string
  readonly requestedModel: string
  readonly warnings: readonly Warning[]
  readonly savedSource: string | null
}

/** The object that json answers: text first, since callers of the first plugins read only that. */
export const renderJson = (transcript: Transcript, facts: AnswerFacts): Record<string, unknown> => ({
  text: transcript.text,
  language: transcript.language,
  durationSeconds: transcript.durationSeconds,
  model: facts.model,
  requestedModel: facts.requestedModel,
  usage: transcript.usage,
  warnings: facts.warnings,
  savedSource: facts.savedSource,
})

/** A string answer has no room for these, so they travel as response headers. */
export const answerHeaders = (transcript: Transcript, { warnings, savedSource }: AnswerFacts): Record<string, string> => ({
  'X-Transcript-Warnings': asciiJson(warnings),
  'X-Transcript-Usage': asciiJson(transcript.usage),
  'X-Saved-Source': asciiJson(savedSource),
})

/** Header values are Latin-1 at best: everything else is escaped, and stays valid JSON. */
const asciiJson = (value: unknown): string => JSON.stringify(value).replace(/[^\x20-\x7e]/g, (character) => `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`)
