import { readdirSync, readFileSync } from 'node:fs'
import { join, relative, sep } from 'node:path'
import JSZip from 'jszip'

/** A file of a zip; the path uses slashes. */
export interface Entry {
  readonly path: string
  readonly content: Buffer | string
}

/** Any fixed day will do: the bytes must not tell when they were packed. */
const packedOn = new Date('2026-01-01T00:00:00Z')
const filePermissions = 0o100644

const byPath = (a: Entry, b: Entry): number => (a.path < b.path ? -1 : 1)

/** The same entries always give the same bytes, in whatever order they come. */
export const zipOf = async (entries: readonly Entry[]): Promise<Buffer> => {
  const zip = new JSZip()
  for (const { path, content } of [...entries].sort(byPath)) {
    if (zip.file(path)) throw new Error(`${path} would stand twice in the zip`)
    zip.file(path, content, { date: packedOn, createFolders: false, unixPermissions: filePermissions })
  }
  return zip.generateAsync({ type: 'nodebuffer', platform: 'UNIX', compression: 'DEFLATE', compressionOptions: { level: 9 } })
}

/** Every file below a folder, with paths from that folder. */
export const entriesOf = (folder: string): Entry[] =>
  readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map(({ parentPath, name }) => join(parentPath, name))
    .map((file) => ({ path: relative(folder, file).split(sep).join('/'), content: readFileSync(file) }))
