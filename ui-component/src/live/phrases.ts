import type { Scope } from '../scope'

/** So long both record: the next one surely hears before the former one stops. It is silent meanwhile, so nothing is heard twice. */
const overlapMs = 250

/** What records phrase after phrase. */
export interface Phrases {
  /** The phrase so far is finished; the next one has begun before. */
  cut(): void
  /** The phrase so far is finished, and none follows; the answer comes after the last one has been told. */
  end(): Promise<void>
  begin(): void
}

interface Running {
  readonly recorder: MediaRecorder
  readonly offsetMs: number
}

/** Each phrase is a complete file of its own, recorded from the same stream; none begins before the one before it has been told. */
export const createPhrases = (scope: Scope, newRecorder: () => MediaRecorder, recordedMs: () => number, onPhrase: (audio: Blob, offsetMs: number) => void): Phrases => {
  let running: Running | null = null
  let inTurn: Promise<void> = Promise.resolve()

  const start = (): void => {
    const recorder = newRecorder()
    scope.add(() => {
      if (recorder.state !== 'inactive') recorder.stop()
    })
    running = { recorder, offsetMs: recordedMs() }
    recorder.start()
  }
  const audioOf = ({ recorder }: Running): Promise<Blob> =>
    new Promise((resolve) => {
      const chunks: Blob[] = []
      recorder.addEventListener('dataavailable', ({ data }) => chunks.push(data))
      recorder.addEventListener('stop', () => resolve(new Blob(chunks, { type: recorder.mimeType })))
    })
  const stop = (former: Running | null, afterMs: number): void => {
    if (!former) return
    const audio = audioOf(former)
    inTurn = inTurn.then(async () => onPhrase(await audio, former.offsetMs))
    const now = (): void => {
      if (former.recorder.state !== 'inactive') former.recorder.stop()
    }
    if (afterMs === 0) now()
    else scope.after(afterMs, now)
  }
  return {
    begin: start,
    cut: () => {
      const former = running
      start()
      stop(former, overlapMs)
    },
    end: () => {
      stop(running, 0)
      running = null
      return inTurn
    },
  }
}
