import type { Heard } from '../support/stand-in'
import { fixtures, fixturePath } from '../support/stand-in'
import { phoneWidth, startWebkitWorld, type WebkitWorld } from './world'

/** The microphone of this WebKit beeps once a second: what is heard of it is told by the demo engine. */

let world: WebkitWorld

beforeAll(async () => {
  world = await startWebkitWorld()
})

afterAll(() => world?.stop())

const kept = { settings: { saveSource: 'true' } }
const recordedSeconds = 4.3
/** This WebKit leaves out the last fragment at some stops (expectations.test.ts), and a machine may be slow. */
const lostAtStopSeconds = 2

const pass = (seconds: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, seconds * 1000))

/** What the player of the page tells people. */
const playerSeconds = async (): Promise<number> => {
  const audio = document.querySelector('audio')!
  if (audio.readyState === 0) {
    await new Promise((resolve) => {
      audio.onloadedmetadata = audio.onerror = resolve
      audio.load()
    })
  }
  return audio.duration
}

const overflow = (): number => document.documentElement.scrollWidth - window.innerWidth

/** The words of what has the focus. */
const focused = (): string => (document.activeElement as HTMLElement | null)?.innerText.trim() ?? ''

const beepsIn = (heard: Heard): number => (heard.ok ? heard.parts.length : 0)

const secondsOf = (heard: Heard): number => (heard.ok ? heard.durationSeconds : NaN)

/** The same length for the person, for the page and for whoever gets the file; and the sound is in it. */
const expectRightLength = async (): Promise<void> => {
  const told = (await world.pageData('result.durationSeconds')) as number
  const heard = await world.hear((await world.pageData('result.audioUrl')) as string)
  expect(told).toBeGreaterThan(recordedSeconds - lostAtStopSeconds)
  expect(Math.abs(told - secondsOf(heard))).toBeLessThan(0.15)
  expect(Math.abs(told - (await world.window.run(playerSeconds)))).toBeLessThan(0.15)
  expect(beepsIn(heard)).toBeGreaterThanOrEqual(Math.floor(recordedSeconds - lostAtStopSeconds))
  expect(await world.pageData('result.transcript')).toMatch(new RegExp(`^Demo engine: this recording is ${secondsOf(heard).toFixed(1)} seconds of mono MP4 audio at 44.1 kHz with sound at `))
  expect(await world.pageData('result.audioUrl')).toMatch(/\.m4a$/)
}

it('records on a phone, repairs, uploads, and brings the transcript of what was heard, with the right length everywhere', async () => {
  await world.open(kept)
  expect(await world.window.run(() => window.innerWidth)).toBe(phoneWidth)
  await world.press('Start recording')
  await world.waitForStatus('recording')
  await pass(recordedSeconds)
  expect(await world.window.run(overflow)).toBe(0)
  await world.press('Stop recording')
  await world.waitForStatus('done')
  await expectRightLength()
  expect(await world.window.run(overflow)).toBe(0)
})

it('keeps out what this WebKit records in a pause', async () => {
  await world.open(kept)
  await world.press('Start recording')
  await world.waitForStatus('recording')
  await pass(2.5)
  await world.press('Pause')
  await world.waitForStatus('paused')
  await pass(5)
  await world.press('Resume')
  await world.waitForStatus('recording')
  await pass(2.5)
  await world.press('Stop recording')
  await world.waitForStatus('done')
  const heard = await world.hear((await world.pageData('result.audioUrl')) as string)
  // Resuming waits until its announcement is over, and a slow machine needs its time; the pause alone would be five more.
  expect(secondsOf(heard)).toBeGreaterThan(5 - lostAtStopSeconds)
  expect(secondsOf(heard)).toBeLessThan(8)
  expect(Math.abs(((await world.pageData('result.durationSeconds')) as number) - secondsOf(heard))).toBeLessThan(0.15)
})

it('records and transcribes from the keyboard alone, and the focus stays on the button', async () => {
  await world.open(kept)
  for (let step = 0; step < 8 && (await world.window.run(focused)) !== 'Start recording'; step += 1) await world.window.press('Tab')
  expect(await world.window.run(focused)).toBe('Start recording')
  await world.window.press('Enter')
  await world.waitForStatus('recording')
  await pass(recordedSeconds)
  expect(await world.window.run(focused)).toBe('Stop recording')
  await world.window.press('Enter')
  await world.waitForStatus('done')
  await expectRightLength()
  expect(await world.window.run(focused)).toBe('Record again')
})

it.each(['speech.mp3', 'speech.m4a', 'speech.wav'])('sends a chosen file: %s', async (name) => {
  await world.open(kept)
  await world.window.chooseFile('input[type=file]', fixturePath(name))
  await world.waitForStatus('done')
  const { durationSeconds, words } = fixtures.speech[name]!
  const heard = await world.hear((await world.pageData('result.audioUrl')) as string)
  expect(Math.abs(secondsOf(heard) - durationSeconds)).toBeLessThan(0.2)
  expect(heard.ok && heard.words.map(({ word }) => word)).toEqual(words.map(({ word }) => word))
  expect(await world.pageData('result.transcript')).toContain('Demo engine: this recording is ')
})

it('refuses a file that is no audio with the sentence that other browsers show', async () => {
  await world.open()
  await world.window.chooseFile('input[type=file]', fixturePath('text-renamed.mp3'))
  await world.waitForStatus('failed')
  expect(await world.window.run(() => document.querySelector('[role=alert]')!.textContent)).toContain('This file is not audio.')
  expect(await world.window.run(overflow)).toBe(0)
})
