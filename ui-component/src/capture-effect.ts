import { maxAudioBytes } from '../../contract'
import type { Context, Effect } from './context'
import { failureOf } from './failure'
import { startRecording, type Recording, type RecordingFacts } from './recording'
import type { Release } from './scope'
import type { Ids, State } from './state'
import { recordedType, recordingName, sniffBlob } from './take'

/** Room for what comes after the recorder is told to stop. */
const reserveBytes = 256 * 1024
/** Before so many bytes their number tells little about those to come. */
const enoughBytes = 1024 * 1024

const isCapture = ({ type }: State): boolean => type === 'asking' || type === 'recording' || type === 'paused' || type === 'stopping'

/** About the time in which a screen reader says this, so that it is not recorded. */
export const speechMs = (sentence: string): number => 250 + 45 * sentence.length

const elapsedSeconds = (state: State): number | null => ('elapsedMs' in state ? Math.round(state.elapsedMs / 100) / 10 : null)

const finish = async ({ browser, host, state, dispatch, newTake }: Context, run: number, ids: Ids, audio: Blob, { mimeType }: RecordingFacts): Promise<void> => {
  if (audio.size === 0) return dispatch({ type: 'tookNothing', run, failure: failureOf('recording-empty') })
  const type = recordedType(await sniffBlob(audio), mimeType)
  const file = new File([audio], recordingName(browser.date(), type), { type: type.mimeType })
  const take = newTake(file, { ...ids, origin: 'microphone', durationSeconds: elapsedSeconds(state()) })
  dispatch({ type: 'took', run, take, send: host.settings().sendAfterStop, lost: failureOf('microphone-lost') })
}

/** Tells the state how long it can go on, and when no more fits. */
const watchSize = ({ browser, state, dispatch }: Context, run: number): ((bytes: number) => void) => {
  let total = 0
  return (bytes) => {
    total += bytes
    const atMs = browser.now()
    // Chunks come even where timers hardly run, in a page that nobody looks at.
    dispatch({ type: 'tick', atMs })
    if (total + reserveBytes > maxAudioBytes) return dispatch({ type: 'full', run, atMs })
    const now = state()
    if (now.type === 'recording' && total > enoughBytes) dispatch({ type: 'maxMs', run, maxMs: Math.floor((now.elapsedMs * (maxAudioBytes - reserveBytes)) / total) })
  }
}

const begin = (context: Context, run: number, ids: Ids): Recording => {
  const { browser, scope, host, state, dispatch, recordings } = context
  const addBytes = watchSize(context, run)
  let startedAtMs = 0
  let index = 0
  return startRecording(browser, scope, { ...host.settings(), microphoneId: state().microphoneId }, {
    onOpened: () => dispatch({ type: 'opened', run, atMs: browser.now() }),
    onStarted: (mimeType) => {
      startedAtMs = browser.date().getTime()
      recordings.emit({ type: 'begun', ...ids, mimeType, startedAtMs })
      dispatch({ type: 'granted', run, atMs: browser.now(), maxMs: host.settings().maxSeconds * 1000 })
    },
    onRefused: (failure) => dispatch({ type: 'refused', run, failure }),
    onLost: () => dispatch({ type: 'lost', run, atMs: browser.now() }),
    onInterrupted: () => dispatch({ type: 'interrupted', run, atMs: browser.now() }),
    onData: (data, mimeType) => {
      recordings.emit({ type: 'chunk', ...ids, index: index++, data, mimeType })
      addBytes(data.size)
    },
    onEnded: (facts) => recordings.emit({ type: 'ended', ...ids, startedAtMs, ...facts }),
    onFinished: (audio, facts) => {
      finish(context, run, ids, audio, facts).catch((error: unknown) => {
        browser.report(error)
        dispatch({ type: 'tookNothing', run, failure: failureOf('recording-empty') })
      })
    },
  })
}

/** Moves the microphone along with the state. */
export const captureEffect = (context: Context): Effect => {
  const { browser, scope, host, dispatch } = context
  let recording: Recording | null = null
  let waiting: Release = () => undefined
  const soon = (milliseconds: number, action: () => void): void => {
    waiting()
    waiting = scope.after(milliseconds, action)
  }
  const onAsking = (after: State): void => {
    if (after.type !== 'asking' || after.stage !== 'starting') return
    if (after.isQuick) recording?.begin()
    else soon(speechMs(host.texts().say('saidRecording')), () => recording?.begin())
  }
  return (before, after) => {
    if (after.type === 'asking' && before.type !== 'asking') recording = begin(context, after.run, after.ids)
    if (after.type === 'asking' && before.type === 'asking' && before.stage !== after.stage) onAsking(after)
    if (after.type === 'paused') {
      if (before.type !== 'paused') recording?.pause()
      if (after.isResuming) soon(speechMs(host.texts().say('saidResumed')), () => dispatch({ type: 'resumed', run: after.run, atMs: browser.now() }))
      else waiting()
    }
    if (after.type === 'recording' && before.type === 'paused') recording?.resume()
    if (after.type === 'stopping' && before.type !== 'stopping') recording?.stop()
    if (!isCapture(after)) {
      waiting()
      recording?.release()
      recording = null
    }
  }
}
