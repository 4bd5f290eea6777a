import type { Scope } from '../scope'
import type { Transcript } from '../state'
import { joinPhrases, type Answered } from './join'

const delaysMs = [1000, 2000, 4000, 8000, 16_000]
/** Nobody speaks any more: whoever waits for the text should not wait long for a service that does not answer. */
const finalDelayMs = 1000
const finalAttempts = 2
const atOnce = 3

/** How far the phrases have come. */
export interface Progress {
  /** The phrases from the first one on that are all there. */
  readonly transcript: Transcript
  readonly pending: number
  /** Whether one of them had to be sent again. */
  readonly isRetrying: boolean
}

/** Sends phrases as they come and puts their texts in order. */
export interface Sender {
  add(audio: Blob, offsetSeconds: number): void
  /** When all have been answered: the whole text; null = one of them would not go through. */
  finish(): Promise<Transcript | null>
}

/** The audio is let go of with the answer: together the phrases are as large as the recording. */
type Phrase = { audio: Blob | null; readonly offsetSeconds: number; attempts: number; answer: Transcript | null }

const answeredOf = (phrases: readonly Phrase[]): Answered[] => {
  const end = phrases.findIndex(({ answer }) => answer === null)
  return phrases.slice(0, end < 0 ? phrases.length : end).flatMap(({ offsetSeconds, answer }) => (answer ? [{ offsetSeconds, transcript: answer }] : []))
}

/** How a phrase is sent. */
export interface Way {
  send(audio: Blob): Promise<Transcript>
  isFinal(error: unknown): boolean
}

/** The sender of one recording; nothing comes from it after its scope has closed. */
export const createSender = (scope: Scope, { send, isFinal }: Way, onProgress: (progress: Progress) => void): Sender => {
  const phrases: Phrase[] = []
  const queue: Phrase[] = []
  let active = 0
  let hasFailed = false
  let finish: ((transcript: Transcript | null) => void) | null = null

  const tell = (): void => {
    if (scope.closed) return
    const pending = phrases.filter(({ answer }) => answer === null)
    if (finish && (hasFailed || pending.length === 0)) return finish(hasFailed ? null : joinPhrases(answeredOf(phrases)))
    onProgress({ transcript: joinPhrases(answeredOf(phrases)), pending: pending.length, isRetrying: pending.some(({ attempts }) => attempts > 0) })
  }
  const again = (phrase: Phrase): void => {
    phrase.attempts += 1
    const delayMs = finish ? finalDelayMs : delaysMs[Math.min(phrase.attempts, delaysMs.length) - 1]
    if (finish && phrase.attempts > finalAttempts) hasFailed = true
    else scope.after(delayMs ?? finalDelayMs, () => {
      queue.unshift(phrase)
      next()
    })
  }
  const next = (): void => {
    const phrase = active < atOnce && !scope.closed ? queue.shift() : undefined
    if (!phrase?.audio) return
    active += 1
    send(phrase.audio)
      .then((transcript) => {
        phrase.answer = transcript
        phrase.audio = null
      }, (error: unknown) => {
        if (isFinal(error)) hasFailed = true
        else again(phrase)
      })
      .finally(() => {
        active -= 1
        tell()
        next()
      })
      .catch(() => undefined)
    next()
  }

  return {
    add: (audio, offsetSeconds) => {
      const phrase: Phrase = { audio, offsetSeconds, attempts: 0, answer: null }
      phrases.push(phrase)
      queue.push(phrase)
      tell()
      next()
    },
    finish: () =>
      new Promise((resolve) => {
        finish = resolve
        // Those that have failed before get their last chance now.
        phrases.forEach((phrase) => {
          if (phrase.answer === null) phrase.attempts = Math.min(phrase.attempts, 1)
        })
        tell()
      }),
  }
}
