import type { AudioType } from '../../contract'
import type { Browser } from './browser'
import type { Pause } from './recording-news'
import type { Scope } from './scope'

/** What the bytes themselves do not tell. */
export interface RepairFacts {
  readonly mimeType: string
  readonly startedAtMs: number
  readonly pauses: readonly Pause[]
  /** Without it nobody knows whether the bytes hold the pauses too. */
  readonly recordedMs?: number | undefined
}

/** A recording with the right length in its bytes, and what kind of bytes they are; null = nobody could tell it. */
export interface Repaired {
  readonly audio: Blob
  readonly durationSeconds: number | null
  readonly type?: Pick<AudioType, 'extension' | 'mimeType'> | null
}

type Repair = (audio: Blob, facts: RepairFacts) => Promise<Repaired>

/** The part that is fetched is code of our own, yet a proxy may have answered something else. */
const repairIn = (part: unknown): Repair | null => {
  const { repairRecording } = (part ?? {}) as { repairRecording?: Repair }
  return typeof repairRecording === 'function' ? repairRecording : null
}

const timeoutMs = 15_000

/** Mends the length of recordings. Fetched while the recording goes on; without it the recording stays as it is. */
export interface Repairing {
  prepare(): void
  repair(audio: Blob, facts: RepairFacts): Promise<Repaired>
}

/** The repairing of one component. It never fails, and never keeps anybody waiting for ever. */
export const createRepairing = (browser: Browser, scope: Scope): Repairing => {
  let part: Promise<unknown> | null = null
  const prepare = (): void => {
    part ??= Promise.resolve().then(() => browser.part('repair')).catch((error: unknown) => {
      browser.report(error)
      // The next recording tries again.
      part = null
    })
  }
  const mend = async (audio: Blob, facts: RepairFacts): Promise<Repaired> => {
    prepare()
    return (await repairIn(await part)?.(audio, facts)) ?? { audio, durationSeconds: null }
  }
  return {
    prepare,
    repair: (audio, facts) =>
      new Promise((resolve) => {
        const asItIs = (): void => resolve({ audio, durationSeconds: null })
        const release = scope.after(timeoutMs, asItIs)
        mend(audio, facts).then(resolve, (error: unknown) => {
          browser.report(error)
          asItIs()
        }).finally(release)
      }),
  }
}
