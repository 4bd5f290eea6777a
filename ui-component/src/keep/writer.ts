import type { Context } from '../context'
import { anyFailure } from '../all-failures'
import type { Failure } from '../failure'
import type { RecordingNews } from '../recording-news'
import type { Take } from '../state'
import type { Opened, StorageQueue } from './queue'
import { newRow, type Row } from './row'

/** With less than this nothing is begun: what was kept before must not be pushed out. */
const leastFreeBytes = 2 * 1024 * 1024
const sliceBytes = 4 * 1024 * 1024
const megabyte = 1024 * 1024

/** Found out before the storage had to refuse. */
class StorageFull extends Error {
  override readonly name = 'QuotaExceededError'

  constructor(readonly freeBytes: number) {
    super('too little room')
  }
}

const nameOf = (error: unknown): string => (error instanceof Error || error instanceof DOMException ? error.name : String(error))

const failureFor = (error: unknown): Failure => {
  const name = nameOf(error)
  // Whatever the browser estimates: a storage that refuses has no room.
  if (name === 'QuotaExceededError') return anyFailure('storage-full', { megabytes: error instanceof StorageFull ? Math.floor(error.freeBytes / megabyte) : 0 })
  return anyFailure('storage-forbidden', { reason: error instanceof Error && name === 'Error' ? error.message : name })
}

/** What one component knows of the recordings that lie on this device. */
export interface Shelf {
  readonly kept: Set<string>
  /** Nothing more of these is written: the storage refused. */
  readonly refused: Set<string>
  /** Their audio is not on the device: only what is known of their job. */
  readonly bare: Set<string>
  /** They are being removed, and must not be offered meanwhile. */
  readonly gone: Set<string>
}

/** The row of a recording that begins now, by whoever is signed in. */
export const about = (context: Context, { recordingId, recordId }: { recordingId: string; recordId: string }, mimeType: string, startedAtMs: number): Row =>
  newRow({ recordingId, recordId, mimeType, startedAtMs, userId: context.browser.userId() })

/** The first that is written of a recording: from then on it is in the hands of this tab. */
export const begin = async (shelf: Shelf, { store, owners }: Opened, row: Row): Promise<void> => {
  await owners.claim(row.recordingId)
  await store.put(row)
  shelf.kept.add(row.recordingId)
}

/** Writes recordings down, as they come or whole. */
export interface Writer {
  hear(news: RecordingNews): void
  hold(take: Take): Promise<boolean>
  /** Whether everything of it is on the device so far. */
  isWritten(recordingId: string): boolean
}

/** What the storage refuses is told once a recording; the recording itself goes on. */
export const createWriter = (context: Context, shelf: Shelf, { add }: StorageQueue): Writer => {
  const { browser, host, dispatch, scope } = context
  const { freeBytes } = browser.deviceStorage()
  const refuse = (recordingId: string) => (error: unknown): void => {
    if (shelf.refused.has(recordingId)) return
    shelf.refused.add(recordingId)
    if (!scope.closed) dispatch({ type: 'unkept', failure: failureFor(error) })
  }
  const checkRoom = async (bytes: number): Promise<void> => {
    const free = await freeBytes().catch(() => null)
    if (free !== null && free < bytes + leastFreeBytes) throw new StorageFull(free)
  }
  const isWritten = (recordingId: string): boolean => shelf.kept.has(recordingId) && !shelf.refused.has(recordingId)
  const hear = (news: RecordingNews): void => {
    const { recordingId } = news
    if (news.type === 'begun') {
      if (!host.settings().keepUnsent) return
      return add(async (opened) => {
        await checkRoom(0)
        await begin(shelf, opened, about(context, news, news.mimeType, news.startedAtMs))
      }, refuse(recordingId))
    }
    // Read at once: a page that goes away takes its blobs along.
    const data = news.type === 'chunk' ? news.data.arrayBuffer() : null
    add(async ({ store, owners }) => {
      if (isWritten(recordingId) && data) await store.append(recordingId, await data, browser.date().getTime())
      if (news.type !== 'ended') return
      if (isWritten(recordingId)) await store.change(recordingId, { durationSeconds: Math.round(news.recordedMs / 100) / 10, pauses: news.pauses, mimeType: news.mimeType })
      if (scope.closed) owners.release(recordingId)
    }, refuse(recordingId))
  }
  const writeFile = async (opened: Opened, { file, origin, durationSeconds, ...ids }: Take): Promise<void> => {
    await checkRoom(file.size)
    // What was written of it before the storage refused.
    await opened.store.remove(ids.recordingId)
    shelf.bare.delete(ids.recordingId)
    await begin(shelf, opened, { ...about(context, ids, file.type, browser.date().getTime()), origin, fileName: origin === 'file' ? file.name : null, durationSeconds })
    for (let from = 0; from < file.size; from += sliceBytes) await opened.store.append(ids.recordingId, await file.slice(from, from + sliceBytes).arrayBuffer(), browser.date().getTime())
  }
  const hold = (take: Take): Promise<boolean> =>
    new Promise((resolve) => {
      const { recordingId } = take
      if (take.file.size === 0 || !host.settings().keepUnsent) return resolve(false)
      add(async (opened) => {
        if (!isWritten(recordingId) || shelf.bare.has(recordingId)) await writeFile(opened, take)
        shelf.refused.delete(recordingId)
        resolve(true)
      }, (error) => {
        refuse(recordingId)(error)
        add(({ store }) => store.remove(recordingId), () => undefined)
        shelf.kept.delete(recordingId)
        resolve(false)
      })
    })
  return { hear, hold, isWritten }
}

