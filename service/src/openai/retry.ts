import { UpstreamError } from './failure'

/** First wait; doubles each time. */
const baseSeconds = 0.5
const maxBackOffSeconds = 8
const maxAttempts = 4

/**
 * Seconds to wait before the next attempt, or null when there should be none: the error is final, the attempts are used up,
 * or the wait would not fit into the time that is left. `random` is 0 to 1 and takes up to a quarter off, so that callers spread.
 */
export const waitBeforeRetry = (error: unknown, attempt: number, remainingSeconds: number, random: number): number | null => {
  if (!(error instanceof UpstreamError) || error.remedy !== 'wait' || attempt >= maxAttempts) return null
  const backOff = Math.min(maxBackOffSeconds, baseSeconds * 2 ** (attempt - 1)) * (1 - random / 4)
  const seconds = error.retryAfterSeconds ?? backOff
  return seconds < remainingSeconds ? seconds : null
}
