import { anew, begun, isSending } from './phases'
import { isResting, type EventOf, type State } from './state'

const queueNext = (state: State, { send }: EventOf<'queueNext'>): State => {
  const [next, ...waiting] = state.waiting
  return next && isResting(state) ? anew(state, begun(next, send), { waiting }) : state
}

/** Takes that wait for their turn, and recordings that were kept from an earlier time. */
export const queueRules = {
  queueAdd: (state: State, { takes }: EventOf<'queueAdd'>): State => (takes.length > 0 ? { ...state, waiting: [...state.waiting, ...takes] } : state),
  queueRemove: (state: State, { takeId }: EventOf<'queueRemove'>): State => (state.waiting.some(({ id }) => id === takeId) ? { ...state, waiting: state.waiting.filter(({ id }) => id !== takeId) } : state),
  queueNext,
  recovered: (state: State, { unsent }: EventOf<'recovered'>): State => ({ ...state, unsent }),
  restore: (state: State, { take, send }: EventOf<'restore'>): State => (isResting(state) ? anew(state, begun(take, send)) : state),
  queued: (state: State): State => (isSending(state) ? anew(state, { type: 'queued', held: state.held }) : state),
  late: (state: State, { late }: EventOf<'late'>): State => ({ ...state, late }),
}
