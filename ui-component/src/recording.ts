import { maxAudioBytes, recordingBitsPerSecond } from '../../contract'
import type { Browser } from './browser'
import { failureOf, type Failure } from './failure'
import { microphoneFailure } from './microphone-failure'
import type { Release, Scope } from './scope'

/** What a recording reports. Nothing comes after `onFinished`, and nothing at all after `release`. */
export interface RecordingListener {
  onStarted(): void
  onRefused(failure: Failure): void
  onLost(): void
  /** The next second might not fit any more. */
  onFull(): void
  onFinished(audio: Blob, mimeType: string): void
}

/** A recording from the question for the microphone to the last byte. */
export interface Recording {
  pause(): void
  resume(): void
  stop(): void
  /** Gives the microphone back, whatever is going on. */
  release(): void
}

const sliceMs = 1000
/** Some browsers send the last bytes a moment after they say that they stopped. */
const lastBytesMs = 300
/** A recorder that never says that it stopped is believed after this time. */
const stopTimeoutMs = 5000
/** Room for what comes after the recorder is told to stop. */
const reserveBytes = 256 * 1024

const opusFirst = ['audio/webm;codecs=opus', 'audio/webm', 'audio/ogg;codecs=opus', 'audio/mp4']
const mp4First = ['audio/mp4;codecs=mp4a.40.2', 'audio/mp4', 'audio/webm;codecs=opus', 'audio/webm']

/** The best of the formats that this browser really records; undefined leaves the choice to it. */
export const recordingMimeType = (browser: Browser): string | undefined =>
  (browser.prefersMp4() ? mp4First : opusFirst).find((mimeType) => browser.canRecord(mimeType))

const openMicrophone = async (browser: Browser): Promise<MediaStream> => {
  try {
    return await browser.openMicrophone({ channelCount: 1, echoCancellation: true, noiseSuppression: true, autoGainControl: true })
  } catch (error) {
    // A device that cannot do what is wished for is better than none.
    const name = (error as { name?: unknown } | null)?.name
    if (name === 'OverconstrainedError' || name === 'TypeError') return browser.openMicrophone(true)
    throw error
  }
}

const newRecorder = (browser: Browser, stream: MediaStream): MediaRecorder => {
  const mimeType = recordingMimeType(browser)
  const options = { audioBitsPerSecond: recordingBitsPerSecond }
  try {
    return browser.newRecorder(stream, mimeType ? { ...options, mimeType } : options)
  } catch {
    return browser.newRecorder(stream, {})
  }
}

const stopTracks = (stream: MediaStream): void => stream.getTracks().forEach((track) => track.stop())

interface Running {
  readonly recorder: MediaRecorder
  /** Ends with what has come so far. */
  finish(): void
}

const record = (browser: Browser, scope: Scope, stream: MediaStream, listener: RecordingListener): Running => {
  const recorder = newRecorder(browser, stream)
  const chunks: Blob[] = []
  let bytes = 0
  let hasEnded = false
  let hasLastBytes = false

  const finish = (): void => {
    if (scope.closed) return
    scope.close()
    listener.onFinished(new Blob(chunks, { type: recorder.mimeType }), recorder.mimeType)
  }
  let waiting: Release = () => undefined
  const finishIn = (milliseconds: number): void => {
    waiting()
    waiting = scope.after(milliseconds, finish)
  }
  scope.listen(recorder, 'dataavailable', (event) => {
    const { data } = event as BlobEvent
    if (data.size > 0) chunks.push(data)
    bytes += data.size
    if (bytes + reserveBytes > maxAudioBytes) listener.onFull()
    if (recorder.state === 'inactive') hasLastBytes = true
    if (hasEnded) finishIn(0)
  })
  scope.listen(recorder, 'stop', () => {
    hasEnded = true
    finishIn(hasLastBytes ? 0 : lastBytesMs)
  })
  scope.listen(recorder, 'error', () => listener.onLost())
  stream.getAudioTracks().forEach((track) => scope.listen(track, 'ended', () => listener.onLost()))
  scope.add(() => {
    if (recorder.state !== 'inactive') recorder.stop()
  })
  recorder.start(sliceMs)
  return { recorder, finish }
}

/** Asks for the microphone and records; everything that it takes is given back when `parent` closes. */
export const startRecording = (browser: Browser, parent: Scope, listener: RecordingListener): Recording => {
  const scope = parent.child()
  let running: Running | null = null

  const refuse = (failure: Failure): void => {
    if (scope.closed) return
    scope.close()
    listener.onRefused(failure)
  }
  const begin = (stream: MediaStream): void => {
    scope.add(() => stopTracks(stream))
    if (scope.closed) return
    try {
      running = record(browser, scope, stream, listener)
    } catch {
      return refuse(failureOf('unsupported-browser'))
    }
    listener.onStarted()
  }
  openMicrophone(browser).then(begin, async (error: unknown) => refuse(await microphoneFailure(browser, error))).catch((error: unknown) => browser.report(error))

  return {
    pause: () => {
      if (running?.recorder.state === 'recording') running.recorder.pause()
    },
    resume: () => {
      if (running?.recorder.state === 'paused') running.recorder.resume()
    },
    stop: () => {
      if (!running) return
      scope.after(stopTimeoutMs, running.finish)
      if (running.recorder.state !== 'inactive') running.recorder.stop()
    },
    release: () => scope.close(),
  }
}
