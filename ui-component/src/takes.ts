import type { Browser } from './browser'
import type { Release, Scope } from './scope'
import { heldOf, type Ids, type State, type Take, type Upload } from './state'

/** What is known of a take beyond its bytes. */
export interface About extends Ids {
  readonly origin: Take['origin']
  readonly durationSeconds: number | null
  readonly repaired?: boolean
  readonly isRecovered?: boolean
  readonly source?: Upload
  readonly dollars?: number | null
}

/** Gives takes their object address, and gives it back. */
export interface Takes {
  make(file: File, about: About): Take
  /** Gives back the addresses of all takes that this state does not hold. */
  sweep(state: State): void
}

/** The takes of one component. */
export const createTakes = (browser: Browser, scope: Scope): Takes => {
  const alive = new Map<number, Release>()
  let lastId = 0
  return {
    make: (file, { repaired = false, ...about }) => {
      const id = ++lastId
      if (about.source) return { id, file, repaired, ...about, playUrl: about.source.url }
      const playUrl = browser.objectUrl(file)
      alive.set(id, scope.add(() => browser.revokeObjectUrl(playUrl)))
      return { id, file, repaired, ...about, playUrl }
    },
    sweep: (state) => {
      const held = [heldOf(state)?.take.id, state.undo?.id, ...state.waiting.map(({ id }) => id)]
      for (const [id, release] of alive) {
        if (held.includes(id)) continue
        alive.delete(id)
        release()
      }
    },
  }
}
