import type { Browser } from './browser'
import { failureOf, type Failure } from './failure'
import { microphoneFailure } from './microphone-failure'
import { openMicrophone, type MicrophoneWish } from './microphone'
import { newRecorder } from './recorder'
import type { Pause } from './recording-news'
import type { Release, Scope } from './scope'

/** What a recording reports. After `release` only its last bytes and `onEnded` come, so that they can be kept. */
export interface RecordingListener {
  /** The microphone is open; nothing is recorded before `begin`. */
  onOpened(stream: MediaStream): void
  onStarted(mimeType: string): void
  onRefused(failure: Failure): void
  onLost(): void
  /** The device gives silence for a while: a call, a locked screen, another app. */
  onInterrupted(): void
  onData(data: Blob, mimeType: string): void
  onFinished(audio: Blob, facts: RecordingFacts): void
  /** Once, after the last bytes, whether it was finished or released. */
  onEnded(facts: RecordingFacts): void
}

/** What only the recording itself knows about its bytes. */
export interface RecordingFacts {
  readonly mimeType: string
  /** By its own clock, pauses left out. */
  readonly recordedMs: number
  readonly pauses: readonly Pause[]
}

/** A recording from the question for the microphone to the last byte. */
export interface Recording {
  begin(): void
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
/** Some devices fall silent for an instant when they are switched. */
const muteGraceMs = 500

const stopTracks = (stream: MediaStream): void => stream.getTracks().forEach((track) => track.stop())

const letHear = (stream: MediaStream, mayHear: boolean): void =>
  stream.getAudioTracks().forEach((track) => {
    track.enabled = mayHear
  })

/** Counts what is really recorded. */
const createClock = (now: () => number): { pause(): void; resume(): void; facts(): Omit<RecordingFacts, 'mimeType'> } => {
  const startedAt = now()
  const pauses: Pause[] = []
  let pausedAt: number | null = null
  const resume = (): void => {
    if (pausedAt !== null) pauses.push({ atMs: pausedAt - startedAt, durationMs: now() - pausedAt })
    pausedAt = null
  }
  return {
    pause: () => {
      pausedAt ??= now()
    },
    resume,
    facts: () => {
      const recordedMs = (pausedAt ?? now()) - startedAt - pauses.reduce((sum, { durationMs }) => sum + durationMs, 0)
      // A pause that ended with the recording counts too: some recorders go on in it.
      const last = pausedAt === null ? [] : [{ atMs: pausedAt - startedAt, durationMs: now() - pausedAt }]
      return { recordedMs, pauses: [...pauses, ...last] }
    },
  }
}

const once = <T>(action: () => T): (() => T) => {
  let answer: { readonly value: T } | null = null
  return () => (answer ??= { value: action() }).value
}

interface Running {
  readonly recorder: MediaRecorder
  pause(): void
  resume(): void
  stop(): void
}

const record = (browser: Browser, scope: Scope, stream: MediaStream, listener: RecordingListener): Running => {
  const recorder = newRecorder(browser, stream)
  const clock = createClock(() => browser.now())
  const chunks: Blob[] = []
  const end = once((): RecordingFacts => ({ ...clock.facts(), mimeType: recorder.mimeType }))
  const tellEnd = once(() => listener.onEnded(end()))
  let hasLastBytes = false
  let hasStopped = false

  const finish = (): void => {
    if (scope.closed) return
    scope.close()
    tellEnd()
    listener.onFinished(new Blob(chunks, { type: recorder.mimeType }), end())
  }
  let waiting: Release = () => undefined
  const finishIn = (milliseconds: number): void => {
    waiting()
    waiting = scope.after(milliseconds, finish)
  }
  // Not by the scope: the last bytes come after the component has gone, and are kept too.
  recorder.addEventListener('dataavailable', ({ data }) => {
    if (data.size > 0) {
      chunks.push(data)
      listener.onData(data, recorder.mimeType)
    }
    if (recorder.state === 'inactive') hasLastBytes = true
    if (hasStopped) finishIn(0)
  })
  recorder.addEventListener('stop', () => {
    hasStopped = true
    end()
    if (scope.closed) tellEnd()
    else finishIn(hasLastBytes ? 0 : lastBytesMs)
  })
  scope.listen(recorder, 'error', () => listener.onLost())
  scope.add(() => {
    end()
    if (recorder.state !== 'inactive') recorder.stop()
  })
  recorder.start(sliceMs)
  return {
    recorder,
    stop: () => {
      end()
      scope.after(stopTimeoutMs, finish)
      if (recorder.state !== 'inactive') recorder.stop()
    },
    pause: () => {
      clock.pause()
      // Some recorders go on for a while when they are told to pause: then at least they hear nothing.
      letHear(stream, false)
      if (recorder.state === 'recording') recorder.pause()
    },
    resume: () => {
      clock.resume()
      letHear(stream, true)
      if (recorder.state === 'paused') recorder.resume()
    },
  }
}

const watchTrack = (scope: Scope, track: MediaStreamTrack, listener: RecordingListener): void => {
  let waiting: Release = () => undefined
  scope.listen(track, 'ended', () => listener.onLost())
  scope.listen(track, 'mute', () => {
    waiting = scope.after(muteGraceMs, () => listener.onInterrupted())
  })
  scope.listen(track, 'unmute', () => waiting())
}

/** Asks for the microphone and records; everything that it takes is given back when `parent` closes. */
export const startRecording = (browser: Browser, parent: Scope, wish: MicrophoneWish, listener: RecordingListener): Recording => {
  const scope = parent.child()
  let stream: MediaStream | null = null
  let running: Running | null = null

  const refuse = (failure: Failure): void => {
    if (scope.closed) return
    scope.close()
    listener.onRefused(failure)
  }
  const opened = (given: MediaStream): void => {
    scope.add(() => stopTracks(given))
    if (scope.closed) return
    stream = given
    given.getAudioTracks().forEach((track) => watchTrack(scope, track, listener))
    listener.onOpened(given)
  }
  openMicrophone(browser, wish).then(opened, async (error: unknown) => refuse(await microphoneFailure(browser, error))).catch((error: unknown) => browser.report(error))

  return {
    begin: () => {
      if (!stream || running || scope.closed) return
      if (stream.getAudioTracks().every(({ readyState }) => readyState === 'ended')) return refuse(failureOf('no-microphone'))
      try {
        running = record(browser, scope, stream, listener)
      } catch {
        return refuse(failureOf('unsupported-browser'))
      }
      listener.onStarted(running.recorder.mimeType)
    },
    pause: () => running?.pause(),
    resume: () => running?.resume(),
    stop: () => running?.stop(),
    release: () => scope.close(),
  }
}
