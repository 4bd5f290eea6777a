import type { Scope } from '../scope'
import type { Transcript } from '../state'
import { createCutter } from './cutter'
import { createPhrases } from './phrases'
import { createSender, type Progress } from './sender'

const lookMs = 50
const heardMs = 80

/** What a recording lends to the text that grows along with it. */
export interface LiveTools {
  /** Closing it drops everything. */
  readonly scope: Scope
  newRecorder(): MediaRecorder
  /** Null where nothing can be heard: then nothing is cut. */
  loudness(milliseconds: number): number | null
  now(): number
  send(audio: Blob): Promise<Transcript>
  onProgress(progress: Progress): void
}

/** The text of a recording that goes on. */
export interface Live {
  pause(): void
  resume(): void
  /** Whether there is more than one phrase; one alone is the whole recording, which is sent anyway. */
  hasCut(): boolean
  /** The recording is over. Null: the phrases did not become a text; the whole recording has to be sent. */
  finish(): Promise<Transcript | null>
}

/** Begins together with the recording. */
export const startLive = ({ scope, newRecorder, loudness, now, send, onProgress }: LiveTools): Live => {
  const sender = createSender(scope, send, onProgress)
  const cutter = createCutter()
  let recordedMs = 0
  let resumedAtMs: number | null = null
  let cuts = 0
  const recorded = (): number => recordedMs + (resumedAtMs === null ? 0 : now() - resumedAtMs)
  const phrases = createPhrases(scope, newRecorder, recorded, (audio, offsetMs) => {
    if (!scope.closed && audio.size > 0) sender.add(audio, offsetMs / 1000)
  })

  const resume = (): void => {
    resumedAtMs = now()
    cutter.begin(now())
    phrases.begin()
  }
  const pause = (): Promise<void> => {
    recordedMs = recorded()
    resumedAtMs = null
    return phrases.end()
  }
  scope.every(lookMs, () => {
    const level = resumedAtMs === null ? null : loudness(heardMs)
    if (level === null || !cutter.look(level, now())) return
    cuts += 1
    phrases.cut()
    cutter.begin(now())
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
      return sender.finish()
    },
  }
}
