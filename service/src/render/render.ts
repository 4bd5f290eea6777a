import { renderSrt, renderText, renderVtt, type ResponseFormat } from '../../../contract'
import type { Transcript } from '../transcript'
import { renderDiarizedJson, renderJson, renderVerboseJson, type AnswerFacts } from './json'

/** What the caller asked the document to hold. */
export interface DocumentWish {
  readonly task: string
  readonly format: ResponseFormat
}

type Render = (transcript: Transcript, facts: AnswerFacts, wish: DocumentWish) => unknown

const renderers: Readonly<Record<ResponseFormat, Render>> = {
  json: renderJson,
  text: renderText,
  srt: renderSrt,
  vtt: renderVtt,
  verbose_json: (transcript, facts, { task }) => renderVerboseJson(transcript, facts, task),
  diarized_json: (transcript, facts, { task }) => renderDiarizedJson(transcript, facts, task),
}

/** Writes the wished document from the one canonical transcript. */
export const render = (transcript: Transcript, facts: AnswerFacts, wish: DocumentWish): unknown => renderers[wish.format](transcript, facts, wish)

/** Header values are Latin-1 at best: everything else is escaped, and stays valid JSON. */
const asciiJson = (value: unknown): string => JSON.stringify(value).replace(/[^\x20-\x7e]/g, (character) => `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`)

/** A string answer has no room for these, so they travel as response headers. */
export const answerHeaders = (transcript: Transcript, { warnings, savedSource }: AnswerFacts): Record<string, string> => ({
  'X-Transcript-Warnings': asciiJson(warnings),
  'X-Transcript-Usage': asciiJson(transcript.usage),
  'X-Saved-Source': asciiJson(savedSource),
})
