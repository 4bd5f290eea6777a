import type { Browser } from './browser'
import type { Fired, Outputs } from './outputs'
import type { Scope } from './scope'
import type { Settings } from './settings'
import type { Event, State, Take } from './state'
import type { Texts } from './texts'

/** What the page gives; asked anew each time, because bound values change. */
export interface Host {
  settings(): Settings
  texts(): Texts
  /** Writes to the bound properties what differs from `old`, then fires the events. Never throws. */
  publish(old: Outputs | null, now: Outputs, events: readonly Fired[]): void
}

/** What the effects share. */
export interface Context {
  readonly browser: Browser
  readonly scope: Scope
  readonly host: Host
  state(): State
  dispatch(event: Event): void
  /** A take with an object address; it is given back as soon as the state holds the take no longer. Dispatch it at once. */
  newTake(file: File, origin: Take['origin'], durationSeconds: number | null): Take
}

/** Reacts to one step of the state. */
export type Effect = (before: State, after: State) => void
