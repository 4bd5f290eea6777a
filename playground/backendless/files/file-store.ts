import { randomUUID } from 'node:crypto'
import { createWriteStream, readdirSync, rmSync, statSync } from 'node:fs'
import { appendFile, link, mkdir, readdir, rename, rm, stat } from 'node:fs/promises'
import { join } from 'node:path'
import { Transform, type Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { ApiError } from '../api-error'

/** What is known about a stored file or folder. */
export interface StoredEntry {
  readonly names: readonly string[]
  readonly isFolder: boolean
  readonly sizeBytes: number
  readonly createdMs: number
  readonly updatedMs: number
}

export interface SaveOptions {
  readonly overwrite: boolean
  readonly maxBytes: number
}

/** The file storage of one app on disk. Names come from `parseFilePath`, never straight from a request. */
export interface FileStore {
  locate(names: readonly string[]): string
  find(names: readonly string[]): Promise<StoredEntry | null>
  children(names: readonly string[]): Promise<StoredEntry[]>
  save(names: readonly string[], content: Readable, options: SaveOptions): Promise<void>
  append(names: readonly string[], content: Uint8Array): Promise<void>
  remove(names: readonly string[]): Promise<void>
}

const codeOf = (error: unknown): unknown => (error as { code?: unknown } | null)?.code

const exists = (names: readonly string[]): ApiError => new ApiError(409, 0, `File already exists: ${names.join('/')}. Set overwrite=true to replace it`)
const inTheWay = (names: readonly string[]): ApiError => new ApiError(409, 0, `A file or folder with a name of this path already exists: ${names.join('/')}`)

const limit = (maxBytes: number): Transform => {
  let bytes = 0
  return new Transform({
    transform(chunk: Buffer, _encoding, done) {
      bytes += chunk.length
      done(bytes > maxBytes ? new ApiError(413, 0, `The file is larger than ${maxBytes} bytes`) : null, chunk)
    },
  })
}

class DiskFileStore implements FileStore {
  constructor(
    private readonly root: string,
    private readonly temporary: string,
  ) {}

  locate(names: readonly string[]): string {
    return join(this.root, ...names)
  }

  async find(names: readonly string[]): Promise<StoredEntry | null> {
    try {
      const found = await stat(this.locate(names))
      return { names, isFolder: found.isDirectory(), sizeBytes: found.size, createdMs: Math.round(found.birthtimeMs), updatedMs: Math.round(found.mtimeMs) }
    } catch (error) {
      if (codeOf(error) === 'ENOENT' || codeOf(error) === 'ENOTDIR') return null
      throw error
    }
  }

  async children(names: readonly string[]): Promise<StoredEntry[]> {
    const entries = await readdir(this.locate(names))
    const found = await Promise.all(entries.sort().map((name) => this.find([...names, name])))
    return found.filter((entry) => entry !== null)
  }

  /** Written beside the storage and put in place whole: a cut upload leaves nothing, and two uploads cannot mix. */
  async save(names: readonly string[], content: Readable, { overwrite, maxBytes }: SaveOptions): Promise<void> {
    if (!overwrite && (await this.find(names))) {
      content.resume()
      throw exists(names)
    }
    await this.prepare(names)
    const temporary = join(this.temporary, randomUUID())
    try {
      await pipeline(content, limit(maxBytes), createWriteStream(temporary, { flags: 'wx' }))
      if (overwrite) await rename(temporary, this.locate(names))
      else await link(temporary, this.locate(names))
    } catch (error) {
      if (codeOf(error) === 'EEXIST') throw exists(names)
      if (codeOf(error) === 'EISDIR' || codeOf(error) === 'ENOTEMPTY') throw inTheWay(names)
      throw error
    } finally {
      await rm(temporary, { force: true })
    }
  }

  async append(names: readonly string[], content: Uint8Array): Promise<void> {
    await this.prepare(names)
    try {
      await appendFile(this.locate(names), content)
    } catch (error) {
      if (codeOf(error) === 'EISDIR') throw inTheWay(names)
      throw error
    }
  }

  async remove(names: readonly string[]): Promise<void> {
    await rm(this.locate(names), { recursive: true, maxRetries: 5, retryDelay: 20 })
  }

  private async prepare(names: readonly string[]): Promise<void> {
    await mkdir(this.temporary, { recursive: true })
    try {
      await mkdir(this.locate(names.slice(0, -1)), { recursive: true })
    } catch (error) {
      if (codeOf(error) === 'EEXIST' || codeOf(error) === 'ENOTDIR') throw inTheWay(names)
      throw error
    }
  }
}

const staleMs = 24 * 60 * 60 * 1000

/** What a killed playground could not remove. Younger ones may belong to another playground that runs on the same folder. */
const removeStale = (temporary: string): void => {
  if (!statSync(temporary, { throwIfNoEntry: false })) return
  const paths = readdirSync(temporary).map((name) => join(temporary, name))
  const isStale = (path: string): boolean => Date.now() - (statSync(path, { throwIfNoEntry: false })?.mtimeMs ?? Infinity) > staleMs
  for (const path of paths.filter(isStale)) rmSync(path, { force: true })
}

/** Opens the file storage inside an app's folder. */
export const openFileStore = (appDir: string): FileStore => {
  const temporary = join(appDir, 'tmp')
  removeStale(temporary)
  return new DiskFileStore(join(appDir, 'files'), temporary)
}
