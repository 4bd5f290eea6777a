import type { Page } from 'playwright-core'
import { pickWords } from '../support/stand-in'
import { speakToFile } from '../support/spoken'
import { expectAccessible } from './accessible'
import { fixturePath } from './fixtures'
import { pick, press, slowUploads } from './gestures'
import { startWorld, type World } from './world'

const spoken = speakToFile(pickWords(2, 9))
const phone = { width: 375, height: 700 }

let world: World

beforeAll(async () => {
  world = await startWorld({ wavPath: spoken.path })
})

beforeEach(() => world.openAi.reset())

afterAll(async () => {
  await world?.stop()
  spoken.remove()
})

/** The roads that lead through every status; the microphone's own troubles are in microphone.test.ts. */
describe.each(['light', 'dark'] as const)('in the %s theme, on a phone', (theme) => {
  const options = { variant: { theme, settings: { sendAfterStop: 'false' } }, context: { permissions: ['microphone'], viewport: phone } }

  it('is accessible from the first glance to the discarded recording', async () => {
    await world.open(options, async ({ page, waitForStatus }) => {
      await expectAccessible(page)
      await press(page, 'Start recording')
      await waitForStatus('recording')
      await expectAccessible(page)
      await press(page, 'Pause')
      await waitForStatus('paused')
      await expectAccessible(page)
      await press(page, 'Stop recording')
      await waitForStatus('recorded')
      await expectAccessible(page)
      await press(page, 'Discard')
      await waitForStatus('idle')
      await expectAccessible(page)
    })
  })

  it('is accessible from the chosen file to its text', async () => {
    await world.openAi.script([{ kind: 'answer', delayMs: 5000 }])
    await world.open(options, async (opened) => {
      const { page, waitForStatus } = opened
      await slowUploads(opened, 15_000)
      await pick(page, fixturePath('speech.mp3'))
      await waitForStatus('recorded')
      await press(page, 'Transcribe')
      await waitForStatus('uploading')
      await expectAccessible(page)
      await waitForStatus('transcribing')
      await expectAccessible(page)
      await waitForStatus('done')
      await expectAccessible(page)
    })
  })

  it('is accessible while it waits for an answer about the microphone, and after something went wrong', async () => {
    const prepare = async (page: Page): Promise<void> => {
      await page.addInitScript(() => {
        navigator.mediaDevices.getUserMedia = () => new Promise(() => undefined)
      })
    }
    await world.open({ ...options, prepare }, async ({ page, waitForStatus }) => {
      await press(page, 'Start recording')
      await waitForStatus('asking')
      await page.getByText('asking for permission').waitFor()
      await expectAccessible(page)
      await press(page, 'Cancel')
      await waitForStatus('idle')
      await pick(page, fixturePath('text-renamed.mp3'))
      await waitForStatus('failed')
      await expectAccessible(page)
    })
  })
})
