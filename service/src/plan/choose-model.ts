import { defaultModelId, hasEnded, meets, modelOf, models, modelsThatMeet, warn, type Need, type Warning } from '../../../contract'
import { ServiceError } from '../errors'
import { possibleNeed, unmetWishes } from '../unmet'

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

const nextStep = (candidates: readonly string[]): string =>
  candidates.length > 0 ? `Models that can: ${candidates.join(', ')}. Leave model empty to have one chosen.` : 'No model gives all of it: ask for one of these things, and for the other one in a second call.'

/**
 * Picks the model of a call. A retired model is replaced whoever named it; a model that cannot answer the wish is replaced
 * only when nobody named it in the call, because a caller who names a model means it. What no model is left for ends no call:
 * the app was right when it was made, and its words are worth more than an error.
 */
export const chooseModel = ({ called, configured, need, wish, day, onOpenAi }: ModelWish): ModelChoice => {
  const today = onOpenAi ? day : noDay
  const requestedModel = called ?? (configured || defaultModelId)
  const living = livingModel(requestedModel, today)
  const model = modelOf(living)
  const retired = living === requestedModel ? [] : [warn('model-retired', { model: requestedModel, successor: living })]
  const possible = possibleNeed(need, [model, ...models.filter((one) => !hasEnded(one, today))])
  const choice = (modelId: string, warnings: readonly Warning[]): ModelChoice => ({ modelId, requestedModel, warnings: [...warnings, ...unmetWishes(need, modelOf(modelId))] })
  if (meets(model, possible)) return choice(living, retired)
  const candidates = modelsThatMeet(possible, today)
  const [best] = candidates
  // Times of phrases can be made by cutting the audio at its pauses, so they are no reason to refuse a model.
  const canBeMade = meets(model, { ...possible, segments: false })
  if (canBeMade && (called !== undefined || best === undefined)) return choice(living, retired)
  if (called !== undefined || best === undefined) throw new ServiceError('format-not-for-model', { model: living, wish, next: nextStep(candidates) })
  return choice(best, [...retired, warn('model-replaced', { model: living, successor: best })])
}
