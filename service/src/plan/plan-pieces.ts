import { maxAudioBytes, maxBytesInFlight, maxLanes, maxPhraseSeconds, maxPieceSeconds, minPhraseSeconds, minPieceSeconds, pauseSearchSeconds, plannedTimeShare, requestSeconds, requestSecondsPerAudioSecond, type Model, type Need } from '../../../contract'
import type { SplitWish } from '../audio/split/types'

/** What decides whether audio is cut. */
export interface AudioSize {
  /** Null when only reading it would tell. */
  readonly durationSeconds: number | null
  readonly byteLength: number | null
}

/** What decides how audio is cut. */
export interface PieceNeed {
  readonly model: Model
  readonly need: Need
  readonly splitForSpeed: boolean
  /** One piece is told what was said in the one before. */
  readonly carryContext: boolean
  /** Audio that is no longer is not cut for its time: no cut would help. */
  readonly leastSeconds: number
  /** Time that is left for the whole call. */
  readonly remainingSeconds: number
}

/** Lengths of pieces that are compared. */
const pieceStepSeconds = 10

/** How audio is cut and sent. */
export interface PiecesPlan {
  readonly wish: SplitWish
  readonly lanes: number
  /** Phrases are made of the pieces, because the model tells no times. */
  readonly timesFromPieces: boolean
  /** Null when the length is not known. */
  readonly expectedSeconds: number | null
}

/** The longest audio that a model is sent: its own limit is counted after decoding, which adds a little. */
const lengthLimit = ({ maxSeconds }: Model): number => (maxSeconds ?? Infinity) - 5

/** Seconds that a request for so much audio is expected to take. */
export const secondsToSend = (audioSeconds: number): number => requestSeconds + requestSecondsPerAudioSecond * audioSeconds

/** Below this rate nobody understands speech, so a file cannot be longer than its size at this rate. */
const leastBitsPerSecond = 6_000

/** The longest that a file of this size can be. */
export const longestSeconds = (byteLength: number): number => (byteLength * 8) / leastBitsPerSecond

const needsPhrases = ({ model, need }: PieceNeed): boolean => need.segments && !model.segments

/** Whether looking into a file of this size could change how it is sent; a short file is not looked into at all. */
export const isWorthALook = (byteLength: number, need: PieceNeed): boolean =>
  needsPhrases(need) || wantsPieces({ durationSeconds: longestSeconds(byteLength), byteLength }, need)

const wantsPieces = ({ durationSeconds, byteLength }: AudioSize, need: PieceNeed): boolean => {
  if (needsPhrases(need) || byteLength === null || byteLength > maxAudioBytes) return true
  if (durationSeconds === null) return false
  const isTooSlow = durationSeconds > need.leastSeconds && secondsToSend(durationSeconds) > need.remainingSeconds * plannedTimeShare
  return durationSeconds > lengthLimit(need.model) || isTooSlow || (need.splitForSpeed && durationSeconds > maxPieceSeconds)
}

/** How many pieces can be under way: each has a lane and is held in memory. */
const atATime = ({ durationSeconds, byteLength }: AudioSize, seconds: number, lanes: number): number => {
  const pieceBytes = durationSeconds && byteLength ? (byteLength / durationSeconds) * seconds : 0
  return Math.max(1, Math.min(lanes, pieceBytes > 0 ? Math.floor(maxBytesInFlight / pieceBytes) : lanes))
}

/** Seconds until the last of pieces of typically so much audio has been answered; pieces are sent in rounds. */
const expected = (audio: AudioSize, seconds: number, lanes: number): number | null =>
  audio.durationSeconds === null ? null : Math.ceil(audio.durationSeconds / seconds / atATime(audio, seconds, lanes)) * secondsToSend(seconds)

/** Pieces end early for a pause, anywhere in the part where one is looked for. */
const typicalSeconds = (maxSeconds: number): number => maxSeconds - pauseSearchSeconds / 2

const lengths = Array.from({ length: (maxPieceSeconds - minPieceSeconds) / pieceStepSeconds + 1 }, (_, index) => minPieceSeconds + index * pieceStepSeconds)

/** The length with which the whole is done first; of equal ones the longest, which needs the fewest requests. */
const pieceSeconds = (audio: AudioSize, need: PieceNeed): number => {
  if (need.carryContext || audio.durationSeconds === null) return Math.min(lengthLimit(need.model), maxPieceSeconds)
  const times = lengths.map((seconds) => ({ seconds, expected: expected(audio, typicalSeconds(seconds), maxLanes) ?? Infinity }))
  return times.reduce((best, one) => (one.expected <= best.expected ? one : best)).seconds
}

/** Decides how audio is cut: null = not at all, it is sent as it is. Pure, and before anything is paid. */
export const planPieces = (audio: AudioSize, need: PieceNeed): PiecesPlan | null => {
  if (!wantsPieces(audio, need)) return null
  const timesFromPieces = needsPhrases(need)
  const lanes = need.carryContext ? 1 : maxLanes
  const maxSeconds = timesFromPieces ? maxPhraseSeconds : pieceSeconds(audio, need)
  const wish: SplitWish = timesFromPieces
    ? { maxBytes: maxAudioBytes, maxSeconds, minSeconds: minPhraseSeconds, cutAt: 'pauses', skipSilence: true }
    : { maxBytes: maxAudioBytes, maxSeconds, cutAt: 'limit', skipSilence: true }
  const typical = timesFromPieces ? (minPhraseSeconds + maxPhraseSeconds) / 2 : typicalSeconds(maxSeconds)
  return { wish, lanes, timesFromPieces, expectedSeconds: expected(audio, typical, lanes) }
}

/** Whether a plan can end within the time that is left, as far as anybody can tell. */
export const fitsTime = ({ expectedSeconds }: PiecesPlan, remainingSeconds: number): boolean => expectedSeconds === null || expectedSeconds <= remainingSeconds * plannedTimeShare
