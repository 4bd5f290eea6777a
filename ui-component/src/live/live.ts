import type { Scope } from '../scope'
import type { Transcript } from '../state'
import { createCutter } from './cutter'
import { createPhrases, type Gated } from './phrases'
import { createSender, type Progress } from './sender'

const lookMs = 50
/** What was heard between two looks, and a little more. */
const marginMs = 30
/** More is not remembered: what was said meanwhile may have been anything. */
const rememberedMs = 300
/** Two clocks may run apart so much, as a part of the time. */
const drift = 0.001
/** Sound that is so late has probably lost something. */
const mostLagMs = 150
/** A phrase in which nothing was louder than this is not sent. */
const nothing = 0.002

/** What a recording lends to the text that grows along with it. */
export interface LiveTools {
  /** Closing it drops everything. */
  readonly scope: Scope
  newGated(): Gated
  /** Null where nothing can be heard: then nothing is cut. */
  loudness(milliseconds: number): number | null
  now(): number
  /** Milliseconds of sound that were heard: what is decided about sound goes by them. */
  heardMs(): number
  send(audio: Blob): Promise<Transcript>
  /** Whether sending once more cannot help. */
  isFinal(error: unknown): boolean
  onProgress(progress: Progress): void
}

/** The text of a recording that goes on. */
export interface Live {
  pause(): void
  resume(): void
  /** Whether there is more than one phrase; one alone is the whole recording, which is sent anyway. */
  hasCut(): boolean
  /** The recording is over. Null: the phrases did not become a text, or not surely all of it; the whole recording has to be sent. */
  finish(): Promise<Transcript | null>
}

/** Begins together with the recording. */
export const startLive = ({ scope, newGated, loudness, now, heardMs, send, isFinal, onProgress }: LiveTools): Live => {
  const sender = createSender(scope, { send, isFinal }, onProgress)
  const cutter = createCutter()
  let recordedMs = 0
  let resumedAtMs: number | null = null
  let cuts = 0
  let lookedAtMs = heardMs()
  let leastLagMs = Infinity
  let isUnsure = false
  let loudest = 0
  const recorded = (): number => recordedMs + (resumedAtMs === null ? 0 : now() - resumedAtMs)
  const phrases = createPhrases(scope, newGated, recorded, (audio, offsetMs) => {
    if (!scope.closed && audio.size > 0) sender.add(audio, offsetMs / 1000)
  })

  /** Null where nothing can be heard; what was missed counts as speech, so that it is never cut. */
  const heard = (): number | null => {
    const gapMs = heardMs() - lookedAtMs
    const lagMs = now() - heardMs()
    lookedAtMs = heardMs()
    leastLagMs = Math.min(leastLagMs + gapMs * drift, lagMs)
    // The device was too busy to hear everything; the recording itself has it.
    if (lagMs - leastLagMs > mostLagMs) isUnsure = true
    const level = loudness(Math.min(rememberedMs, gapMs) + marginMs)
    return level !== null && gapMs > rememberedMs ? 1 : level
  }
  const resume = (): void => {
    resumedAtMs = now()
    lookedAtMs = heardMs()
    leastLagMs = Infinity
    loudest = 0
    cutter.begin(heardMs())
    phrases.begin()
  }
  const pause = (): Promise<void> => {
    recordedMs = recorded()
    loudest = Math.max(loudest, resumedAtMs === null ? 0 : (heard() ?? 0))
    resumedAtMs = null
    return phrases.end(loudest >= nothing)
  }
  scope.every(lookMs, () => {
    const level = resumedAtMs === null ? null : heard()
    loudest = Math.max(loudest, level ?? 0)
    if (level === null || !cutter.look(level, heardMs())) return
    cuts += 1
    loudest = 0
    phrases.cut()
    cutter.begin(heardMs())
  })
  resume()

  return {
    resume,
    pause: () => {
      cuts += 1
      void pause()
    },
    hasCut: () => cuts > 0,
    finish: async () => {
      await pause()
      return isUnsure ? null : sender.finish()
    },
  }
}
