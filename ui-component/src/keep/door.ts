import type { RecordingNews } from '../recording-news'
import type { State, Take } from '../state'

/** What keeps recordings on this device: the lazy part `keep`. */
export interface Keeper {
  step(before: State, after: State): void
  hear(news: RecordingNews): void
  /** Sees to it that this take outlives the page; false = it does not. */
  hold(take: Take): Promise<boolean>
  /** Whether the bytes of this recording lie on the device. */
  isKept(recordingId: string): boolean
  /** Takes what was kept in hand and sends it. */
  send(recordingId: string): void
  /** The person does not want it any more. */
  remove(recordingId: string): void
}

/** The way to the keeper, which is fetched when it is first needed. Until then nothing that it must know is lost. */
export interface KeepDoor {
  readonly keeper: Keeper | null
  /** Null = it could not be fetched, or nothing is to be kept. */
  ready(): Promise<Keeper | null>
  /** Fetches it if it is not here yet. */
  open(): void
  step(before: State, after: State): void
  hear(news: RecordingNews): void
}

/** The door of one component; `fetchKeeper` is called at most once, and again when it failed. */
export const createKeepDoor = (fetchKeeper: () => Promise<Keeper>, report: (error: unknown) => void): KeepDoor => {
  let keeper: Keeper | null = null
  let coming: Promise<Keeper | null> | null = null
  let missed: ((keeper: Keeper) => void)[] = []
  const arrive = (here: Keeper): Keeper => {
    keeper = here
    missed.forEach((tell) => tell(here))
    missed = []
    return here
  }
  const tell = (action: (keeper: Keeper) => void): void => {
    if (keeper) action(keeper)
    else if (coming) missed.push(action)
  }
  return {
    get keeper() {
      return keeper
    },
    ready: () => coming ?? Promise.resolve(null),
    open: () => {
      coming ??= Promise.resolve().then(fetchKeeper).then(arrive).catch((error: unknown) => {
        report(error)
        missed = []
        coming = null
        return null
      })
    },
    step: (before, after) => tell((here) => here.step(before, after)),
    hear: (news) => tell((here) => here.hear(news)),
  }
}
