import type { Piece } from '../../service/src/audio/split/types'
import { Lanes } from '../../service/src/pieces/lanes'
import type { Clock } from '../../service/src/jobs/hold'
import type { DonePiece, Job } from '../../service/src/jobs/job'
import type { HeardText, PieceWorker } from '../../service/src/jobs/piece-worker'
import type { JobStore } from '../../service/src/jobs/store'

/** Where a run can be killed: from then on nothing that it began ever ends. */
export class Life {
  isOver = false

  async step<T>(work: () => T): Promise<T> {
    await Promise.resolve()
    if (this.isOver) return new Promise(() => undefined)
    const result = work()
    await Promise.resolve()
    // A call can reach the server although its caller never learns of it.
    return this.isOver ? new Promise(() => undefined) : result
  }
}

/** Jobs in memory, with the same conditions as the tables. */
export class MemoryJobs {
  readonly jobs = new Map<string, Job>()
  readonly rows = new Map<string, DonePiece>()
  readonly files = new Map<string, string>()

  storeFor(life: Life): JobStore {
    const { jobs, rows, files } = this
    const open = (job: Job | undefined): job is Job => job?.state === 'queued' || job?.state === 'running'
    const update = (key: string, matches: (job: Job) => boolean, changes: Partial<Job>): boolean => {
      const job = jobs.get(key)
      if (!job || !matches(job)) return false
      jobs.set(key, { ...job, ...changes })
      return true
    }
    const empty = ({ key, folder }: Pick<Job, 'key' | 'folder'>): void => {
      ;[...rows.keys()].filter((id) => id.startsWith(`${key}/`)).forEach((id) => rows.delete(id))
      ;[...files.keys()].filter((path) => path.startsWith(`${folder}/`)).forEach((path) => files.delete(path))
    }
    return {
      create: (job) => life.step(() => void jobs.set(job.key, job)),
      read: (key) => life.step(() => jobs.get(key) ?? null),
      claim: (key, run, now, until) => life.step(() => update(key, (job) => open(job) && job.leaseUntil < now, { state: 'running', leaseOwner: run, leaseUntil: until, fruitlessRuns: (jobs.get(key)?.fruitlessRuns ?? 0) + 1 })),
      hold: (key, run, changes) => life.step(() => update(key, (job) => job.state === 'running' && job.leaseOwner === run, changes)),
      change: (key, changes, calledBefore = Infinity) => life.step(() => update(key, (job) => open(job) && job.calledAt < calledBefore, changes)),
      pieces: (key) => life.step(() => [...rows].filter(([id]) => id.startsWith(`${key}/`)).map(([, piece]) => piece).sort((a, b) => a.index - b.index)),
      addPiece: (key, piece) => life.step(() => {
        const id = `${key}/${piece.index}`
        if (rows.has(id)) return false
        rows.set(id, piece)
        return true
      }),
      dropPieces: (key, from) => life.step(() => [...rows].filter(([id, { index }]) => id.startsWith(`${key}/`) && index >= from).forEach(([id]) => rows.delete(id))),
      bury: (key) => life.step(() => void update(key, () => true, { state: 'cancelled', leaseOwner: '', expiresAt: 0 })),
      empty: (job) => life.step(() => empty(job)),
      remove: (job) => life.step(() => {
        empty(job)
        jobs.delete(job.key)
      }),
      forgotten: (now) => life.step(() => [...jobs.values()].filter((job) => open(job) && job.leaseUntil < now && !job.needsOwner)),
      expired: (now) => life.step(() => [...jobs.values()].filter(({ expiresAt, leaseUntil }) => expiresAt < now && leaseUntil < now)),
      write: (path, value) => life.step(() => void files.set(path, JSON.stringify(value))),
      readFile: (path) => life.step(() => JSON.parse(files.get(path) ?? 'null') as unknown),
      removeFile: (path) => life.step(() => void files.delete(path)),
    }
  }
}

/** A new job. */
export const newJob = (key: string, changes: Partial<Job> = {}): Job => ({
  key, userId: null, service: 'S', state: 'queued', leaseOwner: '', leaseUntil: 0, calledAt: 0, fruitlessRuns: 0, needsOwner: false, percent: 0, doneMs: 0, audioMs: null, sourceBytes: null, plan: null,
  folder: `audio-jobs/${key}`, resultPath: null, errorCode: null, errorMessage: null, reason: null, createdAt: 0, expiresAt: 1e15, ...changes,
})

const pieceSeconds = 10

/** What the imagined transcription service does with a piece, beside counting it. */
export interface Imagined {
  readonly pieces: number
  readonly lanes: number
  /** So many pieces fit into the time of a run. */
  readonly perRun: number
  readonly hear?: (index: number) => void
  readonly mayHaveGaps?: boolean
}

/** Audio whose piece n says "w<n>"; `calls` counts what is paid for. */
export const imaginedWorker = ({ pieces, lanes, perRun, hear, mayHaveGaps = true }: Imagined, life: Life, calls: { count: number }, onPiece: () => void = () => undefined): PieceWorker => {
  let heard = 0
  const textOf = (piece: Piece): Omit<HeardText, 'transcript'> => ({ startSeconds: piece.startSeconds, endSeconds: piece.endSeconds, overlapSeconds: 0, modelId: 'm', endpoint: 'transcriptions', warnings: [], billedSeconds: pieceSeconds })
  async function* cut(from: number): AsyncGenerator<Piece, void> {
    for (let index = from; index < pieces; index += 1) {
      await life.step(() => undefined)
      const file = { byteLength: 1, type: {} } as Piece['file']
      const next = index + 1 < pieces ? { index: index + 1, seconds: (index + 1) * pieceSeconds, byte: null, overlapSeconds: 0 } : null
      yield { index, startSeconds: index * pieceSeconds, endSeconds: (index + 1) * pieceSeconds, overlapSeconds: 0, soundStartSeconds: 0, soundEndSeconds: 0, file, fileName: '', mimeType: '', next }
    }
  }
  return {
    mayHaveGaps, carriesContext: false, needsFirst: false,
    open: (_job, from) => life.step(() => ({ facts: { audioMs: pieces * pieceSeconds * 1000, sourceBytes: 1, plan: '{}' }, lanes: new Lanes(lanes), pieces: Object.assign(cut(from?.index ?? 0), { endSeconds: pieces * pieceSeconds }), close: () => undefined })),
    transcribe: async (piece) => {
      calls.count += 1
      heard += 1
      onPiece()
      return life.step(() => {
        hear?.(piece.index)
        return { ...textOf(piece), transcript: { text: `w${piece.index}`, language: null, durationSeconds: pieceSeconds, segments: null, words: null, usage: null } }
      })
    },
    giveUp: (piece, error) => ({ ...textOf(piece), transcript: null, error: { number: error.number, message: error.message } }),
    hasTimeFor: () => heard < perRun,
    finish: (_job, all) => life.step(() => ({ answer: 'answer', text: all.map(({ transcript }) => transcript?.text ?? '-').join(' ') })),
    stop: () => undefined,
  }
}

/** A clock that stands still until it is set; nothing renews by itself. */
export class StillClock implements Clock {
  ms = 1_000_000

  now(): number {
    return this.ms
  }

  every(): () => void {
    return () => undefined
  }
}
