import type { Warning } from '../../../contract'
import type { Piece } from '../audio/split/types'
import type { KnownSpeaker, SpeechRequest } from '../openai/request'
import type { Lanes } from '../pieces/lanes'
import type { Transcript } from '../transcript'
import type { Hearing } from './hear-whole'
import { sendAdapting } from './send-adapting'

/** Sends one piece after the other; what one has learned about the server, the next ones need not learn again. */
export interface PieceSender {
  send(piece: Piece, context: string, knownSpeakers?: readonly KnownSpeaker[]): Promise<{ readonly transcript: Transcript; readonly warnings: readonly Warning[] }>
  /** The request as it succeeded last. */
  readonly request: SpeechRequest
}

/** A piece whose model tells no times is a phrase from its first to its last sound. */
const asPhrase = (transcript: Transcript, start: number, end: number): Transcript =>
  transcript.segments === null ? { ...transcript, segments: transcript.text === '' ? [] : [{ start, end, text: transcript.text }] } : transcript

/** Opens the sending of the pieces of one audio. */
export const openSender = ({ plan, need, values, settings, deadline }: Hearing, timesFromPieces: boolean, lanes: Lanes): PieceSender => {
  let request = plan.request
  return {
    get request() {
      return request
    },
    send: async ({ file, startSeconds, soundStartSeconds, soundEndSeconds }, context, knownSpeakers = []) => {
      const asked = { ...request, knownSpeakers, prompt: [request.prompt, context].filter(Boolean).join('\n') || undefined }
      const { transcript, request: used, warnings } = await sendAdapting(file, asked, { ...need, segments: need.segments && !timesFromPieces }, values.model !== undefined, settings, deadline, () => lanes.slower())
      request = { ...used, prompt: plan.request.prompt }
      return { transcript: need.segments ? asPhrase(transcript, soundStartSeconds - startSeconds, soundEndSeconds - startSeconds) : transcript, warnings }
    },
  }
}
