import { mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Page } from 'playwright-core'
import { componentId } from '../../contract'
import { pickWords, speak, writeWav } from '../support/stand-in'
import { wordsIn } from '../support/spoken'
import { fixturePath, fixtureWords } from './fixtures'
import { eventually, pick, press } from './gestures'
import { startWorld, type World } from './world'

const words = pickWords(5, 93)
const hertz = 16_000
const folder = mkdtempSync(join(tmpdir(), 'large-files-'))

/** Words, and then silence for so many minutes, as a wav of 16 kHz. */
const talk = (name: string, minutes: number): string => {
  const path = join(folder, name)
  const spoken = speak(words, { sampleRate: hertz }).samples
  const samples = new Float32Array(minutes * 60 * hertz)
  samples.set(spoken)
  writeFileSync(path, writeWav(samples, hertz))
  return path
}

/** A wav that says it lasts for so many hours, and is as large as that. */
const hoursOf8Bit = (name: string, hours: number): string => {
  const path = join(folder, name)
  const bytes = hours * 3600 * 8000
  const file = Buffer.alloc(44 + bytes, 128)
  file.write('RIFF', 0, 'latin1')
  file.writeUInt32LE(36 + bytes, 4)
  file.write('WAVEfmt ', 8, 'latin1')
  file.writeUInt32LE(16, 16)
  ;[[1, 20], [1, 22], [1, 32], [8, 34]].forEach(([value = 0, at = 0]) => file.writeUInt16LE(value, at))
  file.writeUInt32LE(8000, 24)
  file.writeUInt32LE(8000, 28)
  file.write('data', 36, 'latin1')
  file.writeUInt32LE(bytes, 40)
  writeFileSync(path, file)
  return path
}

let world: World

beforeAll(async () => {
  world = await startWorld('none')
})

beforeEach(async () => {
  await world.openAi.reset()
  await world.removeUploads()
})

afterAll(async () => {
  await world?.stop()
  rmSync(folder, { recursive: true, force: true })
})

const uploadedBytes = async (): Promise<number> => {
  const [name = ''] = await world.uploadedFiles()
  expect(name).toMatch(/^[0-9a-f]{32}\.ogg$/)
  return (await (await fetch(`${world.url}/api/files/audio/${name}`)).arrayBuffer()).byteLength
}

it('makes a large file small before it is uploaded, tells how far it is, and nothing of what was said is lost', async () => {
  const path = talk('meeting.wav', 6)
  await world.openAi.script([{ kind: 'answer', delayMs: 3000 }])
  await world.open({}, async ({ page, waitForStatus, pageData, events, uploads }) => {
    await pick(page, path)
    await waitForStatus('uploading')
    await page.getByText('Making the file smaller', { exact: false }).first().waitFor()
    await waitForStatus('transcribing', 120_000)
    expect((await uploadedBytes()) / statSync(path).size).toBeLessThanOrEqual(0.12)
    await waitForStatus('done')
    expect(wordsIn(await pageData('result.transcript')).slice(0, words.length)).toEqual(words)
    expect(uploads).toHaveLength(1)
    const progress = (await events()).filter(({ event }) => event === 'onProgress').map((logged) => (logged.arguments as { progress: number }).progress)
    expect(progress).toEqual([...progress].sort((one, other) => one - other))
  })
})

it('ends making small as soon as a person cancels, and uploads nothing', async () => {
  const path = talk('long.wav', 15)
  await world.open({}, async ({ page, waitForStatus, act, uploads }) => {
    await pick(page, path)
    await waitForStatus('uploading')
    await eventually(() => Promise.resolve(page.workers().length), 1)
    await press(page, 'Cancel')
    await waitForStatus('recorded')
    await eventually(() => Promise.resolve(page.workers().length), 0)
    expect(uploads).toEqual([])
    expect(await act('getAudioFile')).toMatchObject({ name: 'long.wav', size: statSync(path).size })
  })
})

/** As behind a proxy that lets no scripts through. */
const withoutPart = {
  prepare: async (page: Page): Promise<void> => void (await page.route(`**/${componentId}/parts/convert.js`, (route) => route.abort())),
  expectedComplaints: /convert|ERR_FAILED|Failed to load/,
}

it('uploads the file as it is when it cannot be made small', async () => {
  const path = talk('notes.wav', 5)
  await world.open(withoutPart, async ({ page, waitForStatus, pageData }) => {
    await pick(page, path)
    await waitForStatus('done', 60_000)
    expect(wordsIn(await pageData('result.transcript')).slice(0, words.length)).toEqual(words)
  })
})

it('shows length and price of long audio before it is uploaded', async () => {
  const path = hoursOf8Bit('lecture.wav', 1)
  await world.open({}, async ({ page, waitForStatus, uploads }) => {
    await pick(page, path)
    await waitForStatus('recorded')
    await page.getByText('This audio is 1:00:00 long and costs about', { exact: false }).first().waitFor()
    await page.getByText('$0.36', { exact: false }).first().waitFor()
    expect(uploads).toEqual([])
    await press(page, 'Transcribe')
    await waitForStatus('uploading')
  })
})

it('takes several files one after another, also of the same name, and the text grows', async () => {
  const buffer = readFileSync(fixturePath('speech.mp3'))
  const file = { name: 'memo.mp3', mimeType: 'audio/mpeg', buffer }
  await world.open({}, async ({ page, waitForStatus, pageData, events, uploads }) => {
    await page.locator('input[type=file]').first().setInputFiles([file, { ...file, name: 'text.mp3', buffer: Buffer.from('only words') }, file])
    await eventually(async () => wordsIn(await pageData('result.transcript')), [...fixtureWords('speech.mp3'), ...fixtureWords('speech.mp3')])
    await waitForStatus('done')
    const told = (await events()).filter(({ event }) => event === 'onTranscript').map((logged) => wordsIn((logged.arguments as { transcript: string }).transcript))
    expect(told).toEqual([fixtureWords('speech.mp3'), fixtureWords('speech.mp3')])
    expect(uploads).toHaveLength(2)
  })
})
