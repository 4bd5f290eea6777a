/** What Node's module `domain` adds. */
const current = process as { domain?: unknown }

/**
 * Starts work outside the domain in which CodeRunner runs a service. A domain keeps books about every promise, which costs more than what is done here:
 * reading the packets of an hour of m4a makes about a million of them. What goes wrong still reaches whoever waits for the promise.
 */
const outsideDomain = <T>(start: () => T): T => {
  const { domain } = current
  // Where it cannot be left, everything works as well, only more slowly.
  if (!domain || !Reflect.set(current, 'domain', undefined)) return start()
  try {
    return start()
  } finally {
    current.domain = domain
  }
}

/** Asks for the parts of something outside the domain. */
export const iterateOutsideDomain = <T>(start: () => AsyncGenerator<T, void>): AsyncIterator<T, void> => {
  const iterator = outsideDomain(start)
  return { next: () => outsideDomain(() => iterator.next()), return: () => outsideDomain(() => iterator.return()) }
}
