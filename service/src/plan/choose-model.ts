import { defaultModelId, hasEnded, meets, modelOf, modelsThatMeet, warn, type Need, type Warning } from '../../../contract'
import { ServiceError } from '../errors'

export interface ModelWish {
  /** Model that the call names, if it names one. */
  readonly called: string | undefined
  /** Model of the configuration; empty = none. */
  readonly configured: string
  readonly need: Need
  /** The need in the caller's words, for the error. */
  readonly wish: string
  /** Today, as YYYY-MM-DD. */
  readonly day: string
  /** End dates are OpenAI's; another server may keep a model for ever. */
  readonly onOpenAi: boolean
}

export interface ModelChoice {
  readonly modelId: string
  readonly requestedModel: string
  readonly warnings: readonly Warning[]
}

const noDay = '0000-00-00'

/** The successor of a model that has ended, and of that one in turn. */
export const livingModel = (id: string, day: string): string => {
  const model = modelOf(id)
  return hasEnded(model, day) && model.successor ? livingModel(model.successor, day) : id
}

/**
 * Picks the model of a call. A retired model is replaced whoever named it; a model that cannot answer the wish is replaced
 * only when nobody named it in the call, because a caller who names a model means it.
 */
export const chooseModel = ({ called, configured, need, wish, day, onOpenAi }: ModelWish): ModelChoice => {
  const today = onOpenAi ? day : noDay
  const requestedModel = called ?? (configured || defaultModelId)
  const living = livingModel(requestedModel, today)
  const retired = living === requestedModel ? [] : [warn('model-retired', { model: requestedModel, successor: living })]
  if (meets(modelOf(living), need)) return { modelId: living, requestedModel, warnings: retired }
  const candidates = modelsThatMeet(need, today)
  const [best] = candidates
  // Times of phrases can be made by cutting the audio at its pauses, so they are no reason to refuse a model.
  const canBeMade = meets(modelOf(living), { ...need, segments: false })
  if (canBeMade && (called !== undefined || best === undefined)) return { modelId: living, requestedModel, warnings: retired }
  if (called !== undefined || best === undefined) throw new ServiceError('format-not-for-model', { model: living, wish, models: candidates.join(', ') || 'none at present' })
  return { modelId: best, requestedModel, warnings: [...retired, warn('model-replaced', { model: living, successor: best })] }
}
