import { describeError, errorByKey } from '../../contract'
import type { OpenedPreview } from '../support/browser'
import { pickWords } from '../support/stand-in'
import { speakToFile, wordsIn } from '../support/spoken'
import { expectAccessible } from './accessible'
import { fixturePath, fixtureWords } from './fixtures'
import { alertText, eventually, pick, press, record, setDisplay } from './gestures'
import { firedIn, inProfile, login, logout, nothingStored, sendNow, startRecording, stored, unsentList } from './keeping'
import { startWorld, type World } from './world'

const words = pickWords(4, 91)
const spoken = speakToFile(words)
const allSpokenMs = spoken.words.at(-1)!.end * 1000 + 500
const refusal = { kind: 'json', status: 400, body: { error: { message: 'Not this one.', type: 'invalid_request_error', param: null, code: null } } } as const

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

/** The words that were said until a page was killed: the first ones, in their order. */
const expectBeginning = (said: readonly string[]): void => {
  expect(said.length).toBeGreaterThan(0)
  expect(said).toEqual(words.slice(0, said.length))
}

it('offers a recording again after the page was killed in the middle of it, and forgets it once the text is there', async () => {
  await inProfile(world, async (open) => {
    const first = await open()
    await startRecording(first, 5)
    await first.page.close()
    const second = await open()
    await unsentList(second).waitFor()
    await expectAccessible(second.page)
    await sendNow(second)
    await second.waitForStatus('done')
    expectBeginning(wordsIn(await second.pageData('result.transcript')))
    expect(await firedIn(second, 'onRecovered')).toEqual([{ recordId: '' }])
    await nothingStored(second)
    expect(second.complaints).toEqual([])
  })
})

it('goes on with the job of a recording after its page was closed, and keeps the recording until the text is there', async () => {
  const error = errorByKey('audio-too-long-for-call')
  await world.openAi.script([{ kind: 'answer', delayMs: 5000 }])
  await inProfile(world, async (open) => {
    const first = await open()
    await first.page.route('**/requestTranscription', (route) => route.fulfill({ status: error.status, json: { code: error.number, message: error.sentence } }))
    await record(first, allSpokenMs)
    await eventually(async () => typeof (await stored(first)).rows[0]?.['jobId'], 'string')
    expect((await stored(first)).pieces).toBeGreaterThan(0)
    await first.page.close()
    const second = await open()
    await second.waitForStatus('done', 60_000)
    expect(wordsIn(await second.pageData('result.transcript'))).toEqual(words)
    expect(second.uploads).toHaveLength(0)
    expect(await second.act('getAudioFile')).toMatchObject({ type: 'audio/webm' })
    await nothingStored(second)
    await eventually(() => world.uploadedFiles(), [])
    expect(second.complaints).toEqual([])
  })
})

it('keeps nothing on the device after a usual recording', async () => {
  await inProfile(world, async (open) => {
    const page = await open()
    await record(page, allSpokenMs)
    await page.waitForStatus('done')
    expect(wordsIn(await page.pageData('result.transcript'))).toEqual(words)
    await nothingStored(page)
  })
})

it('keeps what was said until the component left the page, and offers it when it is back', async () => {
  await inProfile(world, async (open) => {
    const page = await open()
    await startRecording(page, 2)
    await page.page.waitForTimeout(allSpokenMs)
    await setDisplay(page.page, false)
    await setDisplay(page.page, true)
    await unsentList(page).waitFor()
    await sendNow(page)
    await page.waitForStatus('done')
    expect(wordsIn(await page.pageData('result.transcript')).slice(0, words.length)).toEqual(words)
    await nothingStored(page)
  })
})

it('deletes a kept recording when the person says so', async () => {
  await inProfile(world, async (open) => {
    const first = await open()
    await startRecording(first, 2)
    await first.page.close()
    const second = await open()
    await unsentList(second).getByRole('button', { name: /^Delete from this device/ }).click()
    await eventually(() => unsentList(second).count(), 0)
    await nothingStored(second)
  })
})

it('does not offer to a second tab what the first one has in hand, until that tab is gone', async () => {
  await inProfile(world, async (open) => {
    const first = await open()
    await startRecording(first, 2)
    const second = await open()
    await second.page.waitForTimeout(4000)
    expect(await unsentList(second).count()).toBe(0)
    await first.page.close()
    await unsentList(second).waitFor()
  })
})

it('waits for the network with the recording on the device, and sends it by itself when the network is back', async () => {
  await inProfile(world, async (open, context) => {
    const page = await open()
    await startRecording(page, 2)
    await context.setOffline(true)
    await page.page.waitForTimeout(allSpokenMs)
    await press(page.page, 'Stop recording')
    await page.waitForStatus('queued')
    expect(await page.pageData('result.errorCode')).toBeNull()
    await expectAccessible(page.page)
    await context.setOffline(false)
    await page.waitForStatus('done')
    expect(wordsIn(await page.pageData('result.transcript')).slice(0, words.length)).toEqual(words)
    await nothingStored(page)
  })
})

