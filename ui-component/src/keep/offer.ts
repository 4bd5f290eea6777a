import type { Context } from '../context'
import type { LateResult, Unsent } from '../state'
import { inHand } from './in-hand'
import type { Opened } from './queue'
import { isExpired, isForeign, isOf, type Row } from './row'

/** Recorders give a piece each second; the pieces of a file tell no time. */
const secondsOf = ({ origin, durationSeconds, pieces }: Row): number | null => durationSeconds ?? (origin === 'microphone' && pieces > 0 ? pieces : null)

const unsentOf = (row: Row): Unsent => {
  const { recordingId, recordId, startedAtMs, bytes } = row
  return { recordingId, recordId, startedAtMs, durationSeconds: secondsOf(row), bytes }
}

const lateOf = ({ recordingId, recordId, transcript }: Row): LateResult[] => (transcript ? [{ recordingId, recordId, transcript }] : [])

const isSame = (some: readonly { recordingId: string }[], others: readonly { recordingId: string }[]): boolean =>
  some.length === others.length && some.every(({ recordingId }, index) => recordingId === others[index]?.recordingId)

/** Takes away what may not be kept any longer, and whatever lies in the file storage for it. */
const clean = async ({ browser, host }: Context, { store }: Opened, rows: readonly Row[]): Promise<void> => {
  for (const { recordingId, upload, userId } of rows) {
    await store.remove(recordingId)
    if (upload && upload.path !== '' && userId === browser.userId() && !host.settings().saveSource) browser.removeFile(upload.path).catch(() => undefined)
  }
}

/** What waits for the connection, or for a job that goes on. */
const goesOn = ({ isQueued, jobId }: Row): boolean => isQueued || Boolean(jobId)

/** Looks what is kept, and offers what this person may see and nobody has in hand. The answer is what goes on by itself now; a job is not offered besides. */
export const offer = async (context: Context, opened: Opened, isGone: (recordingId: string) => boolean, mayGoOn: (row: Row) => boolean): Promise<Row | undefined> => {
  const { browser, scope, host, state, dispatch } = context
  const user = browser.userId()
  const taken = new Set(await opened.owners.taken())
  const all = (await opened.store.all()).filter(({ recordingId }) => !isGone(recordingId))
  const nowMs = browser.date().getTime()
  const hours = host.settings().keepUnsentHours
  const isOver = (row: Row): boolean => !taken.has(row.recordingId) && (isExpired(row, nowMs, hours) || isForeign(row, user) || (row.bytes === 0 && row.transcript === null && !row.jobId))
  await clean(context, opened, all.filter(isOver))
  if (scope.closed) return undefined
  const hand = inHand(state())
  const rows = all.filter((row) => !isOver(row) && isOf(row, user) && !isGone(row.recordingId)).sort((some, other) => some.startedAtMs - other.startedAtMs)
  const free = rows.filter(({ recordingId, transcript, bytes, jobId }) => transcript === null && (bytes > 0 || Boolean(jobId)) && !taken.has(recordingId) && !hand.includes(recordingId))
  const stored = rows.flatMap(lateOf)
  const late = [...stored, ...state().late.filter(({ recordingId }) => !all.some((row) => row.recordingId === recordingId))]
  const next = free.find((row) => goesOn(row) && mayGoOn(row))
  const unsent = free.filter((row) => row !== next || !row.jobId).map(unsentOf)
  if (!isSame(unsent, state().unsent)) dispatch({ type: 'recovered', unsent })
  if (!isSame(late, state().late)) dispatch({ type: 'late', late })
  return next
}
