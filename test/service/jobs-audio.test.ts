import { maxFruitlessRuns, type ErrorKey } from '../../contract'
import { openAudio } from '../../service/src/audio/split/open'
import { sourceOf } from '../../service/src/audio/split/source-of'
import type { AudioSource, Piece } from '../../service/src/audio/split/types'
import { ServiceError } from '../../service/src/errors'
import type { Job } from '../../service/src/jobs/job'
import type { AudioEnd } from '../../service/src/jobs/audio-end'
import type { HeardText, PieceWorker } from '../../service/src/jobs/piece-worker'
import { runSlice, type SliceEnd } from '../../service/src/jobs/run-slice'
import { Lanes } from '../../service/src/pieces/lanes'
import { longShapes, repeatWav, type LongFile } from '../support/long-files'
import { Life, MemoryJobs, newJob, StillClock } from './memory-jobs'

const never = new AbortController().signal
const problem = (key: ErrorKey): ServiceError => new ServiceError(key, { host: 'a', bytes: 1, status: 500, reason: 'x', seconds: 10 })

const chunkBytes = 16_384

/** A source that delivers so many bytes and then fails, by ranges or in one go. */
const breaking = (bytes: Buffer, at: number, error: Error, ranges: boolean): AudioSource => ({
  byteLength: bytes.byteLength,
  async *chunks() {
    for (let from = 0; from < at; from += chunkBytes) yield await Promise.resolve(bytes.subarray(from, Math.min(at, from + chunkBytes)))
    throw error
  },
  read: ranges ? (from, to) => (to > at ? Promise.reject(error) : Promise.resolve(bytes.subarray(from, to))) : null,
})

const whole = (bytes: Buffer, ranges: boolean): AudioSource => (ranges ? sourceOf([bytes]) : { ...sourceOf([bytes]), read: null })

/** Every second of the audio is a word, said where its middle lies. */
const wordsIn = (from: number, to: number): string[] => Array.from({ length: Math.ceil(Math.max(0, to)) }, (_, second) => second).filter((second) => second + 0.5 >= from && second + 0.5 < to).map((second) => `s${second}`)

interface Heard {
  readonly text: string
  readonly end: AudioEnd
}

/** Cuts real audio, and hears its seconds. */
const cuttingWorker = (source: AudioSource, hears: (piece: Piece) => void, { mayHaveGaps = true, canFinish = true }): PieceWorker => {
  const textOf = ({ startSeconds, endSeconds, overlapSeconds }: Piece): Omit<HeardText, 'transcript'> => ({ startSeconds, endSeconds, overlapSeconds, modelId: 'm', endpoint: 'transcriptions', warnings: [], billedSeconds: 1 })
  return {
    mayHaveGaps, carriesContext: false, needsFirst: false, hasTimeFor: () => true, stop: () => undefined,
    open: async (_job, from) => {
      const audio = await openAudio(source, never)
      const pieces = audio.split({ maxBytes: 1e9, maxSeconds: 9, cutAt: 'limit', skipSilence: false, ...(from && { from }) }, never)
      return { facts: { audioMs: null, sourceBytes: null, plan: '{}' }, lanes: new Lanes(2), pieces, close: () => audio.close() }
    },
    transcribe: (piece) => {
      hears(piece)
      const text = wordsIn(piece.startSeconds + piece.overlapSeconds, piece.endSeconds).join(' ')
      return Promise.resolve({ ...textOf(piece), transcript: { text, language: null, durationSeconds: null, segments: null, words: null, usage: null } })
    },
    giveUp: (piece, error) => ({ ...textOf(piece), transcript: null, error: { number: error.number, message: error.message } }),
    finish: (_job, all, _keep, end) => Promise.resolve(canFinish ? { answer: { end }, text: all.map(({ transcript }) => transcript?.text ?? '-').join(' ') } : null),
  }
}

interface Outcome {
  readonly job: Job
  readonly ends: readonly SliceEnd[]
  readonly heard: Heard | null
  /** Pieces that were paid for. */
  readonly paid: number
}

/** One run after the other, each with a source of its own. */
const runAll = async (sourceOfRun: (run: number) => AudioSource, { mayHaveGaps = true, finishesInRun = 0, userId = null as string | null } = {}): Promise<Outcome> => {
  const kept = new MemoryJobs()
  const clock = new StillClock()
  kept.jobs.set('a', newJob('a', { userId }))
  const ends: SliceEnd[] = []
  let paid = 0
  for (let run = 0; run < 50 && ends.at(-1) !== 'over'; run += 1) {
    clock.ms += 1
    ends.push(await runSlice('a', `run${run}`, { store: kept.storeFor(new Life()), clock, isOwners: () => false, keepDays: 7, workerFor: () => Promise.resolve(cuttingWorker(sourceOfRun(run), () => { paid += 1 }, { mayHaveGaps, canFinish: run >= finishesInRun })) }))
  }
  const job = kept.jobs.get('a')!
  const written = job.resultPath === null ? null : (JSON.parse(kept.files.get(job.resultPath)!) as { answer: { end: AudioEnd }; text: string })
  return { job, ends, paid, heard: written && { text: written.text, end: written.answer.end } }
}

