import { dollarsOf, needsAsking } from '../asking'
import type { Context } from '../context'
import { createRepairing } from '../repairing'
import { nameFor, recordedType, recordingName, sniffBlob } from '../take'
import type { Row } from './row'

/** The recording as a file again: what a killed page left has no length in its bytes, so it is mended like any other. */
export const restore = async (context: Context, row: Row, pieces: readonly ArrayBuffer[], mustSend: boolean): Promise<void> => {
  const { browser, scope, host, dispatch, newTake } = context
  const whole = new Blob([...pieces], { type: row.mimeType })
  const { audio, durationSeconds } = row.origin === 'microphone' ? await createRepairing(browser, scope).repair(whole, row) : { audio: whole, durationSeconds: null }
  const type = recordedType(await sniffBlob(audio), row.mimeType)
  const name = row.fileName === null ? recordingName(new Date(row.startedAtMs), type) : nameFor(row.fileName, type)
  const seconds = durationSeconds === null ? row.durationSeconds : Math.round(durationSeconds * 10) / 10
  const settings = host.settings()
  const dollars = await dollarsOf(browser, seconds, settings)
  if (scope.closed) return
  const { recordingId, recordId, origin, upload } = row
  const take = newTake(new File([audio], name, { type: type.mimeType }), { recordingId, recordId, origin, durationSeconds: seconds, dollars, repaired: durationSeconds !== null, isRecovered: true })
  dispatch({ type: 'restore', take, upload, send: mustSend && !needsAsking(take, settings), atMs: browser.now() })
}
