import { addresses } from '../../contract'
import type { Browser } from './browser'
import { anyFailure } from './all-failures'
import type { Failure } from './failure'
import { readServiceError } from './service-error'
import type { Settings } from './settings'
import type { Transcript, Upload } from './state'

/** Which of the two services does what the page wants. */
export const serviceOf = ({ mode }: Settings): { service: string; method: string } => (mode === 'english' ? addresses.translate : addresses.transcribe)

/** Only keys that both the services of today and ours know, and only those that are set. */
export const parametersOf = (audioFileUrl: string, { mode, model, prompt, keywords, spokenLanguage }: Settings): Readonly<Record<string, unknown>> => ({
  audioFileUrl,
  ...(model && { model }),
  ...(prompt && { prompt }),
  ...(keywords && { keywords }),
  ...(spokenLanguage && mode === 'same' && { language: spokenLanguage }),
  saveSource: false,
})

const isObject = (value: unknown): value is Record<string, unknown> => typeof value === 'object' && value !== null

/** The transcript in an answer: an object with `text`, or the text alone. The JS-SDK turns a text like `42` into a number. */
export const readAnswer = (answer: unknown): Transcript | null => {
  if (typeof answer === 'string' || typeof answer === 'number' || typeof answer === 'boolean') return { text: String(answer), segments: [], language: '' }
  if (!isObject(answer) || typeof answer.text !== 'string') return null
  return { text: answer.text, segments: Array.isArray(answer.segments) ? answer.segments : [], language: typeof answer.language === 'string' ? answer.language : '' }
}

/** The transcript in an answer that must have one; what it throws is for `callFailure`. */
export const transcriptIn = (answer: unknown): Transcript => {
  const transcript = readAnswer(answer)
  if (!transcript) throw Object.assign(new Error('an answer without text'), { status: 200 })
  return transcript
}

/** Calls the service; what it throws is for `callFailure`. */
export const call = async (browser: Browser, { url }: Upload, settings: Settings): Promise<Transcript> => {
  const { service, method } = serviceOf(settings)
  return transcriptIn(await browser.invoke(service, method, parametersOf(url, settings)))
}

/** Whether no server answered: then nothing is wrong with the audio, and it can be sent later. */
export const isUnanswered = (error: unknown): boolean => {
  const { isNetwork, status } = readServiceError(error)
  return isNetwork && status === null
}

/** What a failed upload means. */
export const uploadFailure = (error: unknown, { uploadFolder }: Settings): Failure => {
  const { status, code, reason } = readServiceError(error)
  const isForbidden = code === 4000 || status === 401 || status === 403
  return isForbidden ? anyFailure('upload-not-allowed', { folder: uploadFolder }) : anyFailure('upload-failed', { reason })
}

/** What a failed call means: an error of our services speaks for itself, everything else gets a number here. */
export const callFailure = (error: unknown, settings: Settings): Failure => {
  const { service } = serviceOf(settings)
  const { own, reason, isNetwork, isMissingService } = readServiceError(error)
  if (own) return own
  if (isMissingService) return anyFailure('service-not-installed', { service })
  return isNetwork ? anyFailure('service-unreachable', { service }) : anyFailure('service-failed', { reason })
}
