import type { Context } from '../context'
import type { Keeper } from './door'
import { createHands } from './hands'
import { inHand } from './in-hand'
import { createStorageQueue } from './queue'
import { createSteps } from './steps'
import { createUserWatch } from './user-watch'
import { createWriter, type Shelf } from './writer'

const lookEveryMs = 3000

const silently = (): void => undefined

/** Keeps the recordings of one component on this device, offers those of earlier pages, and sends what waited for the connection. */
export const createKeeper = (context: Context): Keeper => {
  const { browser, scope, state, dispatch } = context
  const queue = createStorageQueue(context)
  const shelf: Shelf = { kept: new Set(), refused: new Set(), bare: new Set(), gone: new Set() }
  const writer = createWriter(context, shelf, queue)
  const hands = createHands(context, shelf, queue)
  const watch = createUserWatch(browser, (userId) => {
    queue.add(async ({ store }) => {
      for (const row of await store.all()) if (row.userId === userId) await store.remove(row.recordingId)
    }, silently)
    if (scope.closed) return
    // Whatever is done with it: nobody else may hear it or get its text.
    const isTheirs = inHand(state()).length > 0
    dispatch({ type: 'recovered', unsent: [] })
    dispatch({ type: 'late', late: [] })
    if (isTheirs) dispatch({ type: 'reset' })
  })
  const look = (): void => {
    watch.look()
    queue.add(({ owners }) => owners.renew(), silently)
    hands.refresh()
  }
  const [page, network] = [browser.pageEvents(), browser.networkEvents()]
  if (page) scope.listen(page, 'visibilitychange', look)
  if (network) scope.listen(network, 'online', look)
  scope.every(lookEveryMs, look)
  scope.add(() => {
    const now = state()
    const recording = 'ids' in now ? now.ids.recordingId : null
    // What is still being recorded is given back after its last bytes.
    const others = [...shelf.kept].filter((recordingId) => recordingId !== recording)
    queue.add(({ owners }) => Promise.resolve(others.forEach((recordingId) => owners.release(recordingId))), silently)
    watch.goOn()
  })
  look()
  const follow = createSteps(context, shelf, queue, writer, hands)
  return {
    hear: writer.hear,
    hold: writer.hold,
    isKept: writer.isWritten,
    send: hands.takeInHand,
    remove: hands.remove,
    step: (before, after) => {
      watch.look()
      follow(before, after)
    },
  }
}
