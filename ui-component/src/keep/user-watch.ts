import type { Browser } from '../browser'
import { createScope, type Scope } from '../scope'

const lookEveryMs = 2000

/** Beyond one component: whoever signs out may do so on a page that has none. */
let lastUser: string | null | undefined
let watching: Scope | null = null

/** Notices that somebody else is signed in, or nobody any more; the platform does not tell. */
export interface UserWatch {
  look(): void
  /** The component goes; what this person has left here is still watched over. */
  goOn(): void
}

/** `onLeft` hears of who has left. */
export const createUserWatch = (browser: Browser, onLeft: (userId: string) => void): UserWatch => {
  watching?.close()
  watching = null
  const look = (): void => {
    const now = browser.userId()
    const before = lastUser
    lastUser = now
    if (before !== undefined && before !== null && before !== now) onLeft(before)
  }
  return {
    look,
    goOn: () => {
      look()
      if (lastUser === null || watching) return
      const scope = (watching = createScope((error) => browser.report(error)))
      scope.every(lookEveryMs, () => {
        look()
        if (lastUser !== null) return
        scope.close()
        if (watching === scope) watching = null
      })
    },
  }
}
