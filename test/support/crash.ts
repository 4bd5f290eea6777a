import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Page } from 'playwright-core'
import { previewPath } from '../../playground/page/variant'
import { launchKillable } from './killable-chromium'
import { wordsIn, type SpokenFile } from './spoken'

/** What was lost when the browser was killed in the midst of a recording. */
export interface Crash {
  readonly killedAfterMs: number
  /** What had been said for more than `graceSeconds` by then. */
  readonly expected: readonly string[]
  /** What the transcript of the recovered recording says; null = nothing was offered again. */
  readonly recovered: readonly string[] | null
  /** From the end of what was recovered to the kill. */
  readonly lostSeconds: number
}

/** Words that ended earlier than this before the kill must be there. */
export const graceSeconds = 2

const patienceMs = 90_000

interface Hook {
  readonly current: { getComponentByUid(uid: string): Record<string, unknown> } | null
  readonly events: readonly { readonly event: string; readonly arguments: Record<string, unknown>; readonly atMs: number }[]
}
declare const window: { readonly playground?: Hook; opened?: number }

const openPage = async (page: Page, url: string): Promise<void> => {
  await page.goto(`${url}${previewPath({})}`)
  await page.waitForFunction(() => Boolean(window.playground?.current), undefined, { timeout: patienceMs })
}

/** Remembers when the microphone was open: from then at the latest the words are played. */
const watchOpening = (page: Page): Promise<void> =>
  page.addInitScript(() => {
    const open = navigator.mediaDevices.getUserMedia.bind(navigator.mediaDevices)
    navigator.mediaDevices.getUserMedia = async (constraints) => {
      const stream = await open(constraints)
      Object.assign(window, { opened: Date.now() })
      return stream
    }
  }).then(() => undefined)

/** When the microphone was open and when the component began to record, by the clock of the machine. */
const startRecording = async (page: Page): Promise<{ openedMs: number; recordingMs: number }> => {
  await page.getByRole('button', { name: 'Start recording', exact: true }).click()
  const isRecording = (): boolean => Boolean(window.playground?.events.some(({ event, arguments: told }) => event === 'onStatusChange' && told['status'] === 'recording'))
  await page.waitForFunction(isRecording, undefined, { timeout: patienceMs })
  return page.evaluate(() => ({ openedMs: window.opened ?? 0, recordingMs: window.playground!.events.find(({ arguments: told }) => told['status'] === 'recording')!.atMs }))
}

/** Sends what is offered again; null = nothing is. */
const sendRecovered = async (page: Page): Promise<{ text: string; seconds: number } | null> => {
  const send = page.getByRole('button', { name: /^Send now/ }).first()
  const isOffered = await send.waitFor({ timeout: 20_000 }).then(() => true, () => false)
  if (!isOffered) return null
  await send.click()
  const status = (): unknown => window.playground?.current?.getComponentByUid('transcriber')['status']
  await page.waitForFunction((names) => names.includes(String(window.playground?.current?.getComponentByUid('transcriber')['status'])), ['done', 'noSpeech', 'failed'], { timeout: patienceMs })
  const now = await page.evaluate(status)
  if (now === 'failed') throw new Error('The recovered recording could not be transcribed.')
  return page.evaluate(() => {
    const { transcript, durationSeconds } = window.playground!.current!.getComponentByUid('transcriber')
    return { text: typeof transcript === 'string' ? transcript : '', seconds: Number(durationSeconds) }
  })
}

/** Records, kills the browser after a time, starts it again with the same profile, and sends what it offers. */
export const crashOnce = async (url: string, spoken: SpokenFile, recordMs: number): Promise<Crash> => {
  const profileDir = mkdtempSync(join(tmpdir(), 'crash-'))
  const options = { profileDir, wavPath: spoken.path }
  try {
    const first = await launchKillable(options)
    let killedMs = 0
    let times = { openedMs: 0, recordingMs: 0 }
    try {
      await watchOpening(first.page)
      await openPage(first.page, url)
      times = await startRecording(first.page)
      await new Promise((resolve) => setTimeout(resolve, Math.max(0, times.recordingMs + recordMs - Date.now())))
    } finally {
      killedMs = await first.kill()
    }
    const second = await launchKillable(options)
    try {
      await openPage(second.page, url)
      const recovered = await sendRecovered(second.page)
      const saidMs = killedMs - graceSeconds * 1000 - times.openedMs
      const killedAfterMs = killedMs - times.recordingMs
      return {
        killedAfterMs,
        expected: spoken.words.filter(({ end }) => end * 1000 < saidMs).map(({ word }) => word),
        recovered: recovered && wordsIn(recovered.text),
        lostSeconds: killedAfterMs / 1000 - (recovered?.seconds ?? 0),
      }
    } finally {
      await second.kill()
    }
  } finally {
    rmSync(profileDir, { recursive: true, force: true, maxRetries: 5, retryDelay: 200 })
  }
}

/** Whether nothing is missing that must be there: the transcript begins with it. */
export const isComplete = ({ expected, recovered }: Crash): boolean => recovered !== null && expected.every((word, index) => recovered[index] === word)

/** Numbers between 0 and 1 that are the same in each run (mulberry32). */
export const seededNumbers = (seed: number): (() => number) => {
  let state = seed
  return () => {
    state = (state + 0x6d2b79f5) | 0
    let mixed = Math.imul(state ^ (state >>> 15), state | 1)
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61)
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32
  }
}

/** Kills so many browsers, several at a time, at seeded moments of their recordings. */
export const crashMany = async (url: string, spoken: SpokenFile, count: number, atOnce: number, seed: number, onCrash: (crash: Crash) => void = () => undefined): Promise<readonly Crash[]> => {
  const random = seededNumbers(seed)
  const [shortestMs, longestMs] = [3000, 14_000]
  const moments = Array.from({ length: count }, () => shortestMs + random() * (longestMs - shortestMs))
  const crashes: Crash[] = []
  const work = async (): Promise<void> => {
    for (let moment = moments.shift(); moment !== undefined; moment = moments.shift()) {
      const crash = await crashOnce(url, spoken, moment)
      crashes.push(crash)
      onCrash(crash)
    }
  }
  await Promise.all(Array.from({ length: atOnce }, work))
  return crashes
}
