import type { Browser } from '../browser'
import type { Release, Scope } from '../scope'

const firstMs = 1000
const growth = 1.4
const longestMs = 10_000
/** Nobody looks: it is enough to keep the job awake. */
const hiddenMs = 30_000

/** How long the question after this many is waited for: long jobs are asked for less and less often. */
export const waitMs = (asked: number, isVisible: boolean): number => (isVisible ? Math.min(longestMs, Math.round(firstMs * growth ** Math.min(asked, 20))) : hiddenMs)

/** Ends early when somebody looks again, or when the network is back. */
export const waitForTurn = (browser: Browser, scope: Scope, milliseconds: number): Promise<void> =>
  new Promise((resolve) => {
    const releases: Release[] = []
    const end = (): void => {
      releases.forEach((release) => release())
      resolve()
    }
    releases.push(scope.after(milliseconds, end))
    const [page, network] = [browser.pageEvents(), browser.networkEvents()]
    if (page) releases.push(scope.listen(page, 'visibilitychange', () => browser.isVisible() && end()))
    if (network) releases.push(scope.listen(network, 'online', end))
  })
