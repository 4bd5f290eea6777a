import { hasJobEnded, jobCallAgainSeconds, type JobState } from '../../../contract'
import type { SplitCursor } from '../audio/split/types'

/** A job as its row tells it. Times are milliseconds since 1970, lengths are milliseconds of audio. */
export interface Job {
  /** Made of the id that the caller has; the id itself is kept nowhere. */
  readonly key: string
  /** Null = whoever knows the id. */
  readonly userId: string | null
  readonly service: string
  readonly state: JobState
  readonly leaseOwner: string
  readonly leaseUntil: number
  /** When a run was asked for. */
  readonly calledAt: number
  /** Runs in a row that got nothing done. */
  readonly fruitlessRuns: number
  /** Only its owner may read the audio, so only a run with the owner's rights can go on. */
  readonly needsOwner: boolean
  readonly percent: number
  readonly doneMs: number
  readonly audioMs: number | null
  readonly sourceBytes: number | null
  /** How the audio is cut, decided once. */
  readonly plan: string | null
  readonly folder: string
  readonly resultPath: string | null
  readonly errorCode: number | null
  readonly errorMessage: string | null
  readonly reason: string | null
  readonly createdAt: number
  readonly expiresAt: number
}

/** A piece that is done, or given up. */
export interface DonePiece {
  readonly index: number
  readonly startMs: number
  readonly endMs: number
  /** File with what was heard in it. */
  readonly path: string
  /** Where the next piece begins; null after the last one. */
  readonly next: SplitCursor | null
}

/** Whether the next run is called at once. After a few runs without fruit the trouble needs time to pass, so it is left to whoever asks, ever less often. */
export const isCalledAtOnce = ({ fruitlessRuns }: Pick<Job, 'fruitlessRuns'>): boolean => fruitlessRuns < runsAtOnce

const runsAtOnce = 3

/** Whether nobody works on a job that is not over, and nobody has been asked to lately. */
export const isForgotten = ({ state, leaseUntil, calledAt, fruitlessRuns }: Job, now: number): boolean =>
  !hasJobEnded(state) && leaseUntil < now && calledAt < now - jobCallAgainSeconds * 1000 * Math.max(1, fruitlessRuns - runsAtOnce + 1)

/** What is known of the pieces of a job: which are there, and where to go on. */
export class Progress {
  readonly #pieces = new Map<number, DonePiece>()
  #contiguous = 0

  constructor(pieces: readonly DonePiece[]) {
    pieces.forEach((piece) => this.add(piece))
  }

  has(index: number): boolean {
    return this.#pieces.has(index)
  }

  add(piece: DonePiece): void {
    this.#pieces.set(piece.index, piece)
    while (this.#pieces.has(this.#contiguous)) this.#contiguous += 1
  }

  /** Those without a gap before them, in order. */
  get fromStart(): DonePiece[] {
    return Array.from({ length: this.#contiguous }, (_, index) => this.#pieces.get(index)!)
  }

  get size(): number {
    return this.#pieces.size
  }

  get last(): DonePiece | null {
    return this.#pieces.get(this.#contiguous - 1) ?? null
  }

  /** Whether the last piece of the audio and all before it are there. */
  get isWhole(): boolean {
    return this.last !== null && this.last.next === null
  }

  /** Audio that is done, the silence between pieces included. */
  get doneMs(): number {
    const later = [...this.#pieces.values()].filter(({ index }) => index >= this.#contiguous)
    return (this.last?.endMs ?? 0) + later.reduce((sum, { startMs, endMs }) => sum + Math.max(0, endMs - startMs), 0)
  }
}

/** Percent of the audio; a job that is not over has never all of it. */
export const percentOf = (doneMs: number, audioMs: number | null): number => (audioMs ? Math.max(0, Math.min(99, Math.floor((doneMs / audioMs) * 100))) : 0)
