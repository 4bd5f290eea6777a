import type { Page } from 'playwright-core'
import { pickWords } from '../support/stand-in'
import { speakToFile, wordsIn } from '../support/spoken'
import { alertText, eventually, press, trackStates, transcriber, watchMicrophones } from './gestures'
import { startWorld, type World } from './world'

const words = pickWords(4, 19)
const spoken = speakToFile(words)
const allSpokenMs = spoken.words.at(-1)!.end * 1000 + 500
const longMs = 30_000
/** A recorder that is stopped at once may have nothing to give. */
const briefMs = 1000

let world: World

beforeAll(async () => {
  world = await startWorld({ wavPath: spoken.path })
})

afterAll(async () => {
  await world?.stop()
  spoken.remove()
})

const announcement = (page: Page): Promise<string> => transcriber(page).getByRole('status').last().innerText()

/** Runs in the page: what the streams, recorders and sounds of the component did, with the time of each. */
const watchSounds = (page: Page): Promise<void> =>
  page.addInitScript(() => {
    const journal: { what: string; atMs: number }[] = []
    const note = (what: string): void => void journal.push({ what, atMs: performance.now() })
    Object.assign(window, { journal })
    const { start, stop } = MediaRecorder.prototype
    MediaRecorder.prototype.start = function (...slice) {
      note('record')
      start.apply(this, slice)
    }
    MediaRecorder.prototype.stop = function () {
      note('stop')
      stop.apply(this)
    }
    const play = OscillatorNode.prototype.start
    OscillatorNode.prototype.start = function (...when) {
      note('tone')
      play.apply(this, when)
    }
    document.addEventListener('DOMContentLoaded', () => {
      new MutationObserver(() => {
        const said = document.querySelector('[class*=__announcer]')?.textContent ?? ''
        if (said !== '' && journal.at(-1)?.what !== said) note(said)
      }).observe(document.body, { subtree: true, childList: true, characterData: true })
    })
  }).then(() => undefined)

const journalOf = (page: Page): Promise<{ what: string; atMs: number }[]> => page.evaluate(() => (window as unknown as { journal: { what: string; atMs: number }[] }).journal)

it('says that it records before it does when the keyboard starts it, and records every word after that', async () => {
  await world.open({ prepare: watchSounds }, async ({ page, waitForStatus, pageData }) => {
    await transcriber(page).getByRole('button', { name: 'Start recording' }).press('Enter')
    await waitForStatus('recording')
    await page.waitForTimeout(allSpokenMs)
    await page.keyboard.press('Enter')
    await waitForStatus('done')
    const journal = await journalOf(page)
    const at = (what: string): number => journal.find((entry) => entry.what === what)?.atMs ?? Infinity
    expect(at('record') - at('Recording started.')).toBeGreaterThanOrEqual(900)
    // The fake microphone plays from the moment in which it is opened: what is said of a second fits into its leading silence.
    expect(wordsIn(await pageData('result.transcript'))).toEqual(words)
  })
})

it('plays its tones outside the recording', async () => {
  await world.open({ prepare: watchSounds, variant: { settings: { tones: 'true', sendAfterStop: 'false' } } }, async ({ page, waitForStatus }) => {
    await press(page, 'Start recording')
    await waitForStatus('recording')
    await page.waitForTimeout(briefMs)
    await press(page, 'Stop recording')
    await waitForStatus('recorded')
    const journal = (await journalOf(page)).filter(({ what }) => ['tone', 'record', 'stop'].includes(what))
    expect(journal.map(({ what }) => what)).toEqual(['tone', 'record', 'stop', 'tone'])
    expect(journal[1]!.atMs - journal[0]!.atMs).toBeGreaterThanOrEqual(120)
  })
})

it('says within seconds that it hears nothing', async () => {
  await world.open({ prepare: watchMicrophones }, async ({ page, waitForStatus }) => {
    await press(page, 'Start recording')
    await waitForStatus('recording')
    const notice = transcriber(page).getByText('We can’t hear you. Check the microphone.').first()
    await notice.waitFor({ timeout: longMs })
    expect(await announcement(page)).toBe('We can’t hear you. Check the microphone.')
  })
})

