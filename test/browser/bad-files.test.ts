import { mkdtempSync, readFileSync, rmSync, truncateSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describeError, errorByKey, maxSourceBytes, type ErrorKey } from '../../contract'
import { wordsIn } from '../support/spoken'
import { expectAccessible } from './accessible'
import { fixturePath, fixtureWords } from './fixtures'
import { alertText, drop, eventually, pick, press, transcriber, type PickedFile } from './gestures'
import { startWorld, type World } from './world'

const megabyte = 1024 * 1024
const folder = mkdtempSync(join(tmpdir(), 'bad-files-'))

const tooLarge = (): string => {
  // It looks like audio, and takes no room on the disk.
  const path = join(folder, 'lecture.mp3')
  writeFileSync(path, 'ID3')
  truncateSync(path, maxSourceBytes + megabyte)
  return path
}

interface BadFile {
  readonly what: string
  readonly file: PickedFile
  readonly key: ErrorKey
  readonly values?: Readonly<Record<string, string | number>>
}

const badFiles: readonly BadFile[] = [
  { what: 'an empty file', file: fixturePath('empty.mp3'), key: 'file-empty' },
  { what: 'a PDF renamed to mp3', file: { name: 'talk.mp3', mimeType: 'audio/mpeg', buffer: Buffer.from('%PDF-1.7\n1 0 obj\n<<>>\nendobj\n') }, key: 'file-not-audio', values: { what: 'a PDF document' } },
  { what: 'text renamed to mp3', file: fixturePath('text-renamed.mp3'), key: 'file-not-audio', values: { what: 'text' } },
  { what: 'more than two gigabytes', file: tooLarge(), key: 'file-too-large', values: { megabytes: '2049.0', maxMegabytes: 2048 } },
]

let world: World

beforeAll(async () => {
  world = await startWorld('none')
})

afterAll(async () => {
  await world?.stop()
  rmSync(folder, { recursive: true, force: true })
})

it.each(badFiles)('refuses $what before anything is uploaded, and says why', async ({ file, key, values }) => {
  const { sentence, advice } = describeError(key, values)
  await world.open({ expectedComplaints: /\[Audio Transcriber\]/ }, async ({ page, waitForStatus, pageData, uploads }) => {
    await pick(page, file)
    await waitForStatus('failed')
    expect(await alertText(page)).toContain(sentence)
    expect(await pageData('result')).toMatchObject({ errorCode: errorByKey(key).number, errorMessage: sentence, errorAdvice: advice })
    expect(await pageData('result.transcript')).toBeNull()
    expect(uploads).toEqual([])
    await expectAccessible(page)
  })
})

it('refuses a dropped folder, and says what to choose instead', async () => {
  await world.open({}, async (opened) => {
    await drop(opened, folder)
    await opened.waitForStatus('failed')
    expect(await alertText(opened.page)).toContain(describeError('folder-dropped').sentence)
    expect(opened.uploads).toEqual([])
  })
})

it('keeps the audio in hand when the next file is a bad one', async () => {
  await world.open({ variant: { settings: { sendAfterStop: 'false' } } }, async ({ page, waitForStatus, pageData, act }) => {
    await pick(page, fixturePath('speech.mp3'))
    await waitForStatus('recorded')
    await pick(page, fixturePath('empty.mp3'))
    await waitForStatus('failed')
    expect(await act('getAudioFile')).toMatchObject({ name: 'speech.mp3' })
    await press(page, 'Transcribe')
    await waitForStatus('done')
    expect(wordsIn(await pageData('result.transcript'))).toEqual(fixtureWords('speech.mp3'))
    await eventually(() => pageData('result.errorCode'), null)
  })
})

it.each(['🎤 memo “one”.mp3', 'a/b\\c: d?.mp3', `${'long '.repeat(40)}.mp3`, 'Überraschung.MP3', 'no extension', 'speech.mp3.exe'])('takes a file that is called %j', async (name) => {
  await world.open({}, async ({ page, waitForStatus, pageData, events }) => {
    await pick(page, { name, mimeType: 'audio/mpeg', buffer: readFileSync(fixturePath('speech.mp3')) })
    await waitForStatus('done')
    expect(wordsIn(await pageData('result.transcript'))).toEqual(fixtureWords('speech.mp3'))
    const [ready] = await events()
    expect((ready?.arguments as { fileName: string }).fileName).toMatch(/^[^/\\]+\.mp3$/i)
    const width = await transcriber(page).evaluate((element) => element.scrollWidth - element.clientWidth)
    expect(width).toBeLessThanOrEqual(0)
  })
})
