import { hasJobEnded, type JobPart } from '../../../contract'
import { joinPieces } from '../join/join'
import { Progress, type Job } from './job'
import { isAudioPiece, readPieces } from './kept'
import type { JobStore } from './store'

/** What getJob and cancelJob answer: the fields of `jobFields` in the contract. */
export type JobAnswer = Readonly<Record<string, unknown>>

/** The text of everything that is there without a gap. */
const textSoFar = async (store: JobStore, { key }: Job): Promise<string> => {
  const { fromStart } = new Progress((await store.pieces(key)).filter(isAudioPiece))
  return joinPieces(await readPieces(store, fromStart), null).text
}

const secondsOf = (ms: number): number => Math.round(ms) / 1000

/** Tells a caller about a job. */
export const answerOf = async (store: JobStore, jobId: string, job: Job, include: JobPart): Promise<JobAnswer> => {
  const kept = job.state === 'done' && job.resultPath !== null && include !== 'state' ? ((await store.readFile(job.resultPath)) as { answer: unknown; text: string } | null) : null
  const soFar = include === 'partial' && job.state !== 'done' ? await textSoFar(store, job) : null
  return {
    jobId, state: job.state, percent: job.percent, secondsDone: secondsOf(job.doneMs), durationSeconds: job.audioMs ? secondsOf(job.audioMs) : null,
    text: kept?.text ?? soFar, result: kept?.answer ?? null, errorCode: job.errorCode, errorMessage: job.errorMessage, reason: hasJobEnded(job.state) ? job.reason : null, expiresAt: job.expiresAt,
  }
}
