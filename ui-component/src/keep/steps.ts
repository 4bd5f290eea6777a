import type { Context } from '../context'
import { isSending } from '../phases'
import { heldOf, isResting, type State } from '../state'
import type { Hands } from './hands'
import { inHand, whyLeft } from './in-hand'
import { createJobNotes } from './job-notes'
import type { StorageQueue } from './queue'
import { createRetry } from './retry'
import type { Shelf, Writer } from './writer'

/** Does for each step of the component what follows for the recordings on the device. */
export const createSteps = (context: Context, shelf: Shelf, queue: StorageQueue, writer: Writer, hands: Hands): ((before: State, after: State) => void) => {
  const retry = createRetry(context)
  const noteJob = createJobNotes(context, shelf, queue, writer)

  const onLeft = (before: State, after: State): void => {
    const now = inHand(after)
    for (const recordingId of inHand(before)) {
      if (now.includes(recordingId)) continue
      if (after.late.some((late) => late.recordingId === recordingId)) hands.saveLate(after, recordingId)
      else if (!shelf.kept.has(recordingId)) continue
      else if (whyLeft(before, after, recordingId) === 'put-back') hands.putBack(recordingId)
      else hands.drop(recordingId)
    }
  }
  const onHeld = (before: State, after: State): void => {
    const [old, held] = [heldOf(before), heldOf(after)]
    if (!held || !shelf.kept.has(held.take.recordingId)) return
    const { recordingId } = held.take
    if (held.transcribed) return hands.drop(recordingId)
    if (!writer.isWritten(recordingId)) return
    const isUploadNew = old?.take.id === held.take.id && old.upload?.url !== held.upload?.url
    // However an attempt ends: only one that found no connection goes on by itself.
    const isOver = isSending(before) && isResting(after)
    if (isUploadNew || isOver) queue.add(({ store }) => store.change(recordingId, { upload: held.upload, ...(isOver && { isQueued: after.type === 'queued' }) }))
  }
  const onLate = (before: State, after: State): void =>
    before.late.filter(({ recordingId }) => !after.late.some((late) => late.recordingId === recordingId)).forEach(({ recordingId }) => hands.drop(recordingId))

  const onQueue = (before: State, after: State): void => {
    if (after.type === 'queued' && before.type !== 'queued') retry.start()
    if (before.type === 'queued' && after.type !== 'queued') retry.stop()
    if (after.type === 'done') retry.forget()
  }
  return (before, after) => {
    onLeft(before, after)
    noteJob(before, after)
    onHeld(before, after)
    onLate(before, after)
    onQueue(before, after)
    if (isResting(after) && before.type !== after.type) hands.refresh()
  }
}
