import { readAnswer } from './sending'
import type { Take, Transcript, Upload } from './state'

/** Logic of the page in place of a step of ours. */
export type Hook = (context: Readonly<Record<string, unknown>>) => Promise<unknown>

const addressIn = (answer: unknown): string => {
  const { fileURL } = typeof answer === 'object' && answer !== null ? (answer as { fileURL?: unknown }) : { fileURL: answer }
  return typeof fileURL === 'string' ? fileURL.trim() : ''
}

/** The upload done by the page. The file is the page's own from then on: without a path, nobody here removes it. */
export const uploadByPage = async (hook: Hook, { file }: Take): Promise<Upload> => {
  const url = addressIn(await hook({ file, fileName: file.name, mimeType: file.type }))
  if (url === '') throw new Error('the logic of On Upload Audio answered no address')
  return { url, path: '' }
}

/** The transcription done by the page. */
export const transcribeByPage = async (hook: Hook, { url }: Upload, { file }: Take): Promise<Transcript> => {
  const transcript = readAnswer(await hook({ audioUrl: url, file }))
  if (!transcript) throw new Error('the logic of On Transcribe Audio answered no text')
  return transcript
}
