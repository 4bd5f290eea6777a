import { maxPieceSeconds, modelOf, requestSeconds, requestSecondsPerAudioSecond } from '../../../contract'
import type { SplitWish } from '../audio/split/types'
import type { Hearing } from '../operations/hear-whole'
import { withSuccessor } from '../openai/adapt'
import type { CallPlan } from '../plan/plan-call'
import { planPieces, type AudioSize } from '../plan/plan-pieces'

/** How the audio of a job is cut, decided by its first run and the same for all. */
export interface CuttingPlan {
  /** Null = it is sent as it is. */
  readonly wish: SplitWish | null
  readonly lanes: number
  readonly timesFromPieces: boolean
  readonly savedSource: string | null
  /** The model was gone when it was asked, and its successor tells no times. */
  readonly usesSuccessor?: true
}

/** What a run throws to have the rest of the audio cut in another way. */
export class PlanChanged extends Error {
  constructor(readonly plan: CuttingPlan) {
    super('The audio is cut in another way')
  }
}

/** A piece takes up to this part of the time of a run, so that a run does more than one. */
const pieceShare = 0.3
const leastPieceSeconds = 10

/** How audio of a size is cut for a request; audio that nobody can look into is not cut. */
export const cuttingOf = (size: AudioSize | null, { plan, need, values, settings, deadline }: Hearing): Pick<CuttingPlan, 'wish' | 'lanes' | 'timesFromPieces'> => {
  const remainingSeconds = (deadline.remainingMs / 1000) * pieceShare
  const pieces = size && planPieces(size, { model: modelOf(plan.request.modelId), need, splitForSpeed: settings.splitForSpeed, carryContext: values.carryContext === true, leastSeconds: leastPieceSeconds, remainingSeconds })
  if (pieces === null) return { wish: null, lanes: 1, timesFromPieces: false }
  const mostSeconds = Math.max(leastPieceSeconds, Math.min(maxPieceSeconds, (remainingSeconds - requestSeconds) / requestSecondsPerAudioSecond))
  return { wish: { ...pieces.wish, maxSeconds: Math.min(pieces.wish.maxSeconds, mostSeconds) }, lanes: pieces.lanes, timesFromPieces: pieces.timesFromPieces }
}

/** The same plan with the successor of its model, which may tell no times. */
export const withSuccessorOf = (plan: CallPlan): CallPlan => {
  const adapted = withSuccessor(plan.request, { ...plan.need, segments: false })
  return adapted === null ? plan : { ...plan, request: adapted.request, warnings: [...plan.warnings, ...adapted.warnings] }
}