it('keeps a chosen file too while there is no network, and sends it after a reload', async () => {
  await inProfile(world, async (open, context) => {
    const first = await open()
    // With the first file comes all that is needed later without a network.
    await pick(first.page, fixturePath('speech.mp3'))
    await first.waitForStatus('done')
    await context.setOffline(true)
    await pick(first.page, fixturePath('speech.mp3'))
    await first.waitForStatus('queued')
    await eventually(async () => (await stored(first)).rows.map(({ isQueued }) => isQueued), [true])
    await context.setOffline(false)
    await first.page.close()
    const second = await open()
    await second.waitForStatus('done')
    expect(wordsIn(await second.pageData('result.transcript'))).toEqual(fixtureWords('speech.mp3'))
    await nothingStored(second)
  })
})

it('uploads once, however often it is tried and whatever page tries it', async () => {
  await world.openAi.script([refusal])
  await inProfile(world, async (open) => {
    const first = await open()
    await record(first, allSpokenMs)
    await first.waitForStatus('failed')
    expect(first.uploads).toHaveLength(1)
    await eventually(async () => (await stored(first)).rows.map(({ upload }) => upload !== null), [true])
    await first.page.close()
    const second = await open()
    await sendNow(second)
    await second.waitForStatus('done')
    expect(wordsIn(await second.pageData('result.transcript'))).toEqual(words)
    expect(second.uploads).toHaveLength(0)
    await eventually(() => world.uploadedFiles(), [])
  })
})

describe('on a shared device', () => {
  it('shows a recording to nobody but the one who made it', async () => {
    await inProfile(world, async (open) => {
      const first = await open()
      await login(first, 'anna')
      await startRecording(first, 2)
      await first.page.close()
      const second = await open()
      await unsentList(second).waitFor()
      await second.page.close()
      const third = await open({ hideHints: 'true' })
      await login(third, 'berta')
      await eventually(() => unsentList(third).count(), 0)
      await nothingStored(third)
    })
  })

  it('removes the recordings of whoever signs out', async () => {
    await inProfile(world, async (open) => {
      const first = await open()
      await login(first, 'carla')
      await startRecording(first, 2)
      await first.page.close()
      const second = await open()
      await unsentList(second).waitFor()
      await logout(second)
      await eventually(() => unsentList(second).count(), 0)
      await nothingStored(second)
    })
  })
})

describe('a storage that does not take it', () => {
  const expectTold = async (page: OpenedPreview, key: 'storage-full' | 'storage-forbidden', values: Record<string, string | number>): Promise<void> => {
    const { sentence, advice } = describeError(key, values)
    await eventually(() => page.pageData('result.errorCode'), errorByKey(key).number)
    expect(await alertText(page.page)).toContain(sentence)
    expect(await page.pageData('result')).toMatchObject({ errorMessage: sentence, errorAdvice: advice })
    expect(await page.pageData('result.status')).toBe('recording')
  }
  const expectRecordingGoesOn = async (page: OpenedPreview): Promise<void> => {
    await page.page.waitForTimeout(allSpokenMs)
    await press(page.page, 'Stop recording')
    await page.waitForStatus('done')
    expect(wordsIn(await page.pageData('result.transcript')).slice(0, words.length)).toEqual(words)
    expect(await page.pageData('result.errorCode')).toBeNull()
  }

  it('because it is full says so, drops nothing that was kept before, and records all the same', async () => {
    await inProfile(world, async (open, context) => {
      const first = await open()
      await startRecording(first, 2)
      await first.page.close()
      const second = await open()
      await unsentList(second).waitFor()
      const session = await context.newCDPSession(second.page)
      await session.send('Storage.overrideQuotaForOrigin', { origin: new URL(world.url).origin, quotaSize: 1000 })
      await press(second.page, 'Start recording')
      await second.waitForStatus('recording')
      await expectTold(second, 'storage-full', { megabytes: 0 })
      await expectRecordingGoesOn(second)
      expect((await stored(second)).rows).toHaveLength(1)
    })
  })

  it('because it is forbidden says so, and records all the same', async () => {
    await inProfile(world, async (open, context) => {
      await context.addInitScript(() => {
        IDBFactory.prototype.open = () => {
          throw new DOMException('not here', 'SecurityError')
        }
      })
      const page = await open()
      await press(page.page, 'Start recording')
      await page.waitForStatus('recording')
      await expectTold(page, 'storage-forbidden', { reason: 'SecurityError' })
      await expectRecordingGoesOn(page)
    })
  })
})
