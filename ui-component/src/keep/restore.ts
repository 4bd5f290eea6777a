import { dollarsOf, needsAsking } from '../asking'
import type { Context } from '../context'
import { createRepairing } from '../repairing'
import { nameFor, recordedType, recordingName, sniffBlob } from '../take'
import type { Row } from './row'

/** A file with its length. */
interface Found {
  readonly file: File
  readonly durationSeconds: number | null
  readonly repaired: boolean
}

/** The recording as a file again: what a killed page left has no length in its bytes, so it is mended like any other. */
const fileOf = async ({ browser, scope }: Context, row: Row, whole: Blob): Promise<Found> => {
  const { audio, durationSeconds } = row.origin === 'microphone' ? await createRepairing(browser, scope).repair(whole, { ...row, recordedMs: row.durationSeconds === null ? undefined : row.durationSeconds * 1000 }) : { audio: whole, durationSeconds: null }
  const type = recordedType(await sniffBlob(audio), row.mimeType)
  const name = row.fileName === null ? recordingName(new Date(row.startedAtMs), type) : nameFor(row.fileName, type)
  const seconds = durationSeconds === null ? row.durationSeconds : Math.round(durationSeconds * 10) / 10
  return { file: new File([audio], name, { type: type.mimeType }), durationSeconds: seconds, repaired: durationSeconds !== null }
}

/** Takes what was kept in hand. Of a job there may be no bytes here: then only the file storage has the audio. */
export const restore = async (context: Context, row: Row, audio: Blob, mustSend: boolean): Promise<void> => {
  const { browser, scope, host, dispatch, newTake } = context
  const { recordingId, recordId, origin, upload, jobId, fileName, mimeType } = row
  const source = row.bytes === 0 ? upload : null
  const found = source ? { file: new File([], fileName ?? '', { type: mimeType }), durationSeconds: row.durationSeconds, repaired: false } : await fileOf(context, row, audio)
  const { file, ...facts } = found
  const settings = host.settings()
  const dollars = await dollarsOf(browser, facts.durationSeconds, settings)
  if (scope.closed) return
  const take = newTake(file, { recordingId, recordId, origin, dollars, isRecovered: true, ...facts, ...(source && { source }) })
  dispatch({ type: 'restore', take, upload, jobId: jobId ?? undefined, send: mustSend && (Boolean(jobId) || !needsAsking(take, settings)), atMs: browser.now() })
}
