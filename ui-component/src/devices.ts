/** Beside browser.ts the only file that reads browser globals: what surrounds a recording. */

import type { Microphone } from './state'

/** Hears the stream that is recorded, and can play a tone. */
export interface Ears {
  /** The same stream that the recorder gets: nothing is opened a second time. */
  hear(stream: MediaStream): void
  /** Writes the newest samples; false = nothing is heard yet, or the browser keeps it asleep. */
  read(samples: Float32Array<ArrayBuffer>): boolean
  tone(hertz: number, milliseconds: number): void
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

const ignore = (): void => undefined

/** A page that nobody has touched may not play; the browser would complain about the attempt. */
const mayOpen = (): boolean => typeof AudioContext === 'function' && navigator.userActivation?.hasBeenActive !== false

const openEars = (): Ears | null => {
  if (!mayOpen()) return null
  const context = new AudioContext()
  let analyser: AnalyserNode | null = null
  context.resume().catch(ignore)
  return {
    hear: (stream) => {
      analyser = context.createAnalyser()
      analyser.fftSize = heardSamples
      context.createMediaStreamSource(stream).connect(analyser)
    },
    read: (samples) => {
      if (!analyser || context.state !== 'running') return false
      analyser.getFloatTimeDomainData(samples)
      return true
    },
    tone: (hertz, milliseconds) => playTone(context, hertz, milliseconds / 1000),
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
