import type { Context, Effect } from './context'
import type { Release } from './scope'
import { createSilence } from './silence'

const lookMs = 100

/** Says when a recording hears nothing, and when it hears something again. */
export const silenceEffect = ({ browser, scope, hearing, state, dispatch }: Context): Effect => {
  let stop: Release = () => undefined
  return (before, after) => {
    if ((before.type === 'recording') === (after.type === 'recording')) return
    stop()
    if (after.type !== 'recording') return
    const silence = createSilence()
    stop = scope.every(lookMs, () => {
      const heard = silence(hearing.loudness(lookMs), browser.now())
      if (heard) dispatch({ type: heard, run: state().run })
    })
  }
}
