import { createReadStream, existsSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { ApiError } from '../../backendless/api-error'
import type { AppRuntime } from '../../backendless/app-runtime'
import { examples } from './examples'
import type { LogicDocument, Program } from './program'
import { sampleFolder, samples } from './samples'

/** What the developer of an app made of the programs: their logic on disk, beside everything else that the app keeps. */

const playground = resolve(__dirname, '..', '..')
const maxDocuments = 100

const pathOf = ({ appDir }: AppRuntime, id: string): string => join(appDir, 'codeless', 'programs', `${id}.json`)

const known = (id: string): Program => {
  const found = examples.find((program) => program.id === id)
  if (!found) throw new ApiError(404, 0, `There is no program "${id}"`)
  return found
}

/** A program as the app has it: changed by its developer, or as it comes. */
export const readProgram = (runtime: AppRuntime, id: string): Program => {
  const program = known(id)
  const path = pathOf(runtime, id)
  return existsSync(path) ? { ...program, logic: (JSON.parse(readFileSync(path, 'utf8')) as { logic: LogicDocument[] }).logic } : program
}

const isDocument = (value: unknown): value is LogicDocument => {
  const { uid, event, xml, code } = (value ?? {}) as Record<string, unknown>
  return typeof uid === 'string' && typeof event === 'string' && typeof xml === 'string' && typeof code === 'string' && /^\w+$/.test(uid) && /^\w+$/.test(event)
}

/** Keeps the logic of a program, whole or not at all. */
export const saveProgram = (runtime: AppRuntime, id: string, logic: unknown): Program => {
  known(id)
  if (!Array.isArray(logic) || logic.length > maxDocuments || !logic.every(isDocument)) throw new ApiError(400, 0, 'Send {"logic": [{"uid", "event", "xml", "code"}]}')
  const path = pathOf(runtime, id)
  mkdirSync(join(path, '..'), { recursive: true })
  writeFileSync(`${path}.new`, JSON.stringify({ logic }))
  renameSync(`${path}.new`, path)
  return readProgram(runtime, id)
}

/** Makes a program what it was at the beginning. */
export const resetProgram = (runtime: AppRuntime, id: string): Program => {
  rmSync(pathOf(runtime, known(id).id), { force: true })
  return known(id)
}

/** Puts the recordings of the examples into the app's file storage, where they are missing. */
export const provideSamples = async ({ files }: AppRuntime): Promise<void> => {
  for (const { name, asset } of samples) {
    const path = [sampleFolder, name]
    if (!(await files.find(path))) await files.save(path, createReadStream(join(playground, asset)), { overwrite: true, maxBytes: 10_000_000 })
  }
}
