import { findModel, modelOf, warn, type Need, type Warning } from '../../../contract'
import { unmetWishes } from '../unmet'
import { UpstreamError } from './failure'
import type { SpeechRequest } from './request'

/** A refused request, changed so that it can succeed, with what the caller must know about the change. */
export interface Adapted {
  readonly request: SpeechRequest
  readonly warnings: readonly Warning[]
}

const withoutLanguage = (request: SpeechRequest): Adapted | null =>
  request.language === undefined ? null : { request: { ...request, language: undefined }, warnings: [warn('language-hint-dropped', { model: request.modelId, language: request.language })] }

/** Only a server that is not in our table may refuse its richest format; whoever needs the times gets the error instead. */
const withPlainJson = (request: SpeechRequest, needsTimes: boolean): Adapted | null =>
  request.asks === 'json' || needsTimes || findModel(request.modelId) ? null : { request: { ...request, asks: 'json', words: false }, warnings: [warn('format-refused', { format: request.asks })] }

/** The request to the successor of its model; null = there is none, or none that tells the times that are needed. */
export const withSuccessor = (request: SpeechRequest, need: Need): Adapted | null => {
  const { successor } = modelOf(request.modelId)
  if (successor === null || (need.segments && !modelOf(successor).segments)) return null
  const next: SpeechRequest = { ...request, endpoint: 'transcriptions', modelId: successor, asks: modelOf(successor).asks, words: request.words && modelOf(successor).words }
  return { request: next, warnings: [warn('model-retired', { model: request.modelId, successor }), ...unmetWishes({ words: request.words, speakers: need.speakers }, modelOf(successor))] }
}

/**
 * The successor may tell no times. Then the same request will not do, but one for each piece of the audio: this is the first of them.
 * Null when the error speaks of something else, or when the successor can be asked as it is.
 */
export const successorForPieces = (request: SpeechRequest, need: Need, error: unknown): Adapted | null => {
  if (!(error instanceof UpstreamError) || (error.remedy !== 'model' && error.remedy !== 'endpoint')) return null
  const { successor } = modelOf(request.modelId)
  return successor === null || modelOf(successor).segments ? null : withSuccessor(request, { ...need, segments: false })
}

/** Speech can still be transcribed when the endpoint that answers English is gone; its text is translated afterwards. */
const withoutTranslationEndpoint = (request: SpeechRequest): Adapted | null =>
  request.endpoint === 'translations' ? { request: { ...request, endpoint: 'transcriptions' }, warnings: [warn('endpoint-retired', { model: 'a text model' })] } : null

/** Changes one thing about a refused request, or answers null when nothing helps. */
export const adapt = (request: SpeechRequest, error: unknown, need: Need): Adapted | null => {
  if (!(error instanceof UpstreamError)) return null
  if (error.remedy === 'language') return withoutLanguage(request)
  if (error.remedy === 'format') return withPlainJson(request, need.segments)
  if (error.remedy === 'model') return withSuccessor(request, need)
  if (error.remedy === 'endpoint') return withoutTranslationEndpoint(request) ?? withSuccessor(request, need)
  return null
}
