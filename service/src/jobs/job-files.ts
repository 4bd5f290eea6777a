import { jobsFolder } from '../../../contract'
import { ownCall, ownRights } from '../own-rights'

/** Files of jobs, written and read with the rights of the pack: the folder is closed to every client role. */

const partsOf = (path: string): { folder: string; name: string } => {
  const at = path.lastIndexOf('/')
  return { folder: path.slice(0, at), name: path.slice(at + 1) }
}

/** Writes a value as JSON, whole or not at all. */
export const writeFile = async (path: string, value: unknown): Promise<void> => {
  const { folder, name } = partsOf(path)
  await ownRights().Files.saveFile(folder, name, JSON.stringify(value), true)
}

const encoded = (path: string): string => path.split('/').map(encodeURIComponent).join('/')

/** Reads a value; null = there is no such file. */
export const readFile = async (path: string): Promise<unknown> => {
  const response = await ownCall('GET', `files/${encoded(path)}`)
  const text = await response.text()
  if (response.ok) return JSON.parse(text) as unknown
  if (response.status === 404 || /"code"\s*:\s*6000\b/.test(text)) return null
  throw new Error(`A file of a job could not be read: status ${response.status}`)
}

/** Removes a file or a folder with all in it; one that is not there is no error. */
export const removePath = async (path: string): Promise<void> => {
  // Nothing but what jobs have written may ever be removed, whatever a row says.
  if (!path.startsWith(`${jobsFolder}/`) || path.includes('..')) return
  await ownRights().Files.remove(path).catch((error: unknown) => {
    const { code, status } = (error ?? {}) as { code?: number; status?: number }
    if (code !== 6000 && status !== 404) throw error
  })
}
