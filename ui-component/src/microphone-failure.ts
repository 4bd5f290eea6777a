import type { Browser } from './browser'
import { failureOf, type Failure, type RecorderErrorKey } from './failure'

/** Names of the errors of `getUserMedia`, old spellings included. */
const keys: Readonly<Record<string, RecorderErrorKey>> = {
  NotFoundError: 'no-microphone',
  DevicesNotFoundError: 'no-microphone',
  OverconstrainedError: 'no-microphone',
  NotReadableError: 'microphone-busy',
  TrackStartError: 'microphone-busy',
  AbortError: 'microphone-busy',
  SecurityError: 'permission-blocked-by-page',
  NotSupportedError: 'unsupported-browser',
  TypeError: 'unsupported-browser',
}

/** The same error stands for a person who says no and for a page that may not ask: policy and permission tell them apart. */
const refusedBy = async (browser: Browser): Promise<RecorderErrorKey> => {
  const allowed = browser.policyAllowsMicrophone()
  if (allowed !== null) return allowed ? 'permission-denied' : 'permission-blocked-by-page'
  return (await browser.microphonePermission()) === 'granted' ? 'permission-blocked-by-page' : 'permission-denied'
}

/** What an error of opening the microphone means. */
export const microphoneFailure = async (browser: Browser, error: unknown): Promise<Failure> => {
  const name = String((error as { name?: unknown } | null)?.name)
  if (name === 'NotAllowedError' || name === 'PermissionDeniedError') return failureOf(await refusedBy(browser))
  return failureOf(keys[name] ?? 'microphone-busy')
}
