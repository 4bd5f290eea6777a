import { anew, begun, begunWith, isSending } from './phases'
import { isResting, type EventOf, type State } from './state'

const queueNext = (state: State, { send }: EventOf<'queueNext'>): State => {
  const [next, ...waiting] = state.waiting
  const earlier = state.type === 'done' ? state.transcript.text : state.earlier
  return next && isResting(state) ? anew(state, begun(next, send), { waiting, earlier }) : state
}

const lateTaken = (state: State, { recordingId }: EventOf<'lateTaken'>): State => {
  const taken = state.late.find((result) => result.recordingId === recordingId)
  return taken && isResting(state) ? { ...state, transcript: taken.transcript, late: state.late.filter((result) => result !== taken) } : state
}

/** Takes that wait for their turn, recordings that were kept from an earlier time, and texts that came too late for the page. */
export const queueRules = {
  queueAdd: (state: State, { takes }: EventOf<'queueAdd'>): State => (takes.length > 0 ? { ...state, waiting: [...state.waiting, ...takes] } : state),
  queueRemove: (state: State, { takeId }: EventOf<'queueRemove'>): State => (state.waiting.some(({ id }) => id === takeId) ? { ...state, waiting: state.waiting.filter(({ id }) => id !== takeId) } : state),
  queueNext,
  recovered: (state: State, { unsent }: EventOf<'recovered'>): State => ({ ...state, unsent }),
  restore: (state: State, { take, send, upload, atMs, jobId }: EventOf<'restore'>): State =>
    isResting(state) ? anew(state, begunWith(take, send, upload, atMs, jobId), { earlier: '', unsent: state.unsent.filter(({ recordingId }) => recordingId !== take.recordingId) }) : state,
  queued: (state: State): State => (isSending(state) ? anew(state, { type: 'queued', held: state.held }) : state),
  late: (state: State, { late }: EventOf<'late'>): State => ({ ...state, late }),
  lateTaken,
  unkept: (state: State, { failure }: EventOf<'unkept'>): State => ({ ...state, unkept: failure }),
  work: (state: State, { work }: EventOf<'work'>): State => (state.type === 'uploading' ? { ...state, work } : state),
}
