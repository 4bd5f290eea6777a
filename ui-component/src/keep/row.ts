import type { Pause } from '../recording-news'
import type { Ids, Transcript, Upload } from '../state'

/** What is known of a recording that is kept on this device; its bytes lie beside it, in pieces. */
export interface Row extends Ids {
  /** Who was signed in when it began; null = nobody. */
  readonly userId: string | null
  readonly origin: 'microphone' | 'file'
  readonly fileName: string | null
  readonly mimeType: string
  /** Time of day in milliseconds. */
  readonly startedAtMs: number
  /** When the last of it was written; rows of older versions do not tell. */
  readonly lastAtMs?: number
  readonly bytes: number
  readonly pieces: number
  /** Null = it was never finished: its length is that of what came. */
  readonly durationSeconds: number | null
  readonly pauses: readonly Pause[]
  /** Where it lies in the file storage, so that it is not uploaded again. */
  readonly upload: Upload | null
  /** The job that transcribes it; its audio may lie in the file storage only. */
  readonly jobId: string | null
  /** It was to be sent, and there was no connection. */
  readonly isQueued: boolean
  /** The text came while the page showed another record, and waits to be taken. */
  readonly transcript: Transcript | null
  /** Where there are no Web Locks: who has it in hand, and until when. */
  readonly owner: string | null
  readonly ownedUntilMs: number
}

/** A row of which nothing has come yet. */
export const newRow = (about: Pick<Row, 'recordingId' | 'recordId' | 'userId' | 'startedAtMs' | 'mimeType'>, changes: Partial<Row> = {}): Row => ({
  origin: 'microphone', fileName: null, bytes: 0, pieces: 0, durationSeconds: null, pauses: [], upload: null, jobId: null, isQueued: false, transcript: null, owner: null, ownedUntilMs: 0, ...about, ...changes,
})

/** Whether it has been kept for longer than allowed since it ended. A clock that was set back makes nothing old. */
export const isExpired = ({ startedAtMs, lastAtMs = startedAtMs }: Row, nowMs: number, hours: number): boolean => nowMs - lastAtMs > hours * 3_600_000

/** Whether this person may know of it. */
export const isOf = ({ userId }: Row, user: string | null): boolean => userId === user

/** Whether it belongs to somebody who has certainly left: another person is signed in by now. */
export const isForeign = ({ userId }: Row, user: string | null): boolean => userId !== null && user !== null && userId !== user
