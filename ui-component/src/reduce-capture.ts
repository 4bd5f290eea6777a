import { anew, back, begun, elapsed, failed, fresh, isAsleep, isCapturing, putAway, review, stopping, to, transcribing, uploading } from './phases'
import { heldOf, isResting, type EventOf, type Held, type Microphone, type PauseReason, type State, type StateOf } from './state'

type Recording = StateOf<'recording'>
type Paused = StateOf<'paused'>

const paused = (state: Recording, atMs: number, why: PauseReason): State =>
  to(state, { type: 'paused', held: state.held, ids: state.ids, maxMs: state.maxMs, why, isResuming: false, atMs, elapsedMs: elapsed(state, atMs) })

const recording = ({ held, ids }: { held: Held | null; ids: Recording['ids'] }, atMs: number, elapsedMs: number, maxMs: number): Recording | object => ({ type: 'recording', held, ids, maxMs, isSilent: false, atMs, elapsedMs })

const goOn = (state: Paused, atMs: number): State => to(state, recording(state, atMs, state.elapsedMs, state.maxMs) as Recording)

const tick = (state: State, { atMs }: EventOf<'tick'>): State => {
  if (state.type === 'asking' || state.type === 'transcribing') return { ...state, atMs, elapsedMs: elapsed(state, atMs) }
  if (state.type !== 'recording') return state
  if (isAsleep(state, atMs)) return paused(state, atMs, 'interrupted')
  const elapsedMs = elapsed(state, atMs)
  return elapsedMs >= state.maxMs ? stopping(state, atMs, 'limit') : { ...state, atMs, elapsedMs }
}

const took = (state: State, { take, send, lost, atMs }: EventOf<'took'>): State => {
  if (!isCapturing(state) && state.type !== 'stopping') return state
  // A recorder that ends without being told has lost its microphone.
  const { why, discard } = state.type === 'stopping' ? state : { why: 'lost' as const, discard: false }
  if (discard) return putAway(state, take, state.held)
  if (why === 'lost') return anew(state, review(fresh(take), null, lost))
  // Its phrases are there or on their way: nothing has to be sent once more.
  if (send && state.soFar) return anew(state, transcribing(fresh(take), atMs))
  return anew(state, begun(take, send, why === 'limit' ? 'limit' : null))
}

const tookNothing = (state: State, { failure }: EventOf<'tookNothing'>): State => {
  if (state.type === 'stopping' && state.discard) return anew(state, back(state, state.held))
  return isCapturing(state) || state.type === 'stopping' ? anew(state, failed(failure, 'microphone', state.held)) : state
}

const askDiscard = (state: State, { atMs }: EventOf<'askDiscard'>): State => {
  if (state.type === 'asking') return anew(state, back(state, state.held))
  if (state.type === 'recording') return paused(state, atMs, 'escape')
  if (state.type !== 'paused') return state
  // The second Escape takes the question back, not the recording.
  return { ...state, why: state.why === 'escape' ? 'person' : 'escape', isResuming: false }
}

const isSame = (some: readonly Microphone[], others: readonly Microphone[]): boolean => some.length === others.length && some.every(({ id, label }, index) => id === others[index]?.id && label === others[index]?.label)

const silent = (state: State, isSilent: boolean): State => (state.type === 'recording' && state.isSilent !== isSilent ? { ...state, isSilent } : state)

/** What a microphone and the person who uses it can do. */
export const captureRules = {
  tick,
  took,
  tookNothing,
  askDiscard,
  record: (state: State, { atMs, ids, isQuick }: EventOf<'record'>): State =>
    isResting(state) && !state.obstacle ? anew(state, { type: 'asking', held: heldOf(state), ids, stage: 'opening', isQuick, atMs, elapsedMs: 0 }, { soFar: null, unkept: null, earlier: '' }) : state,
  opened: (state: State, { atMs }: EventOf<'opened'>): State => (state.type === 'asking' && state.stage === 'opening' ? { ...state, stage: 'starting', atMs, elapsedMs: elapsed(state, atMs) } : state),
  granted: (state: State, { atMs, maxMs }: EventOf<'granted'>): State => (state.type === 'asking' ? to(state, recording(state, atMs, 0, maxMs) as Recording) : state),
  refused: (state: State, { failure }: EventOf<'refused'>): State => (state.type === 'asking' ? anew(state, failed(failure, 'microphone', state.held)) : state),
  pause: (state: State, { atMs }: EventOf<'pause'>): State => (state.type === 'recording' ? paused(state, atMs, 'person') : state.type === 'paused' && state.isResuming ? { ...state, isResuming: false } : state),
  resume: (state: State, { isQuick }: EventOf<'resume'>): State => (state.type === 'paused' && !state.isResuming ? { ...state, isResuming: true, isQuick } : state),
  resumed: (state: State, { atMs }: EventOf<'resumed'>): State => (state.type === 'paused' && state.isResuming ? goOn(state, atMs) : state),
  interrupted: (state: State, { atMs }: EventOf<'interrupted'>): State => (state.type === 'recording' ? paused(state, atMs, 'interrupted') : state),
  stop: (state: State, { atMs }: EventOf<'stop'>): State => {
    if (state.type === 'asking') return anew(state, back(state, state.held))
    return isCapturing(state) ? stopping(state, atMs, 'person') : state
  },
  full: (state: State, { atMs }: EventOf<'full'>): State => (isCapturing(state) ? stopping(state, atMs, 'limit') : state),
  lost: (state: State, { atMs }: EventOf<'lost'>): State => (isCapturing(state) ? stopping(state, atMs, 'lost') : state),
  levelSilent: (state: State): State => silent(state, true),
  levelHeard: (state: State): State => silent(state, false),
  maxMs: (state: State, { maxMs }: EventOf<'maxMs'>): State => (isCapturing(state) && maxMs < state.maxMs ? { ...state, maxMs } : state),
  microphones: (state: State, { microphones }: EventOf<'microphones'>): State => (isSame(microphones, state.microphones) ? state : { ...state, microphones }),
  chooseMicrophone: (state: State, { id }: EventOf<'chooseMicrophone'>): State => (id === state.microphoneId ? state : { ...state, microphoneId: id }),
  soFar: (state: State, { soFar, transcript }: EventOf<'soFar'>): State => (soFar || state.soFar || transcript ? { ...state, soFar, transcript: transcript ?? state.transcript } : state),
  // The phrases did not become a text: the whole recording does.
  liveFailed: (state: State, { send }: EventOf<'liveFailed'>): State => (state.type === 'transcribing' ? anew(state, send ? uploading(state.held) : review(state.held), { soFar: null }) : state),
}
