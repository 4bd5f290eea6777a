import type { Page } from 'playwright-core'
import { speakToFile } from '../test/support/spoken'
import { pickWords } from '../test/support/stand-in'
import { startComponentWorld, type ComponentWorld } from './component-world'
import type { OpenedPreview } from '../test/support/browser'
import { limitFigure, type Bench, type Measurement, type Report } from './harness/measurement'
import { formatSamples, median, summarize } from './harness/samples'

const clipSeconds = 60
const maxStopMs = 300
const frameSeconds = 15
const maxDropped = 1
const fullRepetitions = 3

interface Probe {
  clickedAt: number
  sentAt: number
}
declare const window: Window & { probe?: Probe }

/** Notes by the clock of the page when a button is clicked and when an upload leaves. */
const watchSending = (page: Page): Promise<void> =>
  page.addInitScript(() => {
    const probe: Probe = { clickedAt: 0, sentAt: 0 }
    Object.assign(window, { probe })
    document.addEventListener('click', () => (probe.clickedAt = performance.now()), true)
    const send = XMLHttpRequest.prototype.send
    XMLHttpRequest.prototype.send = function (body) {
      if (body instanceof FormData || body instanceof Blob) probe.sentAt ||= performance.now()
      return send.call(this, body)
    }
    const { fetch } = globalThis
    globalThis.fetch = (input, init) => {
      if (init?.body instanceof FormData || init?.body instanceof Blob) probe.sentAt ||= performance.now()
      return fetch(input, init)
    }
  }).then(() => undefined)

const startRecording = async ({ page, waitForStatus }: OpenedPreview): Promise<void> => {
  await page.getByRole('button', { name: 'Start recording', exact: true }).click()
  await waitForStatus('recording')
}

/** From the click on Stop to the upload leaving. */
const stopToRequest = async (world: ComponentWorld): Promise<number> => {
  let milliseconds = NaN
  await world.open({ prepare: watchSending }, async (opened) => {
    await startRecording(opened)
    await opened.page.waitForTimeout(clipSeconds * 1000)
    await opened.page.getByRole('button', { name: 'Stop recording', exact: true }).click()
    await opened.page.waitForFunction(() => (window.probe?.sentAt ?? 0) > 0)
    milliseconds = await opened.page.evaluate(() => window.probe!.sentAt - window.probe!.clickedAt)
    await opened.waitForStatus('done')
  })
  return milliseconds
}

/** Runs in the page: frames that did not come in time, in percent; a frame that takes as long as three has dropped two. */
const droppedScript = `(seconds) => new Promise((resolve) => {
  const times = []
  const step = (atMs) => {
    times.push(atMs)
    if (atMs - times[0] < seconds * 1000) return void requestAnimationFrame(step)
    const gaps = times.slice(1).map((time, index) => time - times[index])
    const dropped = gaps.reduce((sum, gap) => sum + Math.max(0, Math.round(gap * 60 / 1000) - 1), 0)
    resolve((100 * dropped) / (gaps.length + dropped))
  }
  requestAnimationFrame(step)
})`

const measureFrames = async (world: ComponentWorld): Promise<{ recording: number; idle: number }> => {
  let result = { recording: NaN, idle: NaN }
  await world.open({ variant: { settings: { sendAfterStop: 'false' } } }, async (opened) => {
    const measure = (): Promise<number> => opened.page.evaluate<number>(`(${droppedScript})(${frameSeconds})`)
    const idle = await measure()
    await startRecording(opened)
    result = { idle, recording: await measure() }
  })
  return result
}

const run = async ({ serviceDir, repetitions }: Bench): Promise<Report> => {
  const spoken = speakToFile(pickWords(6, 60))
  const world = await startComponentWorld(serviceDir, { wavPath: spoken.path })
  try {
    const frames = await measureFrames(world)
    const samples: number[] = []
    for (let turn = 0; turn < repetitions(fullRepetitions); turn += 1) samples.push(await stopToRequest(world))
    return {
      figures: [
        limitFigure(`From Stop to the request, after ${clipSeconds} s of recording`, 'ms', median(samples), maxStopMs),
        limitFigure('Frames dropped while it records with the meter on', '%', frames.recording, maxDropped, `${frames.idle.toFixed(2)} % on the same page at rest`),
      ],
      how: [
        `Stop: ${formatSamples(summarize(samples), 'ms')} in ${samples.length} recordings of ${clipSeconds} s; by the clock of the page, from the click to the sending of the upload: last bytes of the recorder, repair of the length and the check of the file lie between.`,
        `Frames: ${frameSeconds} s of \`requestAnimationFrame\` in headless Chromium without a graphics card, first at rest, then while it records and draws the level.`,
      ],
    }
  } finally {
    await world.stop()
    spoken.remove()
  }
}

/** How fast the component is where people wait or look. */
export const componentSpeed: Measurement = { name: 'component-speed', title: 'Recording in the browser', run }
