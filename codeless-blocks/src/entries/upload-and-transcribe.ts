import { folderInput, keepUploadInput, quote } from '../../../contract'
import { checked } from '../transcripts/checked'
import { browserError, inputError } from '../transcripts/fail'
import { audioOf } from '../upload/audio-of'
import { removeUpload, upload } from '../upload/upload'

type Answer = Readonly<Record<string, unknown>>

/** Adds a warning to an answer, which may have others. */
const withWarning = (answer: Answer, warning: object): Answer => ({ ...answer, warnings: [...(Array.isArray(answer.warnings) ? (answer.warnings as unknown[]) : []), warning] })

/** *Audio: upload and transcribe*; `transcribe` is the block of the pack that does so for an address. */
export const run = async (audio: unknown, folder: unknown, keepUpload: unknown, transcribe: (audioFileUrl: string) => Promise<Answer>): Promise<Answer> => {
  const given = await audioOf(audio)
  if (given.kind === 'missing') throw browserError('audio-missing', { name: 'audio' })
  if (given.kind === 'unusable') throw inputError('parameter-type', { name: 'audio', expected: 'web address, a path of the file storage, a File or a Blob', value: typeof audio === 'string' ? quote(audio) : typeof audio })
  const keeps = checked(keepUploadInput, keepUpload)
  if (given.kind === 'address') return { ...(await transcribe(given.url)), audioUrl: given.url }
  const uploaded = await upload(given.bytes, checked(folderInput, folder))
  let answer: Answer
  try {
    answer = await transcribe(uploaded.url)
  } catch (error) {
    if (!keeps) await removeUpload(uploaded)
    throw error
  }
  if (keeps) return { ...answer, audioUrl: uploaded.url }
  const warning = await removeUpload(uploaded)
  return { ...(warning === null ? answer : withWarning(answer, warning)), audioUrl: warning === null ? null : uploaded.url }
}
