import type { BrowserContext } from 'playwright-core'
import { componentId, describeError, errorByKey } from '../../contract'
import { openPreview, type OpenedPreview } from '../support/browser'
import { pickWords } from '../support/stand-in'
import { speakToFile, wordsIn } from '../support/spoken'
import { expectAccessible } from './accessible'
import { fixturePath, fixtureWords } from './fixtures'
import { alertText, eventually, pick, press, record, transcriber } from './gestures'
import { startWorld, type World } from './world'

const words = pickWords(4, 91)
const spoken = speakToFile(words)
const allSpokenMs = spoken.words.at(-1)!.end * 1000 + 500
/** What the browser itself writes when there is no connection, or a service refuses. */
const failedRequest = /Failed to load resource|ERR_INTERNET_DISCONNECTED|AudioContext|Network Error/
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

type Page = Awaited<ReturnType<typeof openPreview>>

/** One browser profile, whose pages come and go. */
const inProfile = async (test: (open: (settings?: Readonly<Record<string, string>>) => Promise<Page>, context: BrowserContext) => Promise<void>): Promise<void> => {
  const context = await world.browser.newContext({ permissions: ['microphone'] })
  try {
    await test((settings = {}) => openPreview(context, world.url, { variant: { settings }, expectedComplaints: failedRequest }), context)
  } finally {
    await context.close()
  }
}

interface Stored {
  readonly rows: readonly Record<string, unknown>[]
  readonly pieces: number
}

/** What lies in the storage of this device. */
const stored = ({ page }: OpenedPreview): Promise<Stored> =>
  page.evaluate(async () => {
    const databases = await indexedDB.databases()
    const name = databases.find((database) => database.name?.startsWith('audioTranscriber.'))?.name
    if (name === undefined) return { rows: [], pieces: 0 }
    const answer = <T>(request: IDBRequest<T>): Promise<T> => new Promise((resolve, reject) => {
      request.onsuccess = () => resolve(request.result)
      request.onerror = () => reject(request.error ?? new Error('no reason'))
    })
    const database = await answer(indexedDB.open(name))
    const transaction = database.transaction(['recordings', 'pieces'])
    const [rows, pieces] = await Promise.all([answer(transaction.objectStore('recordings').getAll()), answer(transaction.objectStore('pieces').count())])
    database.close()
    return { rows: rows as Record<string, unknown>[], pieces }
  })

const nothingStored = (opened: OpenedPreview): Promise<void> => eventually(() => stored(opened), { rows: [], pieces: 0 })
const piecesStored = (opened: OpenedPreview, least: number): Promise<void> => eventually(async () => (await stored(opened)).pieces >= least, true)

const startRecording = async (opened: OpenedPreview, seconds: number): Promise<void> => {
  await press(opened.page, 'Start recording')
  await opened.waitForStatus('recording')
  await piecesStored(opened, seconds)
}

const unsentList = ({ page }: OpenedPreview) => transcriber(page).getByRole('region', { name: 'Recordings that were not sent' })
const sendNow = ({ page }: OpenedPreview): Promise<void> => unsentList({ page } as OpenedPreview).getByRole('button', { name: /^Send now/ }).click()

const setRecordId = ({ page }: OpenedPreview, recordId: string): Promise<void> =>
  page.evaluate((value) => {
    const { playground } = window as unknown as { playground: { current: { getComponentByUid(uid: string): { recordId: string } } } }
    playground.current.getComponentByUid('transcriber').recordId = value
  }, recordId)

const firedIn = async (opened: OpenedPreview, name: string): Promise<unknown[]> => (await opened.events()).filter(({ event }) => event === name).map((logged) => logged.arguments)

/** The words that were said until a page was killed: the first ones, in their order. */
const expectBeginning = (said: readonly string[]): void => {
  expect(said.length).toBeGreaterThan(0)
  expect(said).toEqual(words.slice(0, said.length))
}

it('offers a recording again after the page was killed in the middle of it, and forgets it once the text is there', async () => {
  await inProfile(async (open) => {
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

it('keeps nothing on the device after a usual recording', async () => {
  await inProfile(async (open) => {
    const page = await open()
    await record(page, allSpokenMs)
    await page.waitForStatus('done')
    expect(wordsIn(await page.pageData('result.transcript'))).toEqual(words)
    await nothingStored(page)
  })
})

it('deletes a kept recording when the person says so', async () => {
  await inProfile(async (open) => {
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
  await inProfile(async (open) => {
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
  await inProfile(async (open, context) => {
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
  await inProfile(async (open, context) => {
    const first = await open()
    // What keeps is fetched with the first thing that is worth keeping; here an earlier one has brought it.
    await first.page.evaluate((path) => (window as unknown as { BackendlessUI: { requireModule(path: string): Promise<unknown> } }).BackendlessUI.requireModule(path), `./components/custom/${componentId}/parts/keep.js`)
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
  await inProfile(async (open) => {
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
  const login = (opened: OpenedPreview, name: string): Promise<unknown> =>
    opened.page.evaluate(async (who) => {
      const { Backendless } = window as unknown as { Backendless: { UserService: { register(user: object): Promise<unknown>; login(login: string, password: string, stay: boolean): Promise<unknown> } } }
      await Backendless.UserService.register({ email: `${who}@example.com`, password: 'pass-word-1' }).catch(() => undefined)
      await Backendless.UserService.login(`${who}@example.com`, 'pass-word-1', true)
    }, name)
  const logout = (opened: OpenedPreview): Promise<unknown> => opened.page.evaluate(() => (window as unknown as { Backendless: { UserService: { logout(): Promise<unknown> } } }).Backendless.UserService.logout())

  it('shows a recording to nobody but the one who made it', async () => {
    await inProfile(async (open) => {
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
    await inProfile(async (open) => {
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
    await inProfile(async (open, context) => {
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
    await inProfile(async (open, context) => {
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
    await inProfile(async (open) => {
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
    await inProfile(async (open) => {
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
    await inProfile(async (open, context) => {
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
