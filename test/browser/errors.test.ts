import { closeSync, ftruncateSync, mkdtempSync, openSync, readFileSync, rmSync, writeSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Page } from 'playwright-core'
import { demoApp } from '../../playground/backendless/apps'
import { describeError, errorByKey, quote, type ErrorKey, type ErrorValues } from '../../contract'
import type { OpenedPreview } from '../support/browser'
import { wordsIn } from '../support/spoken'
import { expectAccessible } from './accessible'
import { fixturePath, fixtureWords } from './fixtures'
import { alertText, pick, press, transcriber } from './gestures'
import { startWorld, type World } from './world'

/** The errors of the browser that no other suite provokes: microphone.test.ts, bad-files.test.ts, service-gone.test.ts and keeping.test.ts have the rest. */

const speech = fixturePath('speech.mp3')
const failedRequest = /Failed to load resource/
const folder = mkdtempSync(join(tmpdir(), 'errors-'))

let world: World

beforeAll(async () => {
  world = await startWorld('none')
})

beforeEach(() => world.openAi.reset())

afterAll(async () => {
  await world?.stop()
  rmSync(folder, { recursive: true, force: true })
})

/** The sentence, the next step and the bound values. */
const expectTold = async ({ page, pageData }: OpenedPreview, key: ErrorKey, values: ErrorValues = {}): Promise<void> => {
  const { sentence, advice } = describeError(key, values)
  expect(await alertText(page)).toContain(sentence)
  expect(await pageData('result')).toMatchObject({ errorCode: errorByKey(key).number, errorMessage: sentence, errorAdvice: advice })
  await expectAccessible(page)
}

const expectFilesWork = async ({ page, waitForStatus, pageData }: OpenedPreview): Promise<void> => {
  await pick(page, speech)
  await waitForStatus('done')
  expect(wordsIn(await pageData('result.transcript'))).toEqual(fixtureWords('speech.mp3'))
  expect(await pageData('result.errorCode')).toBeNull()
}

/** Whatever happened to the next one: what is in hand is still there. */
const keepsFirstFile = async (opened: OpenedPreview): Promise<void> => {
  await pick(opened.page, speech)
  await opened.waitForStatus('recorded')
}

const stillInHand = async ({ act }: OpenedPreview): Promise<void> => expect(await act('getAudioFile')).toMatchObject({ name: 'speech.mp3', type: 'audio/mpeg' })

const byHand = { settings: { sendAfterStop: 'false' } }

it('tells a browser that cannot record from one that may not, and takes files', async () => {
  const prepare = (page: Page): Promise<void> => page.addInitScript(() => Reflect.deleteProperty(window, 'MediaRecorder')).then(() => undefined)
  await world.open({ prepare }, async (opened) => {
    await opened.waitForStatus('unsupported')
    const { sentence } = describeError('unsupported-browser')
    await transcriber(opened.page).getByText(sentence).waitFor()
    expect(await opened.pageData('result')).toMatchObject({ errorCode: errorByKey('unsupported-browser').number, errorMessage: sentence })
    await expectAccessible(opened.page)
    await expectFilesWork(opened)
  })
})

/** What browsers answer while another program holds the device; no flag of Chromium makes it happen. */
const busyMicrophone = (page: Page): Promise<void> =>
  page.addInitScript(() => {
    navigator.mediaDevices.getUserMedia = () => Promise.reject(new DOMException('Could not start audio source', 'NotReadableError'))
  }).then(() => undefined)

it('says that another app has the microphone, and keeps the audio in hand', async () => {
  await world.open({ prepare: busyMicrophone, variant: byHand }, async (opened) => {
    await keepsFirstFile(opened)
    await press(opened.page, 'Record again')
    await opened.waitForStatus('failed')
    await expectTold(opened, 'microphone-busy')
    await stillInHand(opened)
    await press(opened.page, 'Transcribe')
    await opened.waitForStatus('done')
  })
})

/** A microphone that is there and never delivers a sound. */
const deafMicrophone = (page: Page): Promise<void> =>
  page.addInitScript(() => {
    navigator.mediaDevices.getUserMedia = () => {
      const context = new AudioContext()
      return context.suspend().then(() => context.createMediaStreamDestination().stream)
    }
  }).then(() => undefined)

