import { jobLeaseSeconds, maxFruitlessRuns, maxPieceRuns } from '../../../contract'
import type { Piece } from '../audio/split/types'
import { ServiceError } from '../errors'
import { isBrokenSource, isOnlyThisPiece, nothingHeard, sendPieces } from '../pieces/send-pieces'
import type { Transcript } from '../transcript'
import { endOf, type AudioEnd } from './audio-end'
import { PlanChanged } from './cutting'
import { endAfter, expiryOf, failed, GivenUp, isTimeOver, type RunEndTools, type SliceEnd } from './end-run'
import { Hold } from './hold'
import { percentOf, Progress, type Job } from './job'
import { isAudioPiece, keptPartsOf, pieceFile, readPieces } from './kept'
import type { HeardText, OpenedAudio, PieceWorker } from './piece-worker'
import type { JobStore } from './store'

export type { SliceEnd } from './end-run'

/** What a run works with. */
export interface SliceTools extends RunEndTools {
  readonly store: JobStore
  /** Made once the job is held. */
  readonly workerFor: (job: Job) => Promise<PieceWorker>
}

/** How far a run has read. */
interface Reading {
  sent: number
  /** Pieces that a later run tries again. */
  failed: number
  isEnd: boolean
  isBroken: boolean
}

const millisecondsOf = (seconds: number): number => Math.round(seconds * 1000)

/** One run: it holds the job alone, does as many pieces as its time allows, and leaves everything so that the next one can go on. */
class Slice {
  #fruitlessRuns: number

  constructor(
    private readonly job: Job,
    private readonly run: string,
    private readonly hold: Hold,
    private readonly worker: PieceWorker,
    private readonly progress: Progress,
    private readonly tools: SliceTools,
  ) {
    this.#fruitlessRuns = job.fruitlessRuns
  }

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
      } catch (error) {
        if (!(error instanceof PlanChanged)) throw error
        return await this.cutAnew(error)
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
    const endsAt = (error: unknown): boolean => worker.mayHaveGaps && isDamage(error)
    // What a fault has cut short is worth nothing while another run may read it whole.
    const isLeft = ({ index, brokenBy }: Piece): boolean => progress.has(index) || (brokenBy !== undefined && !endsAt(brokenBy))
    try {
      for await (const piece of pieces) {
        if (isLeft(piece)) continue
        if (reading.sent > 0 && !worker.hasTimeFor(piece.endSeconds - piece.startSeconds)) return
        reading.sent += 1
        yield piece
      }
    } catch (error) {
      // What came before the damage is answered, as a call does.
      if (!endsAt(error) || reading.sent + progress.size === 0) throw error
      reading.isBroken = true
    }
    reading.isEnd = true
  }

  /** Null = it failed for a reason that may pass, and a later run tries it again. */
  private async hear(piece: Piece, context: string): Promise<HeardText | null> {
    const { worker, hold } = this
    try {
      const heard = await worker.transcribe(piece, context)
      this.#fruitlessRuns = 0
      return heard
    } catch (error) {
      const isLate = isTimeOver(error)
      if (!(isLate || isOnlyThisPiece(error)) || hold.isLost) throw error
      const isTriedAgain = error.retryable && this.#fruitlessRuns < maxPieceRuns
      if (isTriedAgain && !isLate) return null
      if (isTriedAgain) throw error
      if (worker.mayHaveGaps) return worker.giveUp(piece, error)
      // Each try for which there was no time is probably billed.
      throw isLate ? new GivenUp(error) : error
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

  private async finish(read: AudioEnd | null): Promise<SliceEnd> {
    const { job, run, hold, worker, progress, tools: { store, clock, keepDays } } = this
    const heard = await readPieces(store, progress.fromStart)
    const failure = heard.every(({ transcript }) => transcript === null) && heard[0]?.error
    if (failure) return (await hold.end(failed(failure, clock.now(), keepDays))) ? 'over' : 'busy'
    const end = endOf(heard, read)
    const finished = await worker.finish(job, heard, keptPartsOf(store, job, run, () => hold.later({ fruitlessRuns: 0 })), end)
    if (finished === null) return this.release()
    const path = `${job.folder}/result-${run}.json`
    await store.write(path, finished)
    const done = end.seconds === null ? {} : { doneMs: millisecondsOf(end.seconds), audioMs: millisecondsOf(end.seconds) }
    const ended = await hold.end({ state: 'done', resultPath: path, percent: 100, ...done, expiresAt: expiryOf(clock.now(), keepDays) })
    return ended ? 'over' : 'busy'
  }

  /** Pieces behind a gap were cut in the old way: they would not fit. */
  private async cutAnew({ plan }: PlanChanged): Promise<SliceEnd> {
    const { job, hold, progress, tools: { store, clock } } = this
    if (!(await hold.renew())) return 'busy'
    await store.dropPieces(job.key, progress.fromStart.length)
    return (await hold.end({ plan: JSON.stringify(plan), calledAt: clock.now() })) ? 'again' : 'busy'
  }

  private async release(): Promise<SliceEnd> {
    return (await this.hold.end({ calledAt: this.tools.clock.now() })) ? 'again' : 'busy'
  }
}

/** Reading once more would find the same. */
const isDamage = (error: unknown): boolean => isBrokenSource(error) && !error.retryable

/** Enough to go on in the same words. */
const contextCharacters = 400

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
    return await endAfter(error, job, hold, tools)
  } finally {
    hold.stop()
    working.worker?.stop()
  }
}
