import type { Failure } from './failure'
import type { Held, JobProgress, Take, Transcript, Upload, Work } from './state'

/** What a call tells while it goes on. */
export interface CallWatch {
  /** Nobody waits for it any more. */
  isOver(): boolean
  /** A job does the work; without an id it is over. */
  job(jobId?: string, job?: JobProgress): void
}

/** Everything about files and their way to the service: the lazy part `send`. */
export interface Sender {
  choose(files: readonly File[] | 'folder'): Promise<void>
  chooseAddress(address: string): Promise<void>
  upload(take: Take, signal: AbortSignal, tell: (work: Work) => void): Promise<Upload>
  /** The uploaded file of this take was removed: the next one gets another name. */
  forget(recordingId: string): void
  /** Goes on with the job that the audio has, if there is one. */
  call(held: Held & { readonly upload: Upload }, watch: CallWatch): Promise<Transcript>
  /** Nobody needs this job any more: it is ended, and what is kept for it goes. */
  endJob(jobId: string): void
  /** What it means that a step was rejected with this. */
  failure(step: 'upload' | 'call', error: unknown): Failure
  isUnanswered(error: unknown): boolean
}

/** The part, fetched when it is first asked for, and again when that failed. */
export const createSendDoor = (fetchSender: () => Promise<Sender>): (() => Promise<Sender>) => {
  let coming: Promise<Sender> | null = null
  return () => {
    coming ??= Promise.resolve().then(fetchSender).catch((error: unknown) => {
      coming = null
      throw error
    })
    return coming
  }
}
