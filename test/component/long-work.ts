import { errorByKey, errorMessage, type ErrorKey } from '../../contract'
import { wavFile, type Mounted } from './mounted'

/** As the JS-SDK throws an error of our services. */
export const serviceError = (key: ErrorKey): Error => Object.assign(new Error(errorMessage(key, { minutes: 12 })), { code: errorByKey(key).number, status: errorByKey(key).status })
/** As it throws what got no answer. */
export const offline = (): Error => new Error('Network Error')

/** What a method of the service does. */
export type Answer = () => unknown

/** A job at work. */
export const running = (secondsDone: number): object => ({ jobId: 'j1', state: 'running', percent: Math.floor(secondsDone / 72), secondsDone, durationSeconds: 7200, text: null, result: null, errorCode: null, errorMessage: null })
/** A job with its text. */
export const done = (text = 'all of it'): object => ({ ...running(7200), state: 'done', percent: 100, text, result: { text, language: 'en', segments: [{ start: 0 }] } })
/** A job that came to nothing. */
export const ended = (state: string, key: ErrorKey | null = null): object => ({ ...running(60), state, errorCode: key && errorByKey(key).number, errorMessage: key && errorMessage(key) })

/** A service that refuses at once, and has a job that answers one after the other of these. */
export const longWork = (page: Mounted, answers: readonly Answer[], methods: Readonly<Record<string, Answer>> = {}): void => {
  let asked = 0
  const all: Readonly<Record<string, Answer>> = {
    requestTranscription: () => { throw serviceError('audio-too-long-for-call') },
    startTranscription: () => ({ jobId: 'j1', state: 'queued' }),
    getJob: () => answers[Math.min(asked++, answers.length - 1)]?.(),
    cancelJob: () => ended('cancelled'),
    deleteJob: () => ({ jobId: 'j1', deleted: true }),
    ...methods,
  }
  // eslint-disable-next-line @typescript-eslint/require-await -- what an answer throws is to become a rejection
  page.browser.onInvoke = async (method) => all[method]?.()
}

/** What the service was asked, in order. */
export const called = (page: Mounted): string[] => page.browser.calls.map(({ method }) => method)
/** How often it was asked one thing. */
export const times = (page: Mounted, method: string): number => called(page).filter((one) => one === method).length

/** Chooses a file, which is sent. */
export const send = async (page: Mounted, milliseconds = 100): Promise<void> => {
  await page.controller.choose(wavFile())
  await page.pass(milliseconds)
}

/** More than any wait between two questions. */
const turnMs = 11_000
/** Lets so many questions be asked. */
export const passTurns = async (page: Mounted, turns: number): Promise<void> => {
  for (let turn = 0; turn < turns; turn += 1) await page.pass(turnMs)
}
