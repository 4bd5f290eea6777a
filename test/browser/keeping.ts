import type { BrowserContext, Locator } from 'playwright-core'
import { openPreview, type OpenedPreview } from '../support/browser'
import { eventually, press, transcriber } from './gestures'
import type { World } from './world'

/** What the browser itself writes when there is no connection, or a service refuses. */
const failedRequest = /Failed to load resource|ERR_INTERNET_DISCONNECTED|AudioContext|Network Error/

/** A page among others in one browser profile. */
export type KeptPage = Awaited<ReturnType<typeof openPreview>>

/** One browser profile, whose pages come and go. */
export const inProfile = async (world: World, test: (open: (settings?: Readonly<Record<string, string>>) => Promise<KeptPage>, context: BrowserContext) => Promise<void>): Promise<void> => {
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
export const stored = ({ page }: OpenedPreview): Promise<Stored> =>
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

/** Waits until nothing is kept any more. */
export const nothingStored = (opened: OpenedPreview): Promise<void> => eventually(() => stored(opened), { rows: [], pieces: 0 })
/** Waits until so many seconds are kept. */
export const piecesStored = (opened: OpenedPreview, least: number): Promise<void> => eventually(async () => (await stored(opened)).pieces >= least, true)

/** Records, until so many seconds are kept. */
export const startRecording = async (opened: OpenedPreview, seconds: number): Promise<void> => {
  await press(opened.page, 'Start recording')
  await opened.waitForStatus('recording')
  await piecesStored(opened, seconds)
}

/** The list of recordings that were not sent. */
export const unsentList = ({ page }: Pick<OpenedPreview, 'page'>): Locator => transcriber(page).getByRole('region', { name: 'Recordings that were not sent' })
/** Sends the one that was kept. */
export const sendNow = ({ page }: OpenedPreview): Promise<void> => unsentList({ page }).getByRole('button', { name: /^Send now/ }).click()

/** The page shows another record from now on. */
export const setRecordId = ({ page }: OpenedPreview, recordId: string): Promise<void> =>
  page.evaluate((value) => {
    const { playground } = window as unknown as { playground: { current: { getComponentByUid(uid: string): { recordId: string } } } }
    playground.current.getComponentByUid('transcriber').recordId = value
  }, recordId)

/** What the events of this name brought. */
export const firedIn = async (opened: OpenedPreview, name: string): Promise<unknown[]> => (await opened.events()).filter(({ event }) => event === name).map((logged) => logged.arguments)

/** Signs somebody in, who is registered with the first time. */
export const login = (opened: OpenedPreview, name: string): Promise<unknown> =>
  opened.page.evaluate(async (who) => {
    const { Backendless } = window as unknown as { Backendless: { UserService: { register(user: object): Promise<unknown>; login(login: string, password: string, stay: boolean): Promise<unknown> } } }
    await Backendless.UserService.register({ email: `${who}@example.com`, password: 'pass-word-1' }).catch(() => undefined)
    await Backendless.UserService.login(`${who}@example.com`, 'pass-word-1', true)
  }, name)

/** Nobody is signed in any more. */
export const logout = (opened: OpenedPreview): Promise<unknown> => opened.page.evaluate(() => (window as unknown as { Backendless: { UserService: { logout(): Promise<unknown> } } }).Backendless.UserService.logout())
