import { undoSeconds } from '../../contract'
import type { Context, Effect } from './context'
import type { Release } from './scope'
import { isResting, type State } from './state'

const tickMs = 250

const needsClock = ({ type }: State): boolean => type === 'asking' || type === 'recording' || type === 'transcribing'

/** What can be brought back now: only where nothing is under way, so only then its time passes. */
const undoIn = (state: State): number | undefined => (isResting(state) ? state.undo?.id : undefined)

/** Lets time pass while something is timed, and ends the time in which a discarded take can be brought back. */
export const timeEffect = ({ browser, scope, dispatch }: Context): Effect => {
  let stopClock: Release | null = null
  let stopUndo: Release | null = null
  return (before, after) => {
    if (needsClock(after) && !stopClock) stopClock = scope.every(tickMs, () => dispatch({ type: 'tick', atMs: browser.now() }))
    if (!needsClock(after) && stopClock) {
      stopClock()
      stopClock = null
    }
    const takeId = undoIn(after)
    if (takeId === undoIn(before)) return
    stopUndo?.()
    stopUndo = takeId === undefined ? null : scope.after(undoSeconds * 1000, () => dispatch({ type: 'undoExpired', takeId }))
  }
}
