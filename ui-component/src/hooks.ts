import { readAnswer } from './sending'
import type { Take, Transcript, Upload } from './state'

/** Logic of the page in place of a step of ours. */
export type Hook = (context: Readonly<Record<string, unknown>>) => Promise<unknown>

/** What went wrong in logic of the page: a fault that is told, not a network that comes back. */
const faultOf = (error: unknown): Error =>
  Object.assign(new Error(error instanceof Error ? error.message : String(error)), { status: 200 }, typeof error === 'object' && error !== null ? error : {})

/** The answer of the page's logic. */
const ask = async (hook: Hook, context: Readonly<Record<string, unknown>>): Promise<unknown> => {
  try {
    return await hook(context)
  } catch (error) {
    throw faultOf(error)
  }
}

const addressIn = (answer: unknown): string => {
  const { fileURL } = typeof answer === 'object' && answer !== null ? (answer as { fileURL?: unknown }) : { fileURL: answer }
  return typeof fileURL === 'string' ? fileURL.trim() : ''
}

/** The upload done by the page. The file is the page's own from then on: without a path, nobody here removes it. */
export const uploadByPage = async (hook: Hook, { file }: Take): Promise<Upload> => {
  const url = addressIn(await ask(hook, { file, fileName: file.name, mimeType: file.type }))
  if (url === '') throw faultOf('the logic of On Upload Audio answered no address')
  return { url, path: '' }
}

/** The transcription done by the page. */
export const transcribeByPage = async (hook: Hook, { url }: Upload, { file }: Take): Promise<Transcript> => {
  const transcript = readAnswer(await ask(hook, { audioUrl: url, file }))
  if (!transcript) throw faultOf('the logic of On Transcribe Audio answered no text')
  return transcript
}
