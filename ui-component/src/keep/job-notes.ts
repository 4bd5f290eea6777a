import type { Context } from '../context'
import { heldOf, type Held, type State } from '../state'
import type { StorageQueue } from './queue'
import { about, begin, type Shelf, type Writer } from './writer'

const jobOf = (held: Held | null, takeId: number): string | null => (held?.take.id === takeId ? (held.jobId ?? null) : null)

/** Writes down which job transcribes what is in hand, so that whoever comes back finds it. The audio of a file is not copied for that: it lies in the file storage until the job is over. */
export const createJobNotes = (context: Context, shelf: Shelf, { add }: StorageQueue, { isWritten }: Writer): ((before: State, after: State) => void) => {
  const { browser, host } = context
  const note = ({ take, upload }: Held, jobId: string | null): void => {
    const { recordingId, file, origin, durationSeconds } = take
    add(async (opened) => {
      if (isWritten(recordingId)) return opened.store.change(recordingId, { upload, jobId })
      if (jobId === null || shelf.gone.has(recordingId)) return
      shelf.bare.add(recordingId)
      await begin(shelf, opened, { ...about(context, take, file.type, browser.date().getTime()), origin, fileName: file.name, durationSeconds, upload, jobId })
    })
  }
  return (before, after) => {
    const held = heldOf(after)
    if (!held || held.transcribed || !host.settings().keepUnsent) return
    const [old, now] = [heldOf(before), held].map((one) => jobOf(one, held.take.id))
    // One that comes back from the device is noted there already.
    if (old !== now && heldOf(before)?.take.id === held.take.id) note(held, now ?? null)
  }
}
