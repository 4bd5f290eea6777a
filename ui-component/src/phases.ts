import type { Failure } from './failure'
import type { FailedStep, Held, Note, Phase, Shared, State, StateOf, StopReason, Take, Upload } from './state'

const shared = ({ run, resets, obstacle, transcript, undo, waiting, unsent, late, unkept, earlier, microphones, microphoneId, soFar }: State): Shared => ({ run, resets, obstacle, transcript, undo, waiting, unsent, late, unkept, earlier, microphones, microphoneId, soFar })

/** Enters a situation, keeping only what is shared: nothing of the old one can leak into the new one. */
export const to = (state: State, phase: Phase, changes: Partial<Shared> = {}): State => ({ ...shared(state), ...changes, ...phase })

/** As `to`, and every answer to what went on before is too late from now on. */
export const anew = (state: State, phase: Phase, changes: Partial<Shared> = {}): State => to(state, phase, { ...changes, run: state.run + 1 })

/** Where nothing is in hand. */
export const home = ({ obstacle }: Pick<Shared, 'obstacle'>): Phase => ({ type: obstacle ? 'unsupported' : 'idle' })

/** Audio waits for the person. */
export const review = (held: Held, note: Note | null = null, failure: Failure | null = null): Phase => ({ type: 'recorded', held, note, failure })

/** A take of which nothing has become yet. */
export const fresh = (take: Take): Held => ({ take, upload: take.source ?? null, transcribed: false })

/** The same take after an attempt that is over: its upload goes, unless it is to stay or is all that there is of it. */
export const afterwards = ({ take, upload, transcribed }: Held, keepUpload: boolean): Held => ({ take, upload: keepUpload ? upload : (take.source ?? null), transcribed })

/** Something went wrong; what was in hand still is. */
export const failed = (failure: Failure, step: FailedStep, held: Held | null, fileName: string | null = null): Phase => ({ type: 'failed', failure, step, held, fileName })

/** Where a person stands when an attempt to replace the audio in hand is given up. */
export const back = (state: State, held: Held | null): Phase => {
  if (!held) return home(state)
  return held.transcribed ? { type: 'done', held } : review(held)
}

/** The bytes are on their way. */
export const uploading = (held: Held): Phase => ({ type: 'uploading', held })

/** The service is at work. */
export const transcribing = (held: Held, atMs: number): Phase => ({ type: 'transcribing', held, atMs, elapsedMs: 0 })

/** Sends a new take, or shows it first. */
export const begun = (take: Take, send: boolean, note: Note | null = null): Phase => (send ? uploading(fresh(take)) : review(fresh(take), note))

/** The same for a take whose file may already lie in the file storage, or somewhere on the web. */
export const begunWith = (take: Take, send: boolean, upload: Upload | null, atMs: number, jobId?: string): Phase => {
  const held = { ...fresh(take), upload, jobId }
  if (!send) return review(held)
  return upload ? transcribing(held, atMs) : uploading(held)
}

export type Sending = StateOf<'uploading' | 'transcribing'>
export const isSending = (state: State): state is Sending => state.type === 'uploading' || state.type === 'transcribing'

export type Capturing = StateOf<'recording' | 'paused'>
export const isCapturing = (state: State): state is Capturing => state.type === 'recording' || state.type === 'paused'

/** No tick for so long means that the device slept: timers and recorder alike stood still. */
const asleepMs = 30_000

/** Time counted so far; a sleep counts for nothing, and no clock makes it smaller. */
export const elapsed = ({ elapsedMs, atMs }: { elapsedMs: number; atMs: number }, nowMs: number): number => elapsedMs + (isAsleep({ atMs }, nowMs) ? 0 : Math.max(0, nowMs - atMs))

/** Whether the device slept since the last tick. */
export const isAsleep = ({ atMs }: { atMs: number }, nowMs: number): boolean => nowMs - atMs > asleepMs

/** The last bytes are coming. */
export const stopping = (state: Capturing, atMs: number, why: StopReason, discard = false): State =>
  to(state, { type: 'stopping', held: state.held, ids: state.ids, why, discard, elapsedMs: state.type === 'recording' ? elapsed(state, atMs) : state.elapsedMs })

/** Puts a take where Undo finds it. */
export const putAway = (state: State, take: Take, older: Held | null): State => anew(state, back(state, older), { undo: take })
