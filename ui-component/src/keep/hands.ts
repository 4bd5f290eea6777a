import type { Context } from '../context'
import { isResting, type State } from '../state'
import { inHand } from './in-hand'
import { offer } from './offer'
import { createPlace } from './places'
import type { StorageQueue } from './queue'
import { restore } from './restore'
import type { Row } from './row'
import type { KeepStore } from './store'
import { about, type Shelf } from './writer'

/** Moves recordings between the storage of the device and the component. */
export interface Hands {
  /** Looks what can be offered, and sends what waited for the connection. */
  refresh(): void
  takeInHand(recordingId: string): void
  /** It is offered again, to every tab. */
  putBack(recordingId: string): void
  /** It is over: its text is there, or nobody wants it. */
  drop(recordingId: string): void
  /** Its text waits until the page shows its record. */
  saveLate(after: State, recordingId: string): void
  /** The person does not want it any more; not what another tab has in hand. */
  remove(recordingId: string): void
}

const silently = (): void => undefined

/** Whether this one goes on by itself now. */
const mayGoOn = ({ browser, host, state }: Context, { recordId, jobId }: Row): boolean => {
  const { type, transcript } = state()
  const isFree = browser.isOnline() && (type === 'idle' || type === 'unsupported')
  // A text that is already there is not written over by one that nobody waits for any more.
  return isFree && (Boolean(jobId) || host.settings().sendWhenOnline) && (recordId !== host.settings().recordId || transcript.text === '')
}

const take = async (context: Context, shelf: Shelf, store: KeepStore, recordingId: string): Promise<void> => {
  const found = await store.read(recordingId)
  if (!found || found.row.userId !== context.browser.userId()) return
  shelf.kept.add(recordingId)
  if (found.row.bytes === 0) shelf.bare.add(recordingId)
  await restore(context, found.row, found.audio, true)
}

/** Takes away what nobody has in hand, and what lies in the file storage for it. */
const createRemoving = ({ browser }: Context, shelf: Shelf, add: StorageQueue['add']) => (recordingId: string): void => {
  shelf.gone.add(recordingId)
  add(async ({ store, owners }) => {
    if (!(await owners.claim(recordingId))) return void shelf.gone.delete(recordingId)
    try {
      const upload = (await store.all()).find((row) => row.recordingId === recordingId)?.upload
      if (upload && upload.path !== '') browser.removeFile(upload.path).catch(silently)
      await store.remove(recordingId)
    } catch (error) {
      shelf.gone.delete(recordingId)
      throw error
    } finally {
      owners.release(recordingId)
    }
  })
}

/** The hands of one component. */
export const createHands = (context: Context, shelf: Shelf, { add }: StorageQueue): Hands => {
  const { browser, scope, host, state } = context
  const isPlaceOf = createPlace(context)
  const removeKept = createRemoving(context, shelf, add)

  const refresh = (): void => {
    if (scope.closed || !isResting(state())) return
    add(async (opened) => {
      const next = await offer(context, opened, (recordingId) => shelf.gone.has(recordingId), (row) => isPlaceOf(row.recordId) && mayGoOn(context, row))
      if (next) takeInHand(next.recordingId)
    }, silently)
  }
  const takeInHand = (recordingId: string): void =>
    add(async ({ store, owners }) => {
      if (!isResting(state()) || !(await owners.claim(recordingId))) return
      try {
        await take(context, shelf, store, recordingId)
      } finally {
        // It is not there, could not be read, or something else has begun meanwhile.
        if (!inHand(state()).includes(recordingId)) {
          shelf.kept.delete(recordingId)
          owners.release(recordingId)
        }
      }
      refresh()
    })
  const putBack = (recordingId: string): void => {
    shelf.kept.delete(recordingId)
    add(({ owners }) => Promise.resolve(owners.release(recordingId)))
    refresh()
  }
  return {
    refresh,
    takeInHand,
    putBack,
    drop: (recordingId) => {
      shelf.kept.delete(recordingId)
      shelf.gone.add(recordingId)
      add(async ({ store, owners }) => {
        await store.remove(recordingId)
        owners.release(recordingId)
      }, silently)
    },
    saveLate: ({ late }, recordingId) => {
      const result = late.find((one) => one.recordingId === recordingId)
      if (!result || !host.settings().keepUnsent) return
      shelf.kept.delete(recordingId)
      add(async ({ store, owners }) => {
        await store.dropPieces(recordingId)
        await store.put({ ...about(context, result, '', browser.date().getTime()), transcript: result.transcript })
        owners.release(recordingId)
      }, silently)
    },
    remove: (recordingId) => {
      removeKept(recordingId)
      refresh()
    },
  }
}
