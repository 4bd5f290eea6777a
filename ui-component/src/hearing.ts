import type { Browser } from './browser'
import { heardSamples, type Ears, type Stretch } from './devices'
import type { Release, Scope } from './scope'
import { createSignal } from './signal'

/** Ears for the stream that is being recorded. Where a browser has none, everything is simply unheard. */
export interface Hearing {
  /** While a click is answered. */
  prepare(): void
  open(stream: MediaStream): void
  close(): void
  /** Milliseconds of sound so far. */
  clock(): number
  /** Null where nothing can be heard. */
  stretch(): Stretch | null
  /** Keeps the ears open although the recording has ended: some of its sound is still on its way. */
  hold(): Release
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

/** Frames are asked for only while somebody looks. */
const subscribeOn = (browser: Browser, scope: Scope, level: () => number): Hearing['subscribe'] => {
  const levels = createSignal<number>((error) => browser.report(error))
  let listeners = 0
  let stopFrames: Release = () => undefined
  return (listener) => {
    const forget = levels.listen(listener)
    if ((listeners += 1) === 1) stopFrames = scope.frames(() => levels.emit(level()))
    return () => {
      forget()
      if ((listeners -= 1) === 0) stopFrames()
    }
  }
}

/** The hearing of one component. */
export const createHearing = (browser: Browser, scope: Scope): Hearing => {
  const attempt = attemptOn(browser)
  const samples = new Float32Array(heardSamples)
  let ears: Ears | null = null
  let holders = 0
  let isOver = false
  let closing: Release = () => undefined
  let silentUntilMs = 0

  const shut = (): void => {
    attempt(() => ears?.close())
    ears = null
  }
  scope.add(shut)
  const close = (): void => {
    closing()
    closing = scope.after(Math.max(0, silentUntilMs - browser.now()), shut)
  }

  const loudness = (milliseconds: number): number | null => (ears?.read(samples) ? rootMeanSquare(samples, Math.max(0, heardSamples - Math.round(milliseconds * samplesPerMs))) : null)

  return {
    prepare: () => {
      isOver = false
      closing()
      shut()
      attempt(() => {
        ears = browser.openEars()
      })
    },
    clock: () => ears?.clock() ?? 0,
    stretch: () => ears?.stretch() ?? null,
    hold: () => {
      holders += 1
      return () => {
        if ((holders -= 1) === 0 && isOver) close()
      }
    },
    open: (stream) => attempt(() => ears?.hear(stream)),
    close: () => {
      isOver = true
      if (holders === 0) close()
    },
    loudness,
    subscribe: subscribeOn(browser, scope, () => loudness(frameMs) ?? 0),
    tone: (hertz, milliseconds) => {
      if (!ears) return 0
      attempt(() => ears?.tone(hertz, milliseconds))
      silentUntilMs = browser.now() + milliseconds + echoMs
      return milliseconds + echoMs
    },
  }
}
