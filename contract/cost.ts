import { findModel, textModels } from './models'

/** Tokens that a text model counted. */
export interface TextUsage {
  readonly modelId: string
  readonly inputTokens: number
  readonly outputTokens: number
}

const textDollars = ({ modelId, inputTokens, outputTokens }: TextUsage): number | null => {
  const price = textModels.find(({ id }) => id === modelId)
  return price ? (inputTokens * price.dollarsPerMillionInputTokens + outputTokens * price.dollarsPerMillionOutputTokens) / 1_000_000 : null
}

/** Estimated US dollars of a call, rounded to a hundredth of a cent; null as soon as one part has no known price or length. */
export const estimateDollars = (modelId: string, seconds: number | null, textUsage: TextUsage | null): number | null => {
  const perMinute = findModel(modelId)?.dollarsPerMinute ?? null
  const text = textUsage ? textDollars(textUsage) : 0
  if (perMinute === null || seconds === null || text === null) return null
  return Math.round(((seconds / 60) * perMinute + text) * 10_000) / 10_000
}
