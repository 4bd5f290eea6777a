import type { OpenedPreview } from '../support/browser'
import { pickWords } from '../support/stand-in'
import { speakToFile, wordsIn } from '../support/spoken'
import { expectAccessible } from './accessible'
import { fixturePath, fixtureWords } from './fixtures'
import { eventually, pick, press, transcriber } from './gestures'
import { firedIn, inProfile, nothingStored, setRecordId, startRecording } from './keeping'
import { startWorld, type World } from './world'

const spoken = speakToFile(pickWords(2, 92))
const allSpokenMs = spoken.words.at(-1)!.end * 1000 + 500

let world: World

beforeAll(async () => {
  world = await startWorld({ wavPath: spoken.path })
})

beforeEach(async () => {
  await world.openAi.reset()
  await world.removeUploads()
})

afterAll(async () => {
  await world?.stop()
  spoken.remove()
})

describe('a text for another record than the one on the page', () => {
  const lateList = ({ page }: OpenedPreview) => transcriber(page).getByRole('region', { name: 'A text for another record has arrived.' })

  const expectWaiting = async (page: OpenedPreview): Promise<void> => {
    await lateList(page).waitFor()
    expect(await page.pageData('result.transcript')).toBeNull()
    expect(await firedIn(page, 'onRecovered')).toEqual([{ recordId: 'A' }])
    expect(await firedIn(page, 'onTranscript')).toEqual([])
  }

  it('waits when the page shows another one while it was transcribed, and is used when the page is back', async () => {
    await world.openAi.script([{ kind: 'answer', delayMs: 4000 }])
    await inProfile(world, async (open) => {
      const page = await open({ recordId: 'A' })
      await pick(page.page, fixturePath('speech.mp3'))
      await page.waitForStatus('transcribing')
      await setRecordId(page, 'B')
      await expectWaiting(page)
      await expectAccessible(page.page)
      // It outlives the page.
      await page.page.close()
      const again = await open({ recordId: 'A' })
      await lateList(again).getByRole('button', { name: 'Use this text' }).click()
      await eventually(async () => wordsIn(await again.pageData('result.transcript')), fixtureWords('speech.mp3'))
      expect(await firedIn(again, 'onTranscript')).toMatchObject([{ recordId: 'A' }])
      await nothingStored(again)
    })
  })

  it('waits when the page shows another one while it was recorded', async () => {
    await inProfile(world, async (open) => {
      const page = await open({ recordId: 'A' })
      await press(page.page, 'Start recording')
      await page.waitForStatus('recording')
      await page.page.waitForTimeout(allSpokenMs)
      await setRecordId(page, 'B')
      await press(page.page, 'Stop recording')
      await expectWaiting(page)
    })
  })

  it('waits when the page shows another one while there was no network', async () => {
    await inProfile(world, async (open, context) => {
      const page = await open({ recordId: 'A' })
      await startRecording(page, 5)
      await context.setOffline(true)
      await press(page.page, 'Stop recording')
      await page.waitForStatus('queued')
      await setRecordId(page, 'B')
      await context.setOffline(false)
      await expectWaiting(page)
    })
  })
})
