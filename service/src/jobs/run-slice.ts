import { jobLeaseSeconds, maxFruitlessRuns, maxPieceRuns } from '../../../contract'
import type { Piece } from '../audio/split/types'
import { ServiceError } from '../errors'
import { isBrokenSource, isOnlyThisPiece, nothingHeard, sendPieces } from '../pieces/send-pieces'
import type { Transcript } from '../transcript'
import { Hold, type Clock } from './hold'
import { isCalledAtOnce, percentOf, Progress, type Job } from './job'
import { isAudioPiece, keptPartsOf, pieceFile, readPieces } from './kept'
import type { AudioEnd, HeardText, OpenedAudio, PieceWorker } from './piece-worker'
import type { JobChanges, JobStore } from './store'

/** What one run of a job has come to. `again` = another run should go on at once, `later` = in a while; `owner` = only a run of its owner can. */
export type SliceEnd = 'busy' | 'over' | 'again' | 'later' | 'owner'

/** What a run works with. */
export interface SliceTools {
  readonly store: JobStore
  readonly clock: Clock
  /** Made once the job is held. */
  readonly workerFor: (job: Job) => Promise<PieceWorker>
  /** Whether the run has the rights of the job's owner. */
  readonly isOwners: (job: Job) => boolean
  /** Days for which an ended job is kept. */
  readonly keepDays: number
}

/** Errors that say that somebody else may read the audio. */
const ownersOnly: readonly string[] = ['source-forbidden', 'source-not-found']

/** How far a run has read. */
interface Reading {
  sent: number
  /** Pieces that a later run tries again. */
  failed: number
  isEnd: boolean
  isBroken: boolean
}

const millisecondsOf = (seconds: number): number => Math.round(seconds * 1000)

const dayMs = 86_400_000
/** A column for text holds so much. */
const longestMessage = 500

/** One run: it holds the job alone, does as many pieces as its time allows, and leaves everything so that the next one can go on. */
class Slice {
  constructor(
    private readonly job: Job,
    private readonly run: string,
    private readonly hold: Hold,
    private readonly worker: PieceWorker,
    private readonly progress: Progress,
    private readonly tools: SliceTools,
  ) {}

  async work(): Promise<SliceEnd> {
    const { job, progress, worker, hold } = this
    let end: AudioEnd | null = null
    if (!progress.isWhole) {
      const first = worker.needsFirst ? progress.fromStart[0] : undefined
      const audio = await worker.open(job, progress.last?.next ?? null, first ? ((await this.tools.store.readFile(first.path)) as HeardText | null) : null)
      try {
        hold.later(audio.facts)
        if (!(await hold.renew())) return 'busy'
        end = await this.send(audio)
      } finally {
        audio.close()
      }
      if (end === null) return this.release()
    }
    return progress.size === progress.fromStart.length ? this.finish(end) : this.release()
  }

  /** Sends what is not there yet; answers the end once the audio was read so far with every piece in hand. */
  private async send({ pieces, lanes, facts }: OpenedAudio): Promise<AudioEnd | null> {
    const { worker, progress, tools: { store } } = this
    const last = progress.last
    const before = worker.carriesContext && last ? ((await store.readFile(last.path)) as HeardText | null) : null
    let context = (before?.transcript?.text ?? '').slice(-contextCharacters)
    const reading: Reading = { sent: 0, failed: 0, isEnd: false, isBroken: false }
    await sendPieces(this.missing(pieces, reading), {
      lanes, carryContext: false, mayHaveGaps: false,
      send: async (piece) => {
        const heard = await this.hear(piece, context)
        if (heard === null) {
          reading.failed += 1
          return nothingHeard
        }
        await this.keep(piece, piece.brokenBy ? { ...heard, isBrokenOff: true } : heard, facts.audioMs)
        if (worker.carriesContext) context = (heard.transcript?.text ?? '').slice(-contextCharacters)
        return heard.transcript ?? (nothingHeard satisfies Transcript)
      },
    })
    return reading.isEnd && reading.failed === 0 ? { seconds: pieces.endSeconds || null, isBroken: reading.isBroken } : null
  }

  private async *missing(pieces: AsyncIterable<Piece>, reading: Reading): AsyncGenerator<Piece, void> {
    const { progress, worker } = this
    // What a fault has cut short is worth nothing while another run may read it whole.
    const isLeft = ({ index, brokenBy }: Piece): boolean => progress.has(index) || (brokenBy !== undefined && (brokenBy.retryable || !worker.mayHaveGaps))
    try {
      for await (const piece of pieces) {
        if (isLeft(piece)) continue
        if (reading.sent > 0 && !worker.hasTimeFor(piece.endSeconds - piece.startSeconds)) return
        reading.sent += 1
        yield piece
      }
    } catch (error) {
      // What came before the damage is answered, as a call does.
      if (!worker.mayHaveGaps || !isDamage(error) || reading.sent + progress.size === 0) throw error
      reading.isBroken = true
    }
    reading.isEnd = true
  }

