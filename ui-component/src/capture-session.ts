import { maxRecordingBytes } from '../../contract'
import { dollarsOf, needsAsking } from './asking'
import type { Context } from './context'
import { failureOf } from './failure'
import { startRecording, type Recording, type RecordingFacts } from './recording'
import type { Repairing } from './repairing'
import type { Ids } from './state'
import { recordingName } from './take'

/** Room for what comes after the recorder is told to stop. */
const reserveBytes = 256 * 1024
/** Before so many bytes their number tells little about those to come. */
const enoughBytes = 1024 * 1024

/** Which attempt this is. */
export interface Session {
  readonly run: number
  readonly ids: Ids
}

interface Captured {
  readonly audio: Blob
  readonly facts: RecordingFacts
  readonly startedAtMs: number
}

/** What the recorder says of its bytes, for as long as nobody could look at them. */
const claimedType = (mimeType: string): { extension: string; mimeType: string } =>
  mimeType.includes('mp4') ? { extension: 'm4a', mimeType: 'audio/mp4' } : { extension: mimeType.includes('ogg') ? 'ogg' : 'webm', mimeType: mimeType.includes('ogg') ? 'audio/ogg' : 'audio/webm' }

const finish = async (context: Context, repairing: Repairing, { run, ids }: Session, { audio, facts, startedAtMs }: Captured): Promise<void> => {
  const { browser, scope, host, state, dispatch, newTake } = context
  if (audio.size === 0) return dispatch({ type: 'tookNothing', run, failure: failureOf('recording-empty') })
  const repaired = await repairing.repair(audio, { startedAtMs, ...facts })
  const type = repaired.type ?? claimedType(facts.mimeType)
  // Whoever has gone meanwhile finds the recording among those that were kept.
  if (scope.closed) return
  const file = new File([repaired.audio], recordingName(browser.date(), type), { type: type.mimeType })
  const durationSeconds = Math.round((repaired.durationSeconds ?? facts.recordedMs / 1000) * 10) / 10
  const settings = host.settings()
  const dollars = await dollarsOf(browser, durationSeconds, settings)
  if (scope.closed) return
  const take = newTake(file, { ...ids, origin: 'microphone', durationSeconds, dollars, repaired: repaired.durationSeconds !== null })
  // What was sent while it was spoken needs no question any more.
  const send = settings.sendAfterStop && (state().soFar !== null || !needsAsking(take, settings))
  dispatch({ type: 'took', run, atMs: browser.now(), take, send, lost: failureOf('microphone-lost') })
}

/** Tells the state how long it can go on, and when no more fits. */
const watchSize = ({ browser, state, dispatch }: Context, run: number): ((bytes: number) => void) => {
  let total = 0
  return (bytes) => {
    total += bytes
    const atMs = browser.now()
    // Chunks come even where timers hardly run, in a page that nobody looks at.
    dispatch({ type: 'tick', atMs })
    if (total + reserveBytes > maxRecordingBytes) return dispatch({ type: 'full', run, atMs })
    const now = state()
    if (now.type === 'recording' && total > enoughBytes) dispatch({ type: 'maxMs', run, maxMs: Math.floor((now.elapsedMs * (maxRecordingBytes - reserveBytes)) / total) })
  }
}

/** One recording, from the question for the microphone to the take; everything that it tells goes to the state. */
export const startSession = (context: Context, repairing: Repairing, session: Session): Recording => {
  const { browser, scope, host, hearing, state, dispatch, recordings } = context
  const { run, ids } = session
  const addBytes = watchSize(context, run)
  let startedAtMs = 0
  let index = 0
  const now = (): { run: number; atMs: number } => ({ run, atMs: browser.now() })
  return startRecording(browser, scope, { ...host.settings(), microphoneId: state().microphoneId }, {
    onOpened: (stream) => {
      hearing.open(stream)
      dispatch({ type: 'opened', ...now() })
    },
    onStarted: (mimeType) => {
      startedAtMs = browser.date().getTime()
      recordings.emit({ type: 'begun', ...ids, mimeType, startedAtMs })
      dispatch({ type: 'granted', ...now(), maxMs: host.settings().maxSeconds * 1000 })
    },
    onRefused: (failure) => dispatch({ type: 'refused', run, failure }),
    onLost: () => dispatch({ type: 'lost', ...now() }),
    onInterrupted: () => dispatch({ type: 'interrupted', ...now() }),
    onData: (data, mimeType) => {
      recordings.emit({ type: 'chunk', ...ids, index: index++, data, mimeType })
      addBytes(data.size)
    },
    onEnded: (facts) => recordings.emit({ type: 'ended', ...ids, startedAtMs, ...facts }),
    onFinished: (audio, facts) => {
      finish(context, repairing, session, { audio, facts, startedAtMs }).catch((error: unknown) => {
        browser.report(error)
        dispatch({ type: 'tookNothing', run, failure: failureOf('recording-empty') })
      })
    },
  })
}
