import type { Browser } from './browser'
import { heardSamples, type Ears } from './devices'
import type { Release, Scope } from './scope'
import { createSignal } from './signal'

/** Ears for the stream that is being recorded. Where a browser has none, everything is simply unheard. */
export interface Hearing {
  /** While a click is answered. */
  prepare(): void
  open(stream: MediaStream): void
  close(): void
  /** The stream that is heard; null = none is. */
  stream(): MediaStream | null
  /** Root mean square of the newest `milliseconds`, 0 to 1; null = not known. */
  loudness(milliseconds: number): number | null
  /** The loudness of each frame that is drawn, apart from the state: nothing is rendered for it. */
  subscribe(listener: (level: number) => void): Release
  /** Plays a tone; the answer says how long it is heard. */
  tone(hertz: number, milliseconds: number): number
}

/** Good enough for loudness at every rate that browsers use. */
const samplesPerMs = 48
const frameMs = 30
/** The sound of the tone leaves the loudspeakers a moment later. */
const echoMs = 150

const rootMeanSquare = (samples: Float32Array, from: number): number => {
  let sum = 0
  for (let index = from; index < samples.length; index += 1) sum += (samples[index] ?? 0) ** 2
  return Math.sqrt(sum / (samples.length - from))
}

const attemptOn = (browser: Browser) => (action: () => void): void => {
  try {
    action()
  } catch (error) {
    browser.report(error)
  }
}

/** The hearing of one component. */
export const createHearing = (browser: Browser, scope: Scope): Hearing => {
  const attempt = attemptOn(browser)
  const samples = new Float32Array(heardSamples)
  const levels = createSignal<number>((error) => browser.report(error))
  let ears: Ears | null = null
  let heard: MediaStream | null = null
  let closing: Release = () => undefined
  let silentUntilMs = 0
  let listeners = 0
  let stopFrames: Release = () => undefined

  const shut = (): void => {
    const closed = ears
    ears = null
    if (closed) attempt(() => closed.close())
  }
  scope.add(shut)

  const loudness = (milliseconds: number): number | null => {
    if (!ears?.read(samples)) return null
    return rootMeanSquare(samples, Math.max(0, heardSamples - milliseconds * samplesPerMs))
  }
  const tell = (): void => levels.emit(loudness(frameMs) ?? 0)

  return {
    prepare: () => {
      closing()
      shut()
      attempt(() => {
        ears = browser.openEars()
      })
    },
    stream: () => heard,
    open: (stream) => {
      heard = stream
      attempt(() => ears?.hear(stream))
    },
    close: () => {
      heard = null
      closing()
      closing = scope.after(Math.max(0, silentUntilMs - browser.now()), shut)
    },
    loudness,
    subscribe: (listener) => {
      const forget = levels.listen(listener)
      if ((listeners += 1) === 1) stopFrames = scope.frames(tell)
      return () => {
        forget()
        if ((listeners -= 1) === 0) stopFrames()
      }
    },
    tone: (hertz, milliseconds) => {
      if (!ears) return 0
      attempt(() => ears?.tone(hertz, milliseconds))
      silentUntilMs = browser.now() + milliseconds + echoMs
      return milliseconds + echoMs
    },
  }
}
