import type { Failure } from './failure'
import { heldOf, isResting, noTranscript, type Event, type EventOf, type FailedStep, type Held, type Note, type Phase, type Shared, type State, type StateOf, type StopReason, type Take } from './state'

const shared = ({ run, obstacle, transcript, undo }: State): Shared => ({ run, obstacle, transcript, undo })

/** Enters a situation, keeping only what is shared: nothing of the old one can leak into the new one. */
const to = (state: State, phase: Phase, changes: Partial<Shared> = {}): State => ({ ...shared(state), ...changes, ...phase })

/** As `to`, and every answer to what went on before is too late from now on. */
const anew = (state: State, phase: Phase, changes: Partial<Shared> = {}): State => to(state, phase, { ...changes, run: state.run + 1 })

const home = ({ obstacle }: Pick<Shared, 'obstacle'>): Phase => ({ type: obstacle ? 'unsupported' : 'idle' })

const review = (held: Held, note: Note | null = null, failure: Failure | null = null): Phase => ({ type: 'recorded', held, note, failure })

const fresh = (take: Take): Held => ({ take, upload: null, transcribed: false })

const failed = (failure: Failure, step: FailedStep, held: Held | null, fileName: string | null = null): Phase => ({ type: 'failed', failure, step, held, fileName })

/** Where a person stands when an attempt to replace the audio in hand is given up. */
const back = (state: State, held: Held | null): Phase => {
  if (!held) return home(state)
  return held.transcribed ? { type: 'done', held } : review(held)
}

const elapsed = ({ elapsedMs, atMs }: { elapsedMs: number; atMs: number }, nowMs: number): number => elapsedMs + Math.max(0, nowMs - atMs)

type Sending = StateOf<'uploading' | 'transcribing'>
const isSending = (state: State): state is Sending => state.type === 'uploading' || state.type === 'transcribing'

type Capturing = StateOf<'recording' | 'paused'>
const isCapturing = (state: State): state is Capturing => state.type === 'recording' || state.type === 'paused'

const uploading = (held: Held): Phase => ({ type: 'uploading', held })

const transcribing = (held: Held, atMs: number): Phase => ({ type: 'transcribing', held, atMs, elapsedMs: 0 })

const stopping = (state: Capturing, atMs: number, why: StopReason, discard = false): State =>
  to(state, { type: 'stopping', held: state.held, why, discard, elapsedMs: state.type === 'recording' ? elapsed(state, atMs) : state.elapsedMs })

const putAway = (state: State, take: Take, older: Held | null): State => anew(state, back(state, older), { undo: take })

const tick = (state: State, { atMs }: EventOf<'tick'>): State => {
  if (state.type === 'asking' || state.type === 'transcribing') return { ...state, atMs, elapsedMs: elapsed(state, atMs) }
  if (state.type !== 'recording') return state
  const elapsedMs = elapsed(state, atMs)
  return elapsedMs >= state.maxMs ? stopping(state, atMs, 'limit') : { ...state, atMs, elapsedMs }
}

const took = (state: State, { take, send, lost }: EventOf<'took'>): State => {
  if (!isCapturing(state) && state.type !== 'stopping') return state
  // A recorder that ends without being told has lost its microphone.
  const { why, discard } = state.type === 'stopping' ? state : { why: 'lost' as const, discard: false }
  if (discard) return putAway(state, take, state.held)
  if (why === 'lost') return anew(state, review(fresh(take), null, lost))
  return anew(state, send ? uploading(fresh(take)) : review(fresh(take), why === 'limit' ? 'limit' : null))
}

const tookNothing = (state: State, { failure }: EventOf<'tookNothing'>): State => {
  if (state.type === 'stopping' && state.discard) return anew(state, back(state, state.held))
  return isCapturing(state) || state.type === 'stopping' ? anew(state, failed(failure, 'microphone', state.held)) : state
}

const discard = (state: State, { atMs }: EventOf<'discard'>): State => {
  if (isCapturing(state)) return stopping(state, atMs, 'person', true)
  if (state.type === 'stopping') return { ...state, discard: true }
  if (state.type === 'asking') return anew(state, back(state, state.held))
  const held = heldOf(state)
  if (held) return putAway(state, held.take, null)
  return state.type === 'failed' ? anew(state, home(state)) : state
}

