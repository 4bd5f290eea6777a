import type { Context, Effect } from './context'

/** Keeps the screen on while something is recorded, and pauses when the page is about to be frozen. */
export const awakeEffect = ({ browser, scope, state, dispatch }: Context): Effect => {
  let letSleep: (() => void) | null = null
  let isAsking = false

  const release = (): void => {
    letSleep?.()
    letSleep = null
  }
  const keepAwake = async (): Promise<void> => {
    if (letSleep || isAsking || !browser.isVisible()) return
    isAsking = true
    // A low battery or a browser without this is no reason to say anything.
    const given = await browser.keepAwake().catch(() => null)
    isAsking = false
    if (scope.closed || state().type !== 'recording') return given?.()
    letSleep = given
  }
  const page = browser.pageEvents()
  if (page) {
    scope.listen(page, 'visibilitychange', () => {
      // The browser has taken the lock away while the page was hidden.
      release()
      if (state().type === 'recording') void keepAwake()
    })
    scope.listen(page, 'freeze', () => dispatch({ type: 'interrupted', run: state().run, atMs: browser.now() }))
  }
  scope.add(release)
  return (before, after) => {
    if ((before.type === 'recording') === (after.type === 'recording')) return
    if (after.type === 'recording') void keepAwake()
    else release()
  }
}
