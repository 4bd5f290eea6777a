import { jobPiecesTable, jobsTable, type JobState } from '../../../contract'
import type { SplitCursor } from '../audio/split/types'
import { ownRights } from '../own-rights'
import type { Row, Table } from '../platform'
import type { DonePiece, Job } from './job'
import { readFile, removePath, writeFile } from './job-files'
import { isNoRecord, isNoTable, makeJobTables } from './make-tables'
import { firstStep } from './kept'
import type { JobStore } from './store'

/** Jobs in data tables and files of the app. Every id in a condition was made by the pack itself. */

const jobs = (): Table => ownRights().Data.of(jobsTable.name)
const pieces = (): Table => ownRights().Data.of(jobPiecesTable.name)

const pageSize = 100

const textOf = (value: unknown): string | null => (typeof value === 'string' && value !== '' ? value : null)
const numberOf = (value: unknown): number | null => (typeof value === 'number' ? value : null)

const toJob = (row: Row): Job => ({
  key: String(row.objectId), userId: textOf(row.userId), service: textOf(row.service) ?? '', state: (textOf(row.state) ?? 'failed') as JobState,
  leaseOwner: textOf(row.leaseOwner) ?? '', leaseUntil: numberOf(row.leaseUntil) ?? 0, calledAt: numberOf(row.calledAt) ?? 0, fruitlessRuns: numberOf(row.fruitlessRuns) ?? 0,
  needsOwner: row.needsOwner === true, percent: numberOf(row.percent) ?? 0, doneMs: numberOf(row.doneMs) ?? 0, audioMs: numberOf(row.audioMs), sourceBytes: numberOf(row.sourceBytes),
  plan: textOf(row.plan), folder: textOf(row.folder) ?? '', resultPath: textOf(row.resultPath), errorCode: numberOf(row.errorCode), errorMessage: textOf(row.errorMessage),
  reason: textOf(row.reason), createdAt: numberOf(row.createdAt) ?? 0, expiresAt: numberOf(row.expiresAt) ?? 0,
})

const toPiece = (row: Row): DonePiece => ({
  index: numberOf(row.piece) ?? 0, startMs: numberOf(row.startMs) ?? 0, endMs: numberOf(row.endMs) ?? 0, path: textOf(row.path) ?? '',
  next: typeof row.next === 'string' && row.next !== '' ? (JSON.parse(row.next) as SplitCursor) : null,
})

const isOpen = "(state = 'queued' or state = 'running')"

const isOne = async (changed: Promise<unknown>): Promise<boolean> => Number(await changed) === 1

const findById = async (table: Table, id: string): Promise<Row | null> => {
  try {
    return await table.findById(id)
  } catch (error) {
    if (isNoRecord(error) || isNoTable(error)) return null
    throw error
  }
}

/** A refused insert means that the row is there, or that the call failed: looking tells which. */
const insertOnce = async (table: Table, row: Row & { readonly objectId: string }): Promise<boolean> => {
  try {
    await table.bulkCreate([row])
    return true
  } catch (error) {
    if (isNoTable(error) || (await findById(table, row.objectId)) === null) throw error
    return false
  }
}

const some = async (where: string, sortBy: string, most: number): Promise<Job[]> => {
  try {
    return (await jobs().find({ where, sortBy, pageSize: Math.min(most, pageSize), offset: 0 })).map(toJob)
  } catch (error) {
    if (isNoTable(error)) return []
    throw error
  }
}

const allPieces = async (key: string): Promise<DonePiece[]> => {
  const found: DonePiece[] = []
  for (let offset = 0; ; offset += pageSize) {
    const page = await pieces().find({ where: `job = '${key}'`, sortBy: 'piece asc', pageSize, offset })
    found.push(...page.map(toPiece))
    if (page.length < pageSize) return found
  }
}

/** Columns that a table does not have are lost without a word, so the row is read again. */
const create = async ({ key, ...values }: Job): Promise<void> => {
  const row = { objectId: key, ...values }
  await jobs().bulkCreate([row])
  const kept = await jobs().findById(key)
  const lost = Object.entries(row).filter(([name, value]) => value !== null && value !== '' && kept?.[name] !== value).map(([name]) => name)
  if (lost.length === 0) return
  await jobs().remove(key)
  throw Object.assign(new Error(`The table ${jobsTable.name} lacks columns: ${lost.join(', ')}`), { lacksColumns: true })
}

const empty: JobStore['empty'] = async ({ key, folder }) => {
  await removePath(folder)
  await pieces().bulkDelete(`job = '${key}'`)
}

/** The jobs of the app that this service runs in. */
export const tableStore: JobStore = {
  create: async (job) => {
    try {
      await create(job)
    } catch (error) {
      if (!isNoTable(error)) throw error
      await makeJobTables()
      await create(job)
    }
  },
  read: async (key) => {
    const row = await findById(jobs(), key)
    return row && toJob(row)
  },
  claim: (key, run, now, until) => isOne(jobs().bulkUpdate(`objectId = '${key}' and leaseUntil < ${now} and ${isOpen}`, {
    state: 'running', leaseOwner: run, leaseUntil: until, fruitlessRuns: { ___class: 'BackendlessExpression', value: 'fruitlessRuns + 1' },
  })),
  hold: (key, run, changes) => isOne(jobs().bulkUpdate(`objectId = '${key}' and leaseOwner = '${run}' and state = 'running'`, changes)),
  change: (key, changes, calledBefore) => isOne(jobs().bulkUpdate(`objectId = '${key}' and ${isOpen}${calledBefore === undefined ? '' : ` and calledAt < ${calledBefore}`}`, changes)),
  pieces: allPieces,
  addPiece: (key, { index, next, ...piece }) => insertOnce(pieces(), { objectId: `${key}-${index}`, job: key, piece: index, ...piece, next: next && JSON.stringify(next) }),
  dropPieces: async (key, from) => void (await pieces().bulkDelete(`job = '${key}' and piece >= ${from} and piece < ${firstStep}`)),
  bury: async (key) => void (await jobs().bulkUpdate(`objectId = '${key}'`, { state: 'cancelled', leaseOwner: '', expiresAt: 0 })),
  empty,
  remove: async (job) => {
    await empty(job)
    await jobs().bulkDelete(`objectId = '${job.key}'`)
  },
  forgotten: (now, most) => some(`${isOpen} and leaseUntil < ${now} and needsOwner = false`, 'calledAt asc', most),
  expired: (now, most) => some(`expiresAt < ${now} and leaseUntil < ${now}`, 'expiresAt asc', most),
  write: writeFile,
  readFile,
  removeFile: removePath,
}
