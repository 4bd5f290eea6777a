import type { Browser } from './browser'
import type { Settings } from './settings'
import type { Take } from './state'

/** Whether this audio is sent only after its length and price were seen. */
export const needsAsking = ({ durationSeconds }: Pick<Take, 'durationSeconds'>, { askAboveMinutes }: Pick<Settings, 'askAboveMinutes'>): boolean =>
  durationSeconds !== null && durationSeconds > askAboveMinutes * 60

type Estimate = (model: string, seconds: number) => number | null

/** What long audio costs about; null = it is not long, or nobody knows. The prices are a lazy part: short audio never needs them. */
export const dollarsOf = async (browser: Browser, durationSeconds: number | null, settings: Settings): Promise<number | null> => {
  if (durationSeconds === null || !needsAsking({ durationSeconds }, settings)) return null
  try {
    const { estimate } = ((await browser.part('price')) ?? {}) as { estimate?: Estimate }
    return estimate?.(settings.model, durationSeconds) ?? null
  } catch (error) {
    browser.report(error)
    return null
  }
}