it('says that nothing was recorded when the microphone delivers nothing, and records anew at the next try', async () => {
  await world.open({ prepare: deafMicrophone, variant: byHand }, async (opened) => {
    await keepsFirstFile(opened)
    await press(opened.page, 'Record again')
    await opened.waitForStatus('recording')
    await press(opened.page, 'Stop recording')
    await opened.waitForStatus('failed')
    await expectTold(opened, 'recording-empty')
    await stillInHand(opened)
    await press(opened.page, 'Try again')
    await opened.waitForStatus('recording')
  })
})

const setWriteRight = async (effect: 'DENY' | 'GRANT'): Promise<void> => {
  const response = await fetch(`${world.url}/${demoApp.id}/console/security/file/${effect}`, {
    method: 'PUT', headers: { 'content-type': 'application/json' }, body: JSON.stringify({ target: 'audio', permission: 'WRITE', role: 'NotAuthenticatedUser' }),
  })
  if (!response.ok) throw new Error(`The right was not changed: ${await response.text()}`)
}

it('names the folder in which a person may not put files, keeps the audio, and uploads it once that is allowed', async () => {
  await setWriteRight('DENY')
  await world.open({ expectedComplaints: failedRequest }, async (opened) => {
    await pick(opened.page, speech)
    await opened.waitForStatus('failed')
    await expectTold(opened, 'upload-not-allowed', { folder: 'audio' })
    await stillInHand(opened)
    await setWriteRight('GRANT')
    await press(opened.page, 'Try again')
    await opened.waitForStatus('done')
    expect(wordsIn(await opened.pageData('result.transcript'))).toEqual(fixtureWords('speech.mp3'))
  })
})

it('says that transcribing did not work when the answer holds no text, and keeps the audio', async () => {
  const nonsense = (page: Page): Promise<void> => page.route('**/services/**', (route) => route.fulfill({ json: { strange: true } })).then(() => undefined)
  await world.open({ prepare: nonsense }, async (opened) => {
    await pick(opened.page, speech)
    await opened.waitForStatus('failed')
    await expectTold(opened, 'service-failed', { reason: `${quote('an answer without text')} with status 200` })
    await stillInHand(opened)
    await opened.page.unroute('**/services/**')
    await press(opened.page, 'Try again')
    await opened.waitForStatus('done')
  })
})

/** A wav file with nothing in it but its length; it takes no room on the disk. */
const longWav = (hours: number): string => {
  const head = Buffer.from(readFileSync(fixturePath('speech.wav')).subarray(0, 44))
  const rate = 8000
  const bytes = hours * 3600 * rate
  head.writeUInt32LE(36 + bytes, 4)
  head.writeUInt16LE(1, 22)
  head.writeUInt32LE(rate, 24)
  head.writeUInt32LE(rate, 28)
  head.writeUInt16LE(1, 32)
  head.writeUInt16LE(8, 34)
  head.writeUInt32LE(bytes, 40)
  const path = join(folder, 'three-hours.wav')
  const file = openSync(path, 'w')
  writeSync(file, head)
  ftruncateSync(file, 44 + bytes)
  closeSync(file)
  return path
}

it('takes a file of three hours, and shows its length and price before anything is uploaded', async () => {
  await world.open({}, async (opened) => {
    await pick(opened.page, longWav(3))
    await opened.waitForStatus('recorded')
    await opened.page.getByText('This audio is 3:00:00 long and costs about $1.08', { exact: false }).first().waitFor()
    expect(opened.uploads).toEqual([])
    expect(await opened.pageData('result.errorCode')).toBeNull()
  })
})

it.each(['speech.mp3', 'file:///etc/passwd', 'javascript:alert(1)'])('refuses %s as an address on the web, and asks nobody for it', async (written) => {
  await world.open({}, async (opened) => {
    await transcriber(opened.page).getByText('Address of an audio file').click()
    const input = transcriber(opened.page).getByRole('textbox', { name: 'Address of an audio file' })
    await input.fill(written)
    await input.press('Enter')
    await opened.waitForStatus('failed')
    await expectTold(opened, 'address-not-web')
    expect(await world.openAi.requests()).toEqual([])
    await expectFilesWork(opened)
  })
})