const allWords = ({ durationSeconds }: LongFile): string => wordsIn(0, durationSeconds).join(' ')

describe('a source that fails while a job reads it', () => {
  const mayPass = ['source-failed', 'source-unreachable', 'source-too-slow', 'source-cut-off', 'time-over'] as const

  it.each(mayPass)('with %s is read on by the next run, and no second is lost or twice', async (key) => {
    const long = repeatWav(14)
    const { ends, heard, job } = await runAll((run) => (run === 0 ? breaking(long.bytes, Math.round(long.bytes.byteLength * 0.44), problem(key), false) : whole(long.bytes, false)))
    expect([ends, job.state, heard?.text]).toEqual([['again', 'over'], 'done', allWords(long)])
    expect(heard?.end).toEqual({ seconds: expect.closeTo(long.durationSeconds, 2) as number, isBroken: false })
  })

  it('because nobody but its owner may read it is read on by the owner', async () => {
    const long = repeatWav(14)
    const { heard } = await runAll((run) => (run === 0 ? breaking(long.bytes, Math.round(long.bytes.byteLength * 0.44), problem('source-forbidden'), false) : whole(long.bytes, false)), { userId: 'ada' })
    expect(heard?.text).toBe(allWords(long))
  })

  it.each(Object.keys(longShapes).flatMap((name) => [[name, true], [name, false]] as const))('gives every second of %s once (ranges: %s), however often it breaks', async (name, ranges) => {
    const long = await longShapes[name]!()
    const { ends, heard, paid } = await runAll((run) => (run < 2 ? breaking(long.bytes, Math.round(long.bytes.byteLength * (0.5 + 0.3 * run)), problem('source-cut-off'), ranges) : whole(long.bytes, ranges)))
    expect([ends.at(-1), heard?.text]).toEqual(['over', allWords(long)])
    const { paid: atLeast } = await runAll(() => whole(long.bytes, ranges))
    expect(paid).toBe(atLeast)
  })

  it('again and again ends the job with that number, and what was heard is kept', async () => {
    const { bytes } = repeatWav(14)
    const { ends, job } = await runAll(() => breaking(bytes, Math.round(bytes.byteLength * 0.44), problem('source-cut-off'), false))
    expect(ends).toHaveLength(maxFruitlessRuns + 1)
    expect(job).toMatchObject({ state: 'failed', errorCode: 41114 })
    expect(job.doneMs).toBeGreaterThan(8_000)
  })
})

describe('a source that is damaged', () => {
  const damaged = (long: LongFile) => (): AudioSource => breaking(long.bytes, Math.round(long.bytes.byteLength * 0.44), problem('audio-damaged'), false)

  it('is answered up to the damage, and told where that is', async () => {
    const long = repeatWav(14)
    const { ends, heard, job } = await runAll(damaged(long))
    const endSeconds = long.durationSeconds * 0.44
    expect([ends, job.state, heard?.text]).toEqual([['over'], 'done', wordsIn(0, endSeconds).join(' ')])
    expect(heard?.end).toEqual({ seconds: expect.closeTo(endSeconds, 1) as number, isBroken: true })
    expect(job).toMatchObject({ doneMs: job.audioMs, percent: 100 })
  })

  it('is still told so by a run that finds everything read', async () => {
    const { heard } = await runAll(damaged(repeatWav(14)), { finishesInRun: 1 })
    expect(heard?.end.isBroken).toBe(true)
  })

  it('ends the job when nothing was heard, or when no gap is wanted', async () => {
    const long = repeatWav(14)
    expect((await runAll(() => breaking(long.bytes, 4_000, problem('audio-damaged'), false))).job.state).toBe('done')
    expect((await runAll(() => breaking(long.bytes, 100, problem('audio-damaged'), false))).job).toMatchObject({ state: 'failed', errorCode: 41115 })
    const { job, paid } = await runAll(damaged(long), { mayHaveGaps: false })
    expect([job.state, job.errorCode, job.doneMs > 8_000, paid]).toEqual(['failed', 41115, true, 1])
  })
})
