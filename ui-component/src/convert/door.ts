import { maxAudioBytes } from '../../../contract'
import type { Browser } from '../browser'

/** Hears of a conversion while it goes on, and can end it. */
export interface ConvertWatch {
  readonly signal: AbortSignal
  /** From 0 to 1. */
  onProgress(part: number): void
}

/** What the lazy part `convert` offers. */
export interface Converter {
  toSpeech(audio: File, watch: ConvertWatch): Promise<Blob>
}

/** Speech stays clear at this rate. */
export const speechBitsPerSecond = 24_000
/** Container and headers on top of the rate, measured at 5 % and less. */
const overhead = 1.06
/** Below this size an upload takes no longer than making the file small. */
const worthwhileBytes = 8 * 1024 * 1024
/** A file that is this near to the rate of speech would hardly become smaller. */
const worthwhileRatio = 0.6

/** How large audio of this length becomes. */
export const speechBytes = (seconds: number): number => Math.ceil((seconds * speechBitsPerSecond * overhead) / 8)

/** Whether making it small saves more time than it takes; of a large file that does not tell its length, a film most often, it is taken for granted. */
export const isWorthConverting = (bytes: number, seconds: number | null): boolean => {
  if (seconds === null) return bytes > maxAudioBytes
  return bytes > worthwhileBytes && speechBytes(seconds) < bytes * worthwhileRatio
}

const converterIn = (part: unknown): Converter | null => {
  const { toSpeech } = (part ?? {}) as Partial<Converter>
  return typeof toSpeech === 'function' ? { toSpeech } : null
}

const speechName = (name: string): string => `${name.replace(/\.[^.]*$/, '')}.ogg`

/** Small Ogg with Opus from any audio or film that the browser can decode; null = it cannot be made, and the file stays as it is. */
export const makeSmall = async (browser: Browser, file: File, watch: ConvertWatch): Promise<File | null> => {
  try {
    const converter = converterIn(await browser.part('convert'))
    if (!converter || watch.signal.aborted) return null
    const audio = await converter.toSpeech(file, watch)
    return audio.size > 0 && audio.size < file.size ? new File([audio], speechName(file.name), { type: 'audio/ogg' }) : null
  } catch (error) {
    if (!watch.signal.aborted) browser.report(error)
    return null
  }
}
