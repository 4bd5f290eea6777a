import type { Context, Effect } from '../context'
import { heldOf, type State, type Take } from '../state'

/** Audio without a text that made room for other audio in this step. */
const replacedIn = (before: State, after: State): Take | null => {
  const [old, now] = [heldOf(before), heldOf(after)]
  return old && now && !old.transcribed && now.take.id !== old.take.id && after.undo?.id !== old.take.id ? old.take : null
}

/** Fetches what keeps recordings when there is one to keep, or when an earlier page may have left some, and tells it of every step. */
export const keepEffect = ({ browser, scope, host, keep, recordings, dispatch }: Context): Effect => {
  recordings.listen(keep.hear)
  browser.hasKept(browser.deviceStorage().name).then((isPossible) => {
    if (isPossible && !scope.closed) keep.open()
  }, (error: unknown) => browser.report(error))
  return (before, after) => {
    // Early: a network that goes away later does not matter any more.
    if (after.type !== before.type && (after.type === 'asking' || after.type === 'uploading' || after.type === 'transcribing') && host.settings().keepUnsent) keep.open()
    const take = replacedIn(before, after)
    // What is on the device is offered from there.
    if (take && !keep.keeper?.isKept(take.recordingId)) dispatch({ type: 'replaced', take })
    keep.step(before, after)
  }
}
