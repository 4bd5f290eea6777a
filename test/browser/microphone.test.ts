import type { Browser, Page } from 'playwright-core'
import { describeError, errorByKey, type ErrorKey } from '../../contract'
import { launchChromium, withPreview, type OpenedPreview } from '../support/browser'
import { pickWords } from '../support/stand-in'
import { speakToFile, wordsIn } from '../support/spoken'
import { expectAccessible } from './accessible'
import { fixturePath, fixtureWords } from './fixtures'
import { alertText, eventually, pick, press, record, setDisplay, stopTracks, trackStates, transcriber, watchMicrophones } from './gestures'
import { startWorld, type World } from './world'

const words = pickWords(4, 77)
const spoken = speakToFile(words)
const allSpokenMs = spoken.words.at(-1)!.end * 1000 + 500
const insecureHost = 'probe.test'

let world: World
let withoutMicrophone: Browser

beforeAll(async () => {
  world = await startWorld({ wavPath: spoken.path }, {}, [`--host-resolver-rules=MAP ${insecureHost} 127.0.0.1`])
  withoutMicrophone = await launchChromium('none')
})

afterAll(async () => {
  await withoutMicrophone?.close()
  await world?.stop()
  spoken.remove()
})

/** The state, the sentence and the bound values of a failure, and nothing left of the microphone. */
const expectFailure = async ({ page, waitForStatus, pageData }: OpenedPreview, key: ErrorKey): Promise<void> => {
  const { sentence, advice } = describeError(key)
  await waitForStatus('failed')
  expect(await alertText(page)).toContain(sentence)
  expect(await pageData('result')).toMatchObject({ errorCode: errorByKey(key).number, errorMessage: sentence, errorAdvice: advice })
  await expectAccessible(page)
}

/** Whatever happened to the microphone: a file still becomes its words. */
const expectFilesWork = async ({ page, waitForStatus, pageData }: OpenedPreview): Promise<void> => {
  await pick(page, fixturePath('speech.mp3'))
  await waitForStatus('done')
  expect(wordsIn(await pageData('result.transcript'))).toEqual(fixtureWords('speech.mp3'))
}

const eventuallyReleased = (page: Page): Promise<void> => eventually(async () => (await trackStates(page)).every((state) => state === 'ended'), true)

it('tells a person who denied the microphone how to allow it, and records after that', async () => {
  await world.open({ context: { permissions: [] } }, async (opened) => {
    await press(opened.page, 'Start recording')
    await expectFailure(opened, 'permission-denied')
    await opened.context.grantPermissions(['microphone'])
    await press(opened.page, 'Try again')
    await opened.waitForStatus('recording')
    await opened.page.waitForTimeout(allSpokenMs)
    await press(opened.page, 'Stop recording')
    await opened.waitForStatus('done')
    expect(wordsIn(await opened.pageData('result.transcript'))).toEqual(words)
  })
})

it('keeps the audio in hand when a second recording is denied', async () => {
  await world.open({ context: { permissions: [] }, variant: { settings: { sendAfterStop: 'false' } } }, async (opened) => {
    await pick(opened.page, fixturePath('speech.mp3'))
    await opened.waitForStatus('recorded')
    await press(opened.page, 'Record again')
    await expectFailure(opened, 'permission-denied')
    expect(await opened.act('getAudioFile')).toMatchObject({ name: 'speech.mp3' })
    await press(opened.page, 'Transcribe')
    await opened.waitForStatus('done')
    expect(wordsIn(await opened.pageData('result.transcript'))).toEqual(fixtureWords('speech.mp3'))
  })
})

it('tells a page that forbids the microphone from a person who does', async () => {
  const aboutPolicy = /[Pp]ermissions.policy/
  await world.open({ variant: { microphoneBlocked: true }, expectedComplaints: aboutPolicy }, async (opened) => {
    await press(opened.page, 'Start recording')
    await expectFailure(opened, 'permission-blocked-by-page')
    await expectFilesWork(opened)
  })
})

it('says that there is no microphone', async () => {
  await withPreview(withoutMicrophone, world.url, {}, async (opened) => {
    await press(opened.page, 'Start recording')
    await expectFailure(opened, 'no-microphone')
    await expectFilesWork(opened)
  })
})