  /** Null = it failed for a reason that may pass, and a later run tries it again. */
  private async hear(piece: Piece, context: string): Promise<HeardText | null> {
    try {
      return await this.worker.transcribe(piece, context)
    } catch (error) {
      if (!isOnlyThisPiece(error) || this.hold.isLost) throw error
      if (error.retryable && this.job.fruitlessRuns < maxPieceRuns) return null
      if (!this.worker.mayHaveGaps) throw error
      return this.worker.giveUp(piece, error)
    }
  }

  /** First the text, then the row: a piece is there when its row is, and its row can be there only once. */
  private async keep(piece: Piece, heard: HeardText, audioMs: number | null): Promise<void> {
    const { job, run, hold, progress, tools: { store } } = this
    const path = pieceFile(job.folder, piece.index, run)
    const done = { index: piece.index, startMs: millisecondsOf(piece.startSeconds), endMs: millisecondsOf(piece.endSeconds), path, next: piece.next }
    await store.write(path, heard)
    if (await store.addPiece(job.key, done)) progress.add(done)
    else await store.removeFile(path)
    const { doneMs } = progress
    hold.later({ fruitlessRuns: 0, doneMs, percent: percentOf(doneMs, audioMs) })
  }

  /** Without `read` the audio was read to its end by a former run, and its last piece ends there. */
  private async finish(read: AudioEnd | null): Promise<SliceEnd> {
    const { job, run, hold, worker, progress, tools: { store, clock, keepDays } } = this
    const heard = await readPieces(store, progress.fromStart)
    const last = heard.at(-1)
    const isBroken = read?.isBroken ?? last?.isBrokenOff === true
    const seconds = isBroken ? (last?.endSeconds ?? null) : Math.max(read?.seconds ?? 0, last?.endSeconds ?? 0) || null
    const finished = await worker.finish(job, heard, keptPartsOf(store, job, run, () => hold.later({ fruitlessRuns: 0 })), { seconds, isBroken })
    if (finished === null) return this.release()
    const path = `${job.folder}/result-${run}.json`
    await store.write(path, finished)
    const done = seconds === null ? {} : { doneMs: millisecondsOf(seconds), audioMs: millisecondsOf(seconds) }
    const ended = await hold.end({ state: 'done', resultPath: path, percent: 100, ...done, expiresAt: clock.now() + keepDays * dayMs })
    return ended ? 'over' : 'busy'
  }

  private async release(): Promise<SliceEnd> {
    return (await this.hold.end({ calledAt: this.tools.clock.now() })) ? 'again' : 'busy'
  }
}

/** Reading once more would find the same. */
const isDamage = (error: unknown): boolean => isBrokenSource(error) && !error.retryable

/** Enough to go on in the same words. */
const contextCharacters = 400

/** Whether another run may fare better. Minutes that are used up stay so for the day. */
const mayPass = (error: unknown): boolean => {
  if (!(error instanceof ServiceError)) return true
  return error.retryable && !['job-stuck', 'user-quota-used', 'app-quota-used'].includes(error.key)
}

const isForOwner = (error: unknown, job: Job, isOwners: SliceTools['isOwners']): boolean =>
  error instanceof ServiceError && ownersOnly.includes(error.key) && job.userId !== null && !isOwners(job)

/** What a run that broke down leaves behind: a job that goes on, waits for its owner, or has failed. */
const endOf = async (error: unknown, job: Job, hold: Hold, { clock, isOwners, keepDays }: SliceTools): Promise<SliceEnd> => {
  const end = async (changes: JobChanges, as: SliceEnd): Promise<SliceEnd> => ((await hold.end(changes)) ? as : 'busy')
  if (isForOwner(error, job, isOwners)) return end({ needsOwner: true, fruitlessRuns: Math.max(0, job.fruitlessRuns - 1) }, 'owner')
  if (mayPass(error) && job.fruitlessRuns < maxFruitlessRuns) return end({ calledAt: clock.now() }, isCalledAtOnce(job) ? 'again' : 'later')
  const known = error instanceof ServiceError ? error : new ServiceError('unexpected', { requestId: hold.run }, error)
  return end({ state: 'failed', errorCode: known.number, errorMessage: known.message.slice(0, longestMessage), expiresAt: clock.now() + keepDays * dayMs }, 'over')
}

/** Goes on with a job for as long as one run may. Safe to be called at any time, by anybody and twice: only one run works on a job. */
export const runSlice = async (key: string, run: string, tools: SliceTools): Promise<SliceEnd> => {
  const { store, clock, isOwners } = tools
  const now = clock.now()
  const until = now + jobLeaseSeconds * 1000
  if (!(await store.claim(key, run, now, until))) return 'busy'
  const job = await store.read(key)
  if (job === null) return 'busy'
  const working: { worker: PieceWorker | null } = { worker: null }
  const hold = new Hold(store, key, run, clock, until, () => working.worker?.stop())
  try {
    if (job.needsOwner && isOwners(job)) hold.later({ needsOwner: false })
    if (job.fruitlessRuns > maxFruitlessRuns) throw new ServiceError('job-stuck', { runs: maxFruitlessRuns })
    working.worker = await tools.workerFor(job)
    return await new Slice(job, run, hold, working.worker, new Progress((await store.pieces(key)).filter(isAudioPiece)), tools).work()
  } catch (error) {
    return await endOf(error, job, hold, tools)
  } finally {
    hold.stop()
    working.worker?.stop()
  }
}
