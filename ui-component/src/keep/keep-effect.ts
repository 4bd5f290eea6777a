import type { Context, Effect } from '../context'

/** Fetches what keeps recordings when there is one to keep, or when an earlier page may have left some, and tells it of every step. */
export const keepEffect = ({ browser, scope, host, keep, recordings }: Context): Effect => {
  recordings.listen(keep.hear)
  browser.hasKept(browser.deviceStorage().name).then((isPossible) => {
    if (isPossible && !scope.closed) keep.open()
  }, (error: unknown) => browser.report(error))
  return (before, after) => {
    // Early: a network that goes away later does not matter any more.
    if (after.type !== before.type && (after.type === 'asking' || after.type === 'uploading' || after.type === 'transcribing') && host.settings().keepUnsent) keep.open()
    keep.step(before, after)
  }
}