const cancel = (state: State, { keepUpload }: EventOf<'cancel'>): State => {
  if (state.type === 'asking') return anew(state, back(state, state.held))
  if (!isSending(state)) return state
  return anew(state, review({ ...state.held, upload: keepUpload ? state.held.upload : null }, 'cancelled'))
}

const answered = (state: State, { transcript, keepUpload }: EventOf<'answered'>): State => {
  if (state.type !== 'transcribing') return state
  const held = { ...state.held, upload: keepUpload ? state.held.upload : null }
  if (transcript.text.trim() === '') return anew(state, { type: 'noSpeech', held })
  return anew(state, { type: 'done', held: { ...held, transcribed: true } }, { transcript })
}

const undo = (state: State): State => {
  if (!state.undo || !isResting(state)) return state
  const held = heldOf(state)
  return anew(state, review(fresh(state.undo)), { undo: held && !held.transcribed ? held.take : null })
}

const obstacle = (state: State, { failure }: EventOf<'obstacle'>): State => {
  if (failure?.code === state.obstacle?.code) return state
  const next = { ...state, obstacle: failure }
  return state.type === 'idle' || state.type === 'unsupported' ? to(next, home(next)) : next
}

const pageText = (state: State, { text }: EventOf<'pageText'>): State =>
  text === state.transcript.text ? state : { ...state, transcript: { ...state.transcript, text } }

type Rules = { readonly [T in Event['type']]: (state: State, event: EventOf<T>) => State }

const rules: Rules = {
  obstacle,
  pageText,
  tick,
  took,
  tookNothing,
  discard,
  cancel,
  answered,
  undo,
  record: (state, { atMs }) => (isResting(state) && !state.obstacle ? anew(state, { type: 'asking', held: heldOf(state), atMs, elapsedMs: 0 }) : state),
  granted: (state, { atMs, maxMs }) => (state.type === 'asking' ? to(state, { type: 'recording', held: state.held, atMs, elapsedMs: 0, maxMs }) : state),
  refused: (state, { failure }) => (state.type === 'asking' ? anew(state, failed(failure, 'microphone', state.held)) : state),
  pause: (state, { atMs }) => (state.type === 'recording' ? { ...state, type: 'paused', atMs, elapsedMs: elapsed(state, atMs) } : state),
  resume: (state, { atMs }) => (state.type === 'paused' ? { ...state, type: 'recording', atMs } : state),
  stop: (state, { atMs }) => {
    if (state.type === 'asking') return anew(state, back(state, state.held))
    return isCapturing(state) ? stopping(state, atMs, 'person') : state
  },
  full: (state, { atMs }) => (isCapturing(state) ? stopping(state, atMs, 'limit') : state),
  lost: (state, { atMs }) => (isCapturing(state) ? stopping(state, atMs, 'lost') : state),
  choosing: (state) => (isResting(state) ? { ...state, run: state.run + 1 } : state),
  fileAccepted: (state, { take, send }) => (isResting(state) ? anew(state, send ? uploading(fresh(take)) : review(fresh(take))) : state),
  fileRefused: (state, { failure, fileName }) => (isResting(state) ? anew(state, failed(failure, 'file', heldOf(state), fileName)) : state),
  send: (state, { atMs }) => {
    const held = heldOf(state)
    return held && isResting(state) ? anew(state, held.upload ? transcribing(held, atMs) : uploading(held)) : state
  },
  uploaded: (state, { upload, atMs }) => (state.type === 'uploading' ? to(state, transcribing({ ...state.held, upload }, atMs)) : state),
  sendFailed: (state, { failure }) => (isSending(state) ? anew(state, failed(failure, 'send', state.held)) : state),
  undoExpired: (state, { takeId }) => (state.undo?.id === takeId ? { ...state, undo: null } : state),
  reset: (state) => anew(state, home(state), { undo: null, transcript: noTranscript }),
}

/** Total: every event is answered in every state, and one that makes no sense there, or comes too late, changes nothing. */
export const reduce = (state: State, event: Event): State => {
  if ('run' in event && event.run !== state.run) return state
  return (rules[event.type] as (state: State, event: Event) => State)(state, event)
}
