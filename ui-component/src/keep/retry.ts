import type { Context } from '../context'
import type { Release } from '../scope'
import { isUnanswered } from '../sending'

const delaysSeconds = [5, 15, 30, 60, 120, 300]

/** Tries again while something waits for the connection: when the browser says that it is back, and now and then, because it often does not know. */
export interface Retry {
  start(): void
  stop(): void
  /** It went through: the next wait begins with the shortest delay. */
  forget(): void
}

/** The retries of one component. A real answer of the server comes first, so that nothing is shown as going on that cannot. */
export const createRetry = ({ browser, scope, host, state, dispatch }: Context): Retry => {
  let attempts = 0
  let waiting: Release = () => undefined
  const isReachable = async (): Promise<boolean> => {
    try {
      await browser.uploaded(`${host.settings().uploadFolder}/reachable.txt`)
      return true
    } catch (error) {
      return !isUnanswered(error)
    }
  }
  const wait = (): void => {
    waiting()
    const seconds = delaysSeconds[Math.min(attempts, delaysSeconds.length - 1)] ?? 300
    attempts += 1
    waiting = scope.after(seconds * 1000, () => void attempt())
  }
  const attempt = async (): Promise<void> => {
    const isBack = await isReachable()
    if (scope.closed || state().type !== 'queued') return
    if (isBack) dispatch({ type: 'send', atMs: browser.now() })
    else wait()
  }
  const events = browser.networkEvents()
  if (events) scope.listen(events, 'online', () => state().type === 'queued' && void attempt())
  return {
    start: wait,
    stop: () => waiting(),
    forget: () => {
      attempts = 0
    },
  }
}