it('pauses when a call takes the microphone, says so, and goes on when the person wants', async () => {
  await world.open({ prepare: watchMicrophones, variant: { settings: { sendAfterStop: 'false' } } }, async ({ page, waitForStatus, pageData }) => {
    await press(page, 'Start recording')
    await waitForStatus('recording')
    await page.waitForTimeout(briefMs)
    await page.evaluate(() => {
      const { streams } = window as unknown as { streams: MediaStream[] }
      streams.flatMap((stream) => stream.getTracks()).forEach((track) => track.dispatchEvent(new Event('mute')))
    })
    await waitForStatus('paused')
    await transcriber(page).getByText('The recording was interrupted and is paused.').first().waitFor()
    expect(await pageData('result.errorCode')).toBeNull()
    await press(page, 'Resume')
    await waitForStatus('recording')
    await press(page, 'Stop recording')
    await waitForStatus('recorded')
  })
})

it('pauses and asks on Escape; keeping goes on with the same recording', async () => {
  await world.open({}, async ({ page, waitForStatus, pageData }) => {
    await press(page, 'Start recording')
    await waitForStatus('recording')
    await page.keyboard.press('Escape')
    await waitForStatus('paused')
    await transcriber(page).getByText('Paused. Discard this recording?').first().waitFor()
    await press(page, 'Keep recording')
    await waitForStatus('recording')
    await page.waitForTimeout(allSpokenMs)
    await press(page, 'Stop recording')
    await waitForStatus('done')
    expect(wordsIn(await pageData('result.transcript')).length).toBeGreaterThan(0)
  })
})

it('opens one microphone for recording, level and text, and has given it back before the audio can be played', async () => {
  await world.open({ prepare: watchMicrophones, variant: { settings: { sendAfterStop: 'false', liveText: 'true' } } }, async ({ page, waitForStatus }) => {
    await press(page, 'Start recording')
    await waitForStatus('recording')
    expect(await trackStates(page)).toEqual(['live'])
    await page.waitForTimeout(briefMs)
    await press(page, 'Stop recording')
    await transcriber(page).locator('audio').waitFor()
    expect(await trackStates(page)).toEqual(['ended'])
  })
})

it('offers the microphones of the device and remembers the chosen one over a reload', async () => {
  await world.open({ prepare: watchMicrophones, variant: { settings: { sendAfterStop: 'false' } } }, async ({ page, waitForStatus }) => {
    await press(page, 'Start recording')
    await waitForStatus('recording')
    await page.waitForTimeout(briefMs)
    await press(page, 'Stop recording')
    await waitForStatus('recorded')
    const picker = transcriber(page).getByRole('combobox', { name: 'Microphone' })
    const options = await picker.locator('option').evaluateAll((list) => list.map((option) => (option as HTMLOptionElement).value))
    expect(options.length).toBeGreaterThan(2)
    await picker.selectOption(options[2]!)
    await page.reload()
    await waitForStatus('idle')
    await eventually(() => picker.inputValue(), options[2], longMs)
    await press(page, 'Start recording')
    await waitForStatus('recording')
    const used = await page.evaluate(() => (window as unknown as { streams: MediaStream[] }).streams[0]?.getTracks()[0]?.getSettings().deviceId)
    expect(used).toBe(options[2])
  })
})

it('records with another microphone when the remembered one is gone', async () => {
  const forget = (page: Page): Promise<void> => page.addInitScript(() => localStorage.setItem('audioTranscriber.microphone', 'f'.repeat(64))).then(() => undefined)
  await world.open({ prepare: forget }, async ({ page, waitForStatus }) => {
    await press(page, 'Start recording')
    await waitForStatus('recording')
    expect(await alertText(page)).toBe('')
  })
})

it('knows the true length of what it recorded, and so does the player', async () => {
  await world.open({ variant: { settings: { sendAfterStop: 'false' } } }, async ({ page, waitForStatus, pageData }) => {
    await press(page, 'Start recording')
    await waitForStatus('recording')
    await page.waitForTimeout(2500)
    await press(page, 'Stop recording')
    await waitForStatus('recorded')
    const told = Number(await pageData('result.durationSeconds'))
    const player = transcriber(page).locator('audio')
    await eventually(() => player.evaluate((audio) => Number.isFinite((audio as HTMLAudioElement).duration)), true, longMs)
    const played = await player.evaluate((audio) => (audio as HTMLAudioElement).duration)
    expect(told).toBeGreaterThanOrEqual(2.3)
    expect(Math.abs(played - told)).toBeLessThan(0.2)
  })
})
