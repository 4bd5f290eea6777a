const saveAfterMs = 500

/** Keeps what a person builds, a moment after each change. */
export interface Saver {
  soon(): void
  /** Saves what is there at this moment, after every earlier save. */
  now(): Promise<void>
  /** Drops a save that has not begun, and waits for those that have. */
  forget(): Promise<void>
  readonly isWaiting: boolean
}

/** Two saves on their way at once could arrive in the wrong order, so each one waits for the one before it. */
export const createSaver = (snapshot: () => () => Promise<void>, onError: (error: Error) => void): Saver => {
  let waiting: ReturnType<typeof setTimeout> | null = null
  let last: Promise<unknown> = Promise.resolve()
  const stopWaiting = (): void => {
    if (waiting) clearTimeout(waiting)
    waiting = null
  }
  const now = (): Promise<void> => {
    stopWaiting()
    const send = snapshot()
    const done = last.then(send)
    last = done.catch(() => undefined)
    return done
  }
  return {
    now,
    soon: () => {
      stopWaiting()
      waiting = setTimeout(() => void now().catch(onError), saveAfterMs)
    },
    forget: async () => {
      stopWaiting()
      await last
    },
    get isWaiting() {
      return waiting !== null
    },
  }
}
