/** Beside browser.ts the only file that reads browser globals: what surrounds a recording. */

import type { Microphone } from './state'

/** One stretch of the sound that is heard, `delayMs` later: what is cut from it was decided before it comes. */
export interface Stretch {
  readonly stream: MediaStream
  /** From then on it lets the sound through. */
  open(inMs: number): void
  /** From then on it is silent. Two stretches that meet lose nothing between them and hear nothing twice. */
  shut(inMs: number): void
  close(): void
}

/** How much later stretches hear. */
export const delayMs = 600

/** Hears the stream that is recorded, and can play a tone. */
export interface Ears {
  /** The same stream that the recorder gets: nothing is opened a second time. */
  hear(stream: MediaStream): void
  /** Milliseconds of sound so far: on a busy device it lags behind every other clock. */
  clock(): number
  /** Writes the newest samples; false = nothing is heard yet, or the browser keeps it asleep. */
  read(samples: Float32Array<ArrayBuffer>): boolean
  tone(hertz: number, milliseconds: number): void
  /** Null = nothing is heard. */
  stretch(): Stretch | null
  close(): void
}

/** What surrounds a recording: microphones, screen, page. None of it is needed for recording itself. */
export interface Devices {
  /** Must be called while a click is answered, or the browser keeps it asleep. Null = there is none. */
  openEars(): Ears | null
  /** Without a permission they have neither names nor ids, and are left out. */
  microphones(): Promise<readonly Microphone[]>
  /** Fires `devicechange`. */
  deviceEvents(): EventTarget | null
  /** Fires `visibilitychange`, `freeze` and `resume`. */
  pageEvents(): EventTarget | null
  isVisible(): boolean
  /** Keeps the screen on; the answer lets it sleep again. */
  keepAwake(): Promise<() => void>
  vibrate(milliseconds: number): void
  /** What an earlier page has remembered on this device; null = nothing. */
  recall(key: string): string | null
  remember(key: string, value: string): void
}

/** How many of the newest samples are there to be read: about a third of a second. */
export const heardSamples = 16384

const quiet = 0.05
const fadeSeconds = 0.02

const playTone = (context: AudioContext, hertz: number, seconds: number): void => {
  const [tone, volume] = [context.createOscillator(), context.createGain()]
  const end = context.currentTime + seconds
  tone.frequency.value = hertz
  volume.gain.setValueAtTime(0, context.currentTime)
  volume.gain.linearRampToValueAtTime(quiet, context.currentTime + fadeSeconds)
  volume.gain.setValueAtTime(quiet, end - fadeSeconds)
  volume.gain.linearRampToValueAtTime(0, end)
  tone.connect(volume).connect(context.destination)
  tone.start()
  tone.stop(end)
}

const stretchOf = (context: AudioContext, delayed: AudioNode): Stretch => {
  const [gate, destination] = [context.createGain(), new MediaStreamAudioDestinationNode(context, { channelCount: 1 })]
  const setAt = (value: number, inMs: number): void => void gate.gain.setValueAtTime(value, context.currentTime + inMs / 1000)
  gate.gain.value = 0
  delayed.connect(gate).connect(destination)
  return {
    stream: destination.stream,
    open: (inMs) => setAt(1, inMs),
    shut: (inMs) => setAt(0, inMs),
    close: () => delayed.disconnect(gate),
  }
}

const ignore = (): void => undefined

/** A page that nobody has touched may not play; the browser would complain about the attempt. */
const mayOpen = (): boolean => typeof AudioContext === 'function' && navigator.userActivation?.hasBeenActive !== false

const openEars = (): Ears | null => {
  if (!mayOpen()) return null
  const context = new AudioContext()
  let analyser: AnalyserNode | null = null
  let delayed: DelayNode | null = null
  context.resume().catch(ignore)
  return {
    hear: (stream) => {
      analyser = context.createAnalyser()
      analyser.fftSize = heardSamples
      delayed = new DelayNode(context, { maxDelayTime: 1, delayTime: delayMs / 1000 })
      const source = context.createMediaStreamSource(stream)
      source.connect(analyser)
      source.connect(delayed)
    },
    clock: () => context.currentTime * 1000,
    read: (samples) => {
      if (!analyser || context.state !== 'running') return false
      analyser.getFloatTimeDomainData(samples)
      return true
    },
    tone: (hertz, milliseconds) => playTone(context, hertz, milliseconds / 1000),
    stretch: () => (delayed && context.state === 'running' ? stretchOf(context, delayed) : null),
    close: () => {
      if (context.state !== 'closed') context.close().catch(ignore)
    },
  }
}

/** These two stand for another one that is in the list too. */
const aliases = ['', 'default', 'communications']

const microphones = async (): Promise<readonly Microphone[]> => {
  const devices = (await navigator.mediaDevices?.enumerateDevices()) ?? []
  return devices.filter(({ kind, deviceId }) => kind === 'audioinput' && !aliases.includes(deviceId)).map(({ deviceId, label }) => ({ id: deviceId, label }))
}

const storage = <T>(action: (store: Storage) => T): T | null => {
  try {
    return action(window.localStorage)
  } catch {
    // Forbidden or full: then nothing is remembered.
    return null
  }
}

/** The devices of the real browser. */
export const realDevices: Devices = {
  openEars,
  microphones,
  deviceEvents: () => navigator.mediaDevices ?? null,
  pageEvents: () => document,
  isVisible: () => document.visibilityState === 'visible',
  keepAwake: async () => {
    const lock = await navigator.wakeLock?.request('screen')
    return () => void lock?.release().catch(ignore)
  },
  vibrate: (milliseconds) => void navigator.vibrate?.(milliseconds),
  recall: (key) => storage((store) => store.getItem(key)),
  remember: (key, value) => void storage((store) => store.setItem(key, value)),
}
