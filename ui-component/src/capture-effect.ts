import type { Context, Effect } from './context'
import { failureOf } from './failure'
import { startRecording, type Recording } from './recording'
import type { State } from './state'
import { recordedType, recordingName, sniffBlob } from './take'

const isCapture = ({ type }: State): boolean => type === 'asking' || type === 'recording' || type === 'paused' || type === 'stopping'

const elapsedSeconds = (state: State): number | null => ('elapsedMs' in state ? Math.round(state.elapsedMs / 100) / 10 : null)

const finish = async ({ browser, host, state, dispatch, newTake }: Context, run: number, audio: Blob, mimeType: string): Promise<void> => {
  if (audio.size === 0) return dispatch({ type: 'tookNothing', run, failure: failureOf('recording-empty') })
  const type = recordedType(await sniffBlob(audio), mimeType)
  const file = new File([audio], recordingName(browser.date(), type), { type: type.mimeType })
  dispatch({ type: 'took', run, take: newTake(file, 'microphone', elapsedSeconds(state())), send: host.settings().sendAfterStop, lost: failureOf('microphone-lost') })
}

const begin = (context: Context, run: number): Recording => {
  const { browser, scope, host, dispatch } = context
  return startRecording(browser, scope, {
    onStarted: () => dispatch({ type: 'granted', run, atMs: browser.now(), maxMs: host.settings().maxSeconds * 1000 }),
    onRefused: (failure) => dispatch({ type: 'refused', run, failure }),
    onLost: () => dispatch({ type: 'lost', run, atMs: browser.now() }),
    onFull: () => dispatch({ type: 'full', run, atMs: browser.now() }),
    onFinished: (audio, mimeType) => {
      finish(context, run, audio, mimeType).catch((error: unknown) => {
        browser.report(error)
        dispatch({ type: 'tookNothing', run, failure: failureOf('recording-empty') })
      })
    },
  })
}

/** Moves the microphone along with the state. */
export const captureEffect = (context: Context): Effect => {
  let recording: Recording | null = null
  return (before, after) => {
    if (after.type === before.type) return
    if (after.type === 'asking') recording = begin(context, after.run)
    if (after.type === 'paused') recording?.pause()
    if (after.type === 'recording' && before.type === 'paused') recording?.resume()
    if (after.type === 'stopping') recording?.stop()
    if (!isCapture(after)) {
      recording?.release()
      recording = null
    }
  }
}
