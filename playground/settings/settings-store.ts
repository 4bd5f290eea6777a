import { randomUUID } from 'node:crypto'
import { chmodSync, mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'

/** Saved values of one service's configuration form. */
export type SavedValues = Readonly<Record<string, string>>

/** The configuration of an app's services on disk. */
export interface SettingsStore {
  read(service: string): SavedValues
  /** Replaces the values of one service. */
  write(service: string, values: SavedValues): void
}

interface SettingsFile {
  services: Record<string, SavedValues>
}

/** Only the owner of the machine may read it: it holds API keys. */
const ownerOnly = 0o600

const readFile = (path: string): SettingsFile => {
  let text: string
  try {
    text = readFileSync(path, 'utf8')
  } catch (error) {
    if ((error as { code?: unknown }).code === 'ENOENT') return { services: {} }
    throw error
  }
  try {
    return { services: {}, ...(JSON.parse(text) as Partial<SettingsFile>) }
  } catch {
    throw new Error(`The settings in ${path} are not valid JSON. Mend or delete that file, then start again.`)
  }
}

/** Opens the settings inside an app's folder. */
export const openSettingsStore = (appDir: string): SettingsStore => {
  const path = join(appDir, 'settings.json')
  const file = readFile(path)
  return {
    read: (service) => (Object.hasOwn(file.services, service) ? (file.services[service] ?? {}) : {}),
    write: (service, values) => {
      file.services = { ...file.services, [service]: values }
      mkdirSync(appDir, { recursive: true })
      const temporary = join(appDir, `.settings-${randomUUID()}`)
      writeFileSync(temporary, `${JSON.stringify(file, null, 2)}\n`, { mode: ownerOnly })
      chmodSync(temporary, ownerOnly)
      renameSync(temporary, path)
    },
  }
}
