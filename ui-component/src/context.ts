import type { Browser } from './browser'
import type { Hearing } from './hearing'
import type { KeepDoor } from './keep/door'
import type { Fired, Outputs } from './outputs'
import type { RecordingNews } from './recording-news'
import type { Scope } from './scope'
import type { Sender } from './send-door'
import type { Settings } from './settings'
import type { Signal } from './signal'
import type { Event, State, Take } from './state'
import type { About } from './takes'
import type { Texts } from './texts'

/** What the page gives; asked anew each time, because bound values change. */
export interface Host {
  settings(): Settings
  texts(): Texts
  /** The logic that the page has put in place of a step of ours; null = there is none. */
  hook(name: 'onUploadAudio' | 'onTranscribeAudio'): ((context: Readonly<Record<string, unknown>>) => Promise<unknown>) | null
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
  newTake(file: File, about: About): Take
  /** The bytes of recordings as they come; the last ones come after the component has gone. */
  readonly recordings: Signal<RecordingNews>
  readonly hearing: Hearing
  readonly keep: KeepDoor
  sender(): Promise<Sender>
}

/** Reacts to one step of the state. */
export type Effect = (before: State, after: State) => void
