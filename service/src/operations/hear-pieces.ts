import { minPieceSeconds, warn, type Warning } from '../../../contract'
import type { AudioFacts, OpenAudio } from '../audio/split/types'
import { ServiceError } from '../errors'
import { joinPieces } from '../join/join'
import { gapTimes, oncePerMessage } from '../join/warnings'
import { Lanes } from '../pieces/lanes'
import { sendPieces, type Heard } from '../pieces/send-pieces'
import { Voices } from '../pieces/voices'
import type { KnownSpeaker } from '../openai/request'
import { fitsTime, type PiecesPlan } from '../plan/plan-pieces'
import type { Transcript } from '../transcript'
import type { HeardAudio, Hearing } from './hear-whole'
import { openSender, type PieceSender } from './piece-sender'

/** Refuses before anything is paid what cannot be done in time; nothing short is called too long. */
const checkTime = (pieces: PiecesPlan, { durationSeconds, durationIsSure }: AudioFacts, { settings, deadline }: Hearing): void => {
  if (!durationIsSure || durationSeconds === null || durationSeconds <= minPieceSeconds || fitsTime(pieces, deadline.remainingMs / 1000)) return
  throw new ServiceError('audio-too-long-for-call', { minutes: Math.round(durationSeconds / 60), needed: Math.ceil(pieces.expectedSeconds ?? 0), seconds: settings.timeLimitSeconds })
}

const billedSecondsOf = ({ usage }: Transcript, { sentSeconds }: Heard): number =>
  usage?.type === 'duration' && typeof usage.seconds === 'number' ? usage.seconds : sentSeconds

const warningsOf = ({ lost, pieces, brokenAt }: Heard, { timesFromPieces }: PiecesPlan, modelId: string): Warning[] => [
  ...lost.map((piece) => warn('piece-missing', { ...gapTimes(piece), reason: piece.error.message.split('\n')[0] ?? '' })),
  ...(brokenAt === null ? [] : [warn('audio-cut-off', { end: gapTimes({ startSeconds: 0, endSeconds: brokenAt }).end })]),
  timesFromPieces ? warn('times-from-pieces', { model: modelId, count: pieces.length }) : warn('audio-in-pieces', { count: pieces.length }),
]

/** Cuts the audio, sends the pieces side by side, and makes one transcript of what was heard in them. */
export const hearPieces = async (audio: OpenAudio, pieces: PiecesPlan, hearing: Hearing): Promise<HeardAudio> => {
  const { values, deadline } = hearing
  checkTime(pieces, audio.facts, hearing)
  const lanes = new Lanes(pieces.lanes)
  const sender = openSender(hearing, pieces.timesFromPieces, lanes)
  const voices = new Voices()
  const adapted: Warning[] = []
  const splitting = audio.split(pieces.wish, deadline.signal)
  const heard = await sendPieces(splitting, {
    lanes,
    carryContext: values.carryContext === true,
    mayHaveGaps: values.onGap === 'mark',
    send: async (piece, context) => {
      const sendIt = (known?: readonly KnownSpeaker[]): ReturnType<PieceSender['send']> => sender.send(piece, context, known)
      const { transcript, warnings } = await (hearing.need.speakers ? voices.hear(piece, sendIt, deadline.signal) : sendIt())
      adapted.push(...warnings)
      return transcript
    },
  })
  const { request } = sender
  const transcript = joinPieces(heard.pieces, heard.brokenAt === null ? splitting.endSeconds : heard.brokenAt)
  return { transcript, request, warnings: [...oncePerMessage(adapted), ...warningsOf(heard, pieces, request.modelId)], billedSeconds: billedSecondsOf(transcript, heard) }
}
