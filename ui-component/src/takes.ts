import type { Browser } from './browser'
import type { Release, Scope } from './scope'
import { heldOf, type State, type Take } from './state'

/** Gives takes their object address, and gives it back. */
export interface Takes {
  make(file: File, origin: Take['origin'], durationSeconds: number | null): Take
  /** Gives back the addresses of all takes that this state does not hold. */
  sweep(state: State): void
}

/** The takes of one component. */
export const createTakes = (browser: Browser, scope: Scope): Takes => {
  const alive = new Map<number, Release>()
  let lastId = 0
  return {
    make: (file, origin, durationSeconds) => {
      const id = ++lastId
      const playUrl = browser.objectUrl(file)
      alive.set(id, scope.add(() => browser.revokeObjectUrl(playUrl)))
      return { id, file, origin, durationSeconds, playUrl }
    },
    sweep: (state) => {
      const held = [heldOf(state)?.take.id, state.undo?.id]
      for (const [id, release] of alive) {
        if (held.includes(id)) continue
        alive.delete(id)
        release()
      }
    },
  }
}
