import { describeError, errorByKey, quote, type ErrorKey, type ErrorValues } from '../../contract'
import type { OpenedPreview } from '../support/browser'
import { wordsIn } from '../support/spoken'
import { expectAccessible } from './accessible'
import { fixturePath, fixtureWords } from './fixtures'
import { alertText, eventually, pick, press, slowUploads } from './gestures'
import { startWorld, type World } from './world'

const speech = fixturePath('speech.mp3')
const words = fixtureWords('speech.mp3')
/** What the browser itself writes when a request fails. */
const failedRequest = /Failed to load resource/
/** Then a lost connection is a failure that waits for the person. */
const notByItself = { settings: { sendWhenOnline: 'false' } }

let world: World

beforeAll(async () => {
  world = await startWorld('none')
})

beforeEach(async () => {
  await world.openAi.reset()
  await world.removeUploads()
})

afterEach(() => (world.isAsStarted() ? undefined : world.restartPlayground()))

afterAll(() => world?.stop())

/** The state, the sentence, the bound values, and the audio that is still in hand. */
const expectFailure = async ({ page, waitForStatus, pageData, act }: OpenedPreview, key: ErrorKey, values: ErrorValues = {}): Promise<void> => {
  const { sentence, advice } = describeError(key, values)
  await waitForStatus('failed')
  expect(await alertText(page)).toContain(sentence)
  expect(await pageData('result')).toMatchObject({ errorCode: errorByKey(key).number, errorMessage: sentence, errorAdvice: advice })
  expect(await act('getAudioFile')).toMatchObject({ type: 'audio/mpeg' })
  await expectAccessible(page)
}

const expectSecondTryWorks = async ({ page, waitForStatus, pageData, uploads }: OpenedPreview, uploadsInAll: number): Promise<void> => {
  await press(page, 'Try again')
  await waitForStatus('done')
  expect(wordsIn(await pageData('result.transcript'))).toEqual(words)
  expect(await pageData('result')).toMatchObject({ errorCode: null, errorMessage: null, errorAdvice: null })
  expect(uploads).toHaveLength(uploadsInAll)
  await eventually(() => world.uploadedFiles(), [])
}

it('names the product to install when the service is missing, and sends the same upload once it is there', async () => {
  await world.restartPlayground({ serviceDirs: [] })
  await world.open({ expectedComplaints: failedRequest }, async (opened) => {
    await pick(opened.page, speech)
    await expectFailure(opened, 'service-not-installed', { service: 'OpenAIAudioTranscription' })
    await world.restartPlayground()
    await expectSecondTryWorks(opened, 1)
  })
})

it('keeps the audio when the gateway goes away during the upload, and uploads it when the gateway is back', async () => {
  await world.open({ variant: notByItself, expectedComplaints: failedRequest }, async (opened) => {
    const makeFast = await slowUploads(opened, 10_000)
    await pick(opened.page, speech)
    await opened.waitForStatus('uploading')
    await eventually(() => Promise.resolve(opened.uploads.length), 1)
    await opened.page.waitForTimeout(500)
    await world.stopPlayground()
    await expectFailure(opened, 'upload-failed', { reason: quote('Network Error') })
    await world.restartPlayground()
    expect(await world.uploadedFiles()).toEqual([])
    await makeFast()
    await expectSecondTryWorks(opened, 2)
  })
})

it('keeps the audio when the gateway goes away during transcription, and does not upload it again', async () => {
  await world.openAi.script([{ kind: 'answer', delayMs: 15_000 }])
  await world.open({ variant: notByItself, expectedComplaints: failedRequest }, async (opened) => {
    await pick(opened.page, speech)
    await opened.waitForStatus('transcribing')
    await opened.page.waitForTimeout(500)
    await world.stopPlayground()
    await expectFailure(opened, 'service-unreachable', { service: 'OpenAIAudioTranscription' })
    await world.restartPlayground()
    await expectSecondTryWorks(opened, 1)
  })
})

it('shows what the service reports, and does not upload again', async () => {
  await world.openAi.script([{ kind: 'no-money' }])
  await world.open({ expectedComplaints: failedRequest }, async (opened) => {
    await pick(opened.page, speech)
    await expectFailure(opened, 'upstream-no-credit')
    await expectSecondTryWorks(opened, 1)
  })
})

it('lets a person cancel the upload: the request really ends, and nothing of it stays', async () => {
  await world.open({ expectedComplaints: failedRequest }, async (opened) => {
    const { page, waitForStatus, act } = opened
    const makeFast = await slowUploads(opened, 20_000)
    const ended = page.waitForEvent('requestfailed', (request) => request.method() === 'POST' && request.url().includes('/files/'))
    await pick(page, speech)
    await waitForStatus('uploading')
    await eventually(() => Promise.resolve(opened.uploads.length), 1)
    await press(page, 'Cancel')
    await waitForStatus('recorded')
    expect((await ended).failure()?.errorText).toContain('ABORTED')
    expect(await act('getAudioFile')).toMatchObject({ name: 'speech.mp3' })
    await makeFast()
    expect(await world.uploadedFiles()).toEqual([])
    expect(await world.openAi.requests()).toEqual([])
    await press(page, 'Transcribe')
    await waitForStatus('done')
  })
})

it('tells how much is uploaded, in percent and bytes, while it goes on', async () => {
  await world.open({}, async (opened) => {
    const { page, waitForStatus, pageData } = opened
    const makeFast = await slowUploads(opened, 20_000)
    await pick(page, speech)
    await page.getByText(/ of /).first().waitFor()
    await eventually(async () => { const progress = Number(await pageData('result.progress')); return progress > 0 && progress < 50 }, true)
    await makeFast()
    await waitForStatus('done')
    expect(await pageData('result.progress')).toBe(100)
  })
})
