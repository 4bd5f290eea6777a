import type { DonePiece, Job } from './job'

/** What may change in the row of a job. */
export type JobChanges = Partial<Omit<Job, 'key' | 'userId' | 'service' | 'folder' | 'createdAt'>>

/** Where jobs are kept. Everything is written with the rights of the pack, so whoever calls it must have checked whose job it is. */
export interface JobStore {
  create(job: Job): Promise<void>
  read(key: string): Promise<Job | null>
  /** One conditional update: true for exactly one of those who claim a job that nobody holds. It counts as a run without fruit until `hold` says otherwise. */
  claim(key: string, run: string, now: number, until: number): Promise<boolean>
  /** Changes a job while the run holds it and it goes on; false = it does not any more. */
  hold(key: string, run: string, changes: JobChanges): Promise<boolean>
  /** Changes a job that is not over; with `calledBefore` only when no run was asked for since then. */
  change(key: string, changes: JobChanges, calledBefore?: number): Promise<boolean>
  /** In order. */
  pieces(key: string): Promise<DonePiece[]>
  /** False = it was there already. */
  addPiece(key: string, piece: DonePiece): Promise<boolean>
  /** Removes pieces of audio from an index on. */
  dropPieces(key: string, from: number): Promise<void>
  /** From then on no run holds the job, whatever its state was, and nobody sees it. */
  bury(key: string): Promise<void>
  /** Files and pieces. */
  empty(job: Pick<Job, 'key' | 'folder'>): Promise<void>
  /** Files, pieces and the job itself. */
  remove(job: Pick<Job, 'key' | 'folder'>): Promise<void>
  /** Jobs that nobody works on although they are not over. */
  forgotten(now: number, most: number): Promise<Job[]>
  /** Jobs whose days are over, and that no run can be writing to any more. */
  expired(now: number, most: number): Promise<Job[]>
  write(path: string, value: unknown): Promise<void>
  /** Null = there is no such file. */
  readFile(path: string): Promise<unknown>
  removeFile(path: string): Promise<void>
}
