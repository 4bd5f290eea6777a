import type { Context, Effect } from './context'

const key = 'audioTranscriber.microphone'

/** Knows which microphones there are, also when one is plugged in or out, and remembers on this device which one was chosen. */
export const microphonesEffect = ({ browser, scope, dispatch }: Context): Effect => {
  const look = (): void => {
    browser.microphones().then(
      (microphones) => dispatch({ type: 'microphones', microphones }),
      (error: unknown) => browser.report(error),
    )
  }
  const devices = browser.deviceEvents()
  if (devices) scope.listen(devices, 'devicechange', look)
  const chosen = browser.recall(key)
  if (chosen) dispatch({ type: 'chooseMicrophone', id: chosen })
  look()
  return (before, after) => {
    // Names are told only after the person has allowed the microphone.
    if (after.type === 'asking' && after.stage === 'starting' && before.type === 'asking' && before.stage === 'opening') look()
    if (after.microphoneId !== before.microphoneId) browser.remember(key, after.microphoneId)
  }
}
