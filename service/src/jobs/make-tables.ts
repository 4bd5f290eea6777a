import { clientRoles, jobPiecesTable, jobsFolder, jobsTable, tables, type DataTable } from '../../../contract'
import { ServiceError } from '../errors'
import { ownCall, ownRights } from '../own-rights'
import { readFile, writeFile } from './job-files'

const codeOf = (error: unknown): number | undefined => (error as { code?: number } | null)?.code

/** Whether the platform says that a table does not exist. */
export const isNoTable = (error: unknown): boolean => codeOf(error) === 1009

/** Whether the platform says that a record does not exist. */
export const isNoRecord = (error: unknown): boolean => codeOf(error) === 1000

const jobTables: readonly DataTable[] = [jobsTable, jobPiecesTable]

const columnsOf = ({ name, columns }: DataTable): string => `${name} (${Object.entries(columns).map(([column, type]) => `${column} ${type}`).join(', ')})`

/** Tells the owner of the app what to create. */
export const jobsUnavailable = (reason: string, cause?: unknown): ServiceError => new ServiceError('jobs-unavailable', { tables: tables.filter((table) => jobTables.includes(table)).map(columnsOf).join('; '), reason }, cause)

const samples = { STRING: '-', INT: 0, DOUBLE: 0.5, BOOLEAN: false } as const

const tableOperations = ['FIND', 'UPDATE', 'REMOVE', 'ADD', 'DESCRIBE', 'PERMISSION'] as const
const fileOperations = ['READ', 'WRITE', 'DELETE', 'PERMISSION'] as const

const deny = async (path: string, operations: readonly string[]): Promise<void> => {
  const wishes = operations.flatMap((permission) => clientRoles.map((role) => ({ permission, role })))
  const answers = await Promise.all(wishes.map(async (wish) => ({ ...wish, ok: (await ownCall('PUT', path, wish)).ok })))
  // Roles and operations differ from plan to plan; what matters is that every role that exists is shut out of the records themselves.
  const isShut = answers.some(({ permission, ok }) => ok && permission === operations[0])
  if (!isShut) throw new Error(`${path} could not be closed`)
}

/** With a dynamic schema the first record makes the table, open to everybody: it is closed before anything is in it, or given up. */
const makeTable = async ({ name, columns }: DataTable): Promise<void> => {
  const table = ownRights().Data.of(name)
  const first = await table.save(Object.fromEntries(Object.entries(columns).map(([column, type]) => [column, samples[type]])))
  try {
    await deny(`data/${name}/permissions/DENY`, tableOperations)
  } finally {
    await table.remove(String(first.objectId))
  }
}

/** Makes the tables of jobs where the app allows new tables; otherwise the error says what to create. */
export const makeJobTables = async (): Promise<void> => {
  try {
    for (const table of jobTables) await makeTable(table)
  } catch (error) {
    throw jobsUnavailable('This app does not let services make tables.', error)
  }
}

const closedMark = `${jobsFolder}/closed.json`
let closedIn: string | null = null

/** Closes the folder of the jobs to every client role before anything is written there; once an app. */
export const closeJobsFolder = async (appId: string): Promise<void> => {
  if (closedIn === appId) return
  try {
    if ((await readFile(closedMark)) === null) {
      await writeFile(`${jobsFolder}/open.json`, { note: 'Everything of jobs lies here. No client role may read, write or delete it.' })
      await deny(`files/permissions/DENY/${encodeURIComponent(jobsFolder)}`, fileOperations)
      await writeFile(closedMark, { closed: true })
    }
    closedIn = appId
  } catch (error) {
    throw jobsUnavailable(`The folder ${jobsFolder} could not be closed: deny Read, Write and Delete for it to all client roles.`, error)
  }
}
