import { statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { pickWords, speak, writeWav } from '../test/support/stand-in'
import { startComponentWorld } from './component-world'
import { limitFigure, type Bench, type Measurement, type Report } from './harness/measurement'

const sampleRate = 16_000
const hourSeconds = 3600
const maxShare = 0.12
const patienceMs = 900_000
const megabyte = 1024 * 1024

/** An hour of tone-words, the same minute or so again and again: what a meeting recorder gives. */
const writeHour = (path: string): void => {
  const { samples } = speak(pickWords(40, 1), { sampleRate })
  const hour = new Float32Array(hourSeconds * sampleRate)
  for (let at = 0; at < hour.length; at += samples.length) hour.set(samples.subarray(0, Math.min(samples.length, hour.length - at)), at)
  writeFileSync(path, writeWav(hour, sampleRate))
}

const run = async ({ serviceDir, scratchDir }: Bench): Promise<Report> => {
  const path = join(scratchDir, 'hour.wav')
  writeHour(path)
  const world = await startComponentWorld(serviceDir, 'none')
  try {
    let uploadedBytes = NaN
    let seconds = NaN
    await world.open({ variant: { settings: { saveSource: 'true', askAboveMinutes: '600' } }, expectedComplaints: /Failed to load resource/ }, async ({ page }) => {
      const startedAt = performance.now()
      const request = page.waitForRequest((each) => each.method() === 'POST' && each.url().includes('/files/'), { timeout: patienceMs })
      await page.locator('input[type=file]').first().setInputFiles(path)
      const sent = await request
      seconds = (performance.now() - startedAt) / 1000
      // The sizes that Chromium tells leave out bodies that are streamed from a file.
      const response = await sent.response()
      const { fileURL } = (await response!.json()) as { fileURL: string }
      uploadedBytes = (await (await fetch(fileURL)).arrayBuffer()).byteLength
    })
    const pickedBytes = statSync(path).size
    return {
      figures: [
        limitFigure('Bytes uploaded ÷ bytes picked, 1 h of 16 kHz mono wav', '', uploadedBytes / pickedBytes, maxShare, '1 (the file as it is)'),
        limitFigure('Time to make it small', 's', seconds, null),
      ],
      how: [
        `Picked: ${(pickedBytes / megabyte).toFixed(1)} MB of tone-words. Uploaded: ${(uploadedBytes / megabyte).toFixed(1)} MB, as it lies in the storage afterwards.`,
        'Made small in the page by WebCodecs; the time is from the choice of the file to the request.',
      ],
    }
  } finally {
    await world.stop()
  }
}

/** How much of a large file travels. */
export const pickedHour: Measurement = { name: 'picked-hour', title: 'A picked hour', run }
