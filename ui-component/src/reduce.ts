import { afterwards, anew, back, begunWith, failed, fresh, home, isCapturing, isSending, putAway, review, stopping, to, transcribing, uploading } from './phases'
import { captureRules } from './reduce-capture'
import { queueRules } from './reduce-queue'
import { heldOf, isResting, noTranscript, type Event, type EventOf, type State } from './state'

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
  return anew(state, review(afterwards(state.held, keepUpload), 'cancelled'))
}

const answered = (state: State, { transcript, keepUpload, recordId }: EventOf<'answered'>): State => {
  if (state.type !== 'transcribing') return state
  const { take, upload } = state.held
  if (transcript.text.trim() === '') return anew(state, { type: 'noSpeech', held: afterwards(state.held, keepUpload) })
  // The page shows another record by now: nothing of that is touched.
  if (take.recordId !== recordId) return anew(state, home(state), { late: [...state.late, { recordingId: take.recordingId, recordId: take.recordId, transcript }], soFar: null, unkept: null })
  const text = state.earlier ? `${state.earlier}\n\n${transcript.text}` : transcript.text
  return anew(state, { type: 'done', held: { take, upload: keepUpload ? upload : null, transcribed: true } }, { transcript: { ...transcript, text }, soFar: null, unkept: null })
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
  ...captureRules,
  ...queueRules,
  obstacle,
  pageText,
  discard,
  cancel,
  answered,
  undo,
  choosing: (state) => (isResting(state) ? { ...state, run: state.run + 1 } : state),
  fileAccepted: (state, { take, send, upload = null, atMs }) => (isResting(state) ? anew(state, begunWith(take, send, upload, atMs), { earlier: '' }) : state),
  fileRefused: (state, { failure, fileName }) => (isResting(state) ? anew(state, failed(failure, 'file', heldOf(state), fileName)) : state),
  send: (state, { atMs }) => {
    const held = heldOf(state)
    return held && isResting(state) ? anew(state, held.upload ? transcribing(held, atMs) : uploading(held)) : state
  },
  uploaded: (state, { upload, atMs }) => (state.type === 'uploading' ? to(state, transcribing({ ...state.held, upload }, atMs)) : state),
  job: (state, { jobId, job }) => (state.type === 'transcribing' ? { ...state, held: { ...state.held, jobId }, job: job ?? state.job } : state),
  sendFailed: (state, { failure }) => (isSending(state) ? anew(state, failed(failure, 'send', state.held)) : state),
  replaced: (state, { take }) => (heldOf(state)?.take.id === take.id ? state : { ...state, undo: take }),
  undoExpired: (state, { takeId }) => (state.undo?.id === takeId ? { ...state, undo: null } : state),
  reset: (state) => anew(state, home(state), { resets: state.resets + 1, undo: null, transcript: noTranscript, waiting: [], soFar: null, unkept: null, earlier: '' }),
}

/** Total: every event is answered in every state, and one that makes no sense there, or comes too late, changes nothing. */
export const reduce = (state: State, event: Event): State => {
  if ('run' in event && event.run !== state.run) return state
  return (rules[event.type] as (state: State, event: Event) => State)(state, event)
}
