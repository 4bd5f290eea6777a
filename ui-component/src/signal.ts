/** Something that happens again and again, and those who want to hear of it. */
export interface Signal<T> {
  emit(value: T): void
  /** The answer ends the listening. */
  listen(listener: (value: T) => void): () => void
}

/** A signal; a listener that throws does not keep the others from hearing. */
export const createSignal = <T>(onError: (error: unknown) => void): Signal<T> => {
  const listeners = new Set<(value: T) => void>()
  return {
    emit: (value) => {
      for (const listener of [...listeners]) {
        try {
          listener(value)
        } catch (error) {
          onError(error)
        }
      }
    },
    listen: (listener) => {
      listeners.add(listener)
      return () => {
        listeners.delete(listener)
      }
    },
  }
}
