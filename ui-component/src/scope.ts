/** Something that must be given back: a track, a listener, a timer, an object address. */
export type Release = () => void

/** Owns what must be given back, and other scopes. Closing it gives everything back, newest first. */
export interface Scope {
  readonly closed: boolean
  /** Registers a release; in a closed scope it runs at once. The answer releases early, once. */
  add(release: Release): Release
  child(): Scope
  after(milliseconds: number, action: () => void): Release
  every(milliseconds: number, action: () => void): Release
  /** Each time the page is drawn; never while nobody can see it. */
  frames(action: () => void): Release
  listen(target: EventTarget, type: string, listener: (event: unknown) => void): Release
  close(): void
}

const everyFrame = (action: () => void): Release => {
  const draw = (): void => {
    frame = requestAnimationFrame(draw)
    action()
  }
  let frame = requestAnimationFrame(draw)
  return () => cancelAnimationFrame(frame)
}

/** A scope of its own; `onError` hears of releases that throw, which never keep the others from running. */
export const createScope = (onError: (error: unknown) => void = () => undefined): Scope => {
  const releases = new Set<Release>()
  let closed = false

  const attempt = (release: Release): void => {
    try {
      release()
    } catch (error) {
      onError(error)
    }
  }

  const none: Release = () => undefined
  const add = (release: Release): Release => {
    const once = (): void => {
      if (releases.delete(once)) attempt(release)
    }
    releases.add(once)
    if (closed) once()
    return once
  }

  const scope: Scope = {
    get closed() {
      return closed
    },
    add,
    child: () => {
      const child = createScope(onError)
      const forget = add(() => child.close())
      child.add(forget)
      return child
    },
    after: (milliseconds, action) => {
      if (closed) return none
      const timer = setTimeout(() => {
        release()
        action()
      }, milliseconds)
      const release = add(() => clearTimeout(timer))
      return release
    },
    every: (milliseconds, action) => {
      if (closed) return none
      const timer = setInterval(action, milliseconds)
      return add(() => clearInterval(timer))
    },
    frames: (action) => (closed ? none : add(everyFrame(action))),
    listen: (target, type, listener) => {
      if (closed) return none
      target.addEventListener(type, listener)
      return add(() => target.removeEventListener(type, listener))
    },
    close: () => {
      closed = true
      for (const release of [...releases].reverse()) release()
    },
  }
  return scope
}
