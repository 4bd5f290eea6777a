import { delayMs } from '../devices'
import type { Release, Scope } from '../scope'

/** A recorder that has just been told to begin surely hears by then. */
const startMs = 200
/** What was heard before its end is written by then. */
const writeMs = 150

/** A recorder behind a gate: it hears `delayMs` later, from the moment in which the gate is opened. */
export interface Gated {
  readonly recorder: MediaRecorder
  open(inMs: number): void
  shut(inMs: number): void
  close(): void
}

/** What records phrase after phrase. */
export interface Phrases {
  begin(): void
  /** The phrase so far ends in the silence that was heard just now, and the next one begins there. */
  cut(): void
  /** The phrase so far is finished, and none follows; the answer comes after the last one has been told. Without a sound in it, it is none. */
  end(isHeard: boolean): Promise<void>
}

interface Running {
  readonly gated: Gated
  readonly halted: Release
  readonly audio: Promise<Blob>
  readonly offsetMs: number
}

const audioOf = ({ recorder }: Gated): Promise<Blob> =>
  new Promise((resolve) => {
    const chunks: Blob[] = []
    recorder.addEventListener('dataavailable', ({ data }) => chunks.push(data))
    recorder.addEventListener('stop', () => resolve(new Blob(chunks, { type: recorder.mimeType })))
  })

/** Each phrase is a complete file of its own. Where two of them meet one sample belongs to the one, the next to the other. */
export const createPhrases = (scope: Scope, newGated: () => Gated, recordedMs: () => number, onPhrase: (audio: Blob, offsetMs: number) => void): Phrases => {
  let running: Running | null = null
  let inTurn: Promise<void> = Promise.resolve()

  const halt = ({ recorder, close }: Gated): void => {
    if (recorder.state !== 'inactive') recorder.stop()
    close()
  }
  const start = (inMs: number): void => {
    const gated = newGated()
    const halted = scope.add(() => halt(gated))
    running = { gated, halted, audio: audioOf(gated), offsetMs: recordedMs() - delayMs }
    gated.recorder.start()
    gated.open(inMs)
  }
  const stop = (former: Running | null, inMs: number, isHeard: boolean): void => {
    if (!former) return
    const { gated, halted, audio, offsetMs } = former
    if (isHeard) inTurn = inTurn.then(async () => onPhrase(await audio, offsetMs))
    gated.shut(inMs)
    scope.after(inMs + writeMs, halted)
  }
  return {
    begin: () => start(delayMs),
    cut: () => {
      const former = running
      start(startMs)
      stop(former, startMs, true)
    },
    end: (isHeard) => {
      stop(running, delayMs, isHeard)
      running = null
      return inTurn
    },
  }
}
