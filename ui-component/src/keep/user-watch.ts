import type { Browser } from '../browser'
import { createScope, type Scope } from '../scope'

const lookEveryMs = 2000

type OnLeft = (userId: string) => void

/** Beyond one component: whoever signs out may do so on a page that has none, and all that a page has must hear of it. */
let lastUser: string | null | undefined
const listeners = new Set<OnLeft>()
let watching: Scope | null = null

/** Notices that somebody else is signed in, or nobody any more; the platform does not tell. */
export interface UserWatch {
  look(): void
  /** The component goes; what this person has left here is still watched over. */
  goOn(): void
}

/** `onLeft` hears of who has left. */
export const createUserWatch = (browser: Browser, onLeft: OnLeft): UserWatch => {
  watching?.close()
  listeners.add(onLeft)
  const look = (): void => {
    const now = browser.userId()
    const before = lastUser
    lastUser = now
    if (before !== undefined && before !== null && before !== now) listeners.forEach((tell) => tell(before))
  }
  return {
    look,
    goOn: () => {
      look()
      // Others hear of it, or there is nobody to watch for.
      if (listeners.size > 1 || lastUser === null) return void listeners.delete(onLeft)
      const scope = (watching = createScope((error) => browser.report(error)))
      scope.add(() => {
        listeners.delete(onLeft)
        watching = null
      })
      scope.every(lookEveryMs, () => {
        look()
        if (lastUser === null) scope.close()
      })
    },
  }
}
