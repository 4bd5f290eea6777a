/** Data tables that the pack uses. They hold nothing that a client may change, so every client role must be denied every right on them. */

/** A table as the app must have it. */
export interface DataTable {
  readonly name: string
  readonly columns: Readonly<Record<string, 'STRING' | 'INT' | 'DOUBLE' | 'BOOLEAN'>>
}

export const minutesTable = {
  name: 'AudioMinutes',
  /** objectId is the allowance and the day, for example `app-2026-11-21`. */
  columns: { seconds: 'INT' },
} as const satisfies DataTable

/** One row a job. Times are milliseconds since 1970, lengths are milliseconds of audio; texts lie in files. */
export const jobsTable = {
  name: 'AudioJobs',
  /** objectId is made of the job's id, and tells nothing about it. */
  columns: {
    userId: 'STRING', service: 'STRING', state: 'STRING', leaseOwner: 'STRING', leaseUntil: 'INT', calledAt: 'INT', fruitlessRuns: 'INT', needsOwner: 'BOOLEAN', percent: 'INT',
    doneMs: 'INT', audioMs: 'INT', sourceBytes: 'INT', plan: 'STRING', folder: 'STRING', resultPath: 'STRING', errorCode: 'INT', errorMessage: 'STRING', reason: 'STRING', createdAt: 'INT', expiresAt: 'INT',
  },
} as const satisfies DataTable

/** One row a piece that is done. */
export const jobPiecesTable = {
  name: 'AudioJobPieces',
  /** objectId is the key of the job and the index, so no piece can be there twice. */
  columns: { job: 'STRING', piece: 'INT', startMs: 'INT', endMs: 'INT', path: 'STRING', next: 'STRING' },
} as const satisfies DataTable

export const tables: readonly DataTable[] = [minutesTable, jobsTable, jobPiecesTable]

/** Folder of the file storage for everything that jobs keep; closed to every client role like the tables. */
export const jobsFolder = 'audio-jobs'

/** Roles that a client of the app can have by itself; everything of the pack's own is denied to them. */
export const clientRoles = ['NotAuthenticatedUser', 'AuthenticatedUser', 'GuestUser', 'SocialUser', 'JSUser', 'RestUser', 'AndroidUser', 'IOSUser'] as const