it('says on an insecure page why it cannot record, and still takes files', async () => {
  const origin = world.url.replace('127.0.0.1', insecureHost)
  await world.open({ origin, context: { permissions: [] } }, async (opened) => {
    await opened.waitForStatus('unsupported')
    const { sentence } = describeError('insecure-page')
    await transcriber(opened.page).getByText(sentence).waitFor()
    expect(await opened.pageData('result')).toMatchObject({ errorCode: errorByKey('insecure-page').number, errorMessage: sentence })
    await expectAccessible(opened.page)
    await expectFilesWork(opened)
  })
})

/** Records, loses the microphone after the last word, and expects that what was said until then is there. */
const expectLossSurvived = async (opened: OpenedPreview, lose: () => Promise<void>): Promise<void> => {
  await press(opened.page, 'Start recording')
  await opened.waitForStatus('recording')
  await opened.page.waitForTimeout(allSpokenMs)
  await lose()
  await opened.waitForStatus('recorded')
  const { sentence } = describeError('microphone-lost')
  expect(await alertText(opened.page)).toContain(sentence)
  expect(await opened.pageData('result')).toMatchObject({ errorCode: errorByKey('microphone-lost').number, errorMessage: sentence })
  await expectAccessible(opened.page)
  await eventuallyReleased(opened.page)
  await press(opened.page, 'Transcribe')
  await opened.waitForStatus('done')
  expect(wordsIn(await opened.pageData('result.transcript'))).toEqual(words)
}

it('keeps what was said until the device was lost', async () => {
  await world.open({ prepare: watchMicrophones }, (opened) => expectLossSurvived(opened, () => stopTracks(opened.page)))
})

it('keeps what was said until the permission was revoked', async () => {
  await world.open({ prepare: watchMicrophones }, (opened) =>
    expectLossSurvived(opened, async () => {
      const session = await world.browser.newBrowserCDPSession()
      const { browserContextIds } = await session.send('Target.getBrowserContexts')
      const permission = { permission: { name: 'microphone' }, setting: 'denied', origin: world.url } as const
      for (const browserContextId of browserContextIds) await session.send('Browser.setPermission', { ...permission, browserContextId })
      await session.detach()
    }))
})

it('gives the microphone back when it is done', async () => {
  await world.open({ prepare: watchMicrophones, variant: { settings: { sendAfterStop: 'false' } } }, async (opened) => {
    await record(opened, 1500)
    await opened.waitForStatus('recorded')
    expect(await trackStates(opened.page)).toEqual(['ended'])
  })
})

it('gives the microphone back when it leaves the page while it records, and sends nothing', async () => {
  await world.open({ prepare: watchMicrophones }, async ({ page, waitForStatus, uploads }) => {
    await press(page, 'Start recording')
    await waitForStatus('recording')
    expect(await trackStates(page)).toEqual(['live'])
    await setDisplay(page, false)
    await eventuallyReleased(page)
    await page.waitForTimeout(1500)
    expect(uploads).toEqual([])
    await setDisplay(page, true)
    await waitForStatus('idle')
  })
})

it('gives the microphone back after a discarded recording, which can be brought back for a while', async () => {
  await world.open({ prepare: watchMicrophones }, async ({ page, waitForStatus, pageData, uploads }) => {
    await press(page, 'Start recording')
    await waitForStatus('recording')
    await page.waitForTimeout(allSpokenMs)
    await press(page, 'Discard')
    await waitForStatus('idle')
    await eventuallyReleased(page)
    expect(uploads).toEqual([])
    await expectAccessible(page)
    await press(page, 'Undo')
    await waitForStatus('recorded')
    await press(page, 'Transcribe')
    await waitForStatus('done')
    expect(wordsIn(await pageData('result.transcript'))).toEqual(words)
  })
})

it('stops by itself at the longest time, and says why', async () => {
  await world.open({ variant: { settings: { maxSeconds: '2', sendAfterStop: 'false' } } }, async ({ page, waitForStatus, pageData }) => {
    await press(page, 'Start recording')
    await waitForStatus('recorded')
    await transcriber(page).getByText('The longest recording time is reached.').first().waitFor()
    expect(await pageData('result.durationSeconds')).toBeGreaterThanOrEqual(2)
    expect(await pageData('result.errorCode')).toBeNull()
  })
})
