import { readFile, mkdir, writeFile } from 'node:fs/promises'
import { dirname, join, posix } from 'node:path'
import JSZip from 'jszip'
import type { PartFiles } from './content-rules'
import { Refusal } from './refusal'

const maxUnpackedBytes = 64 * 1024 ** 2

/** A path that could leave the folder into which it is unpacked. */
const leaves = (path: string): boolean => path.includes('\\') || posix.isAbsolute(path) || path.split('/').includes('..')

/** Reads a zip whole; a broken one, or one whose paths lead elsewhere, is refused. */
export const readZip = async (path: string, title: string): Promise<PartFiles> => {
  const bytes = await readFile(path).catch(() => null)
  if (!bytes) throw new Refusal([`${title} cannot be installed: its package ${posix.basename(path)} is missing`])
  const zip = await JSZip.loadAsync(bytes).catch(() => null)
  if (!zip) throw new Refusal([`${title} cannot be installed: its package ${posix.basename(path)} is not a whole zip file`])
  const files = new Map<string, Buffer>()
  let total = 0
  for (const entry of Object.values(zip.files).filter(({ dir }) => !dir)) {
    // JSZip tidies names up; the one that was written decides.
    const written = (entry as JSZip.JSZipObject & { unsafeOriginalName?: string }).unsafeOriginalName ?? entry.name
    if (leaves(written)) throw new Refusal([`${title} cannot be installed: its package holds the path ${written}, which leads out of it`])
    const content = await entry.async('nodebuffer')
    total += content.length
    if (total > maxUnpackedBytes) throw new Refusal([`${title} cannot be installed: its package is larger than ${maxUnpackedBytes} bytes when unpacked`])
    files.set(entry.name, content)
  }
  return files
}

/** Writes unpacked files below a folder. */
export const unpack = async (files: PartFiles, folder: string): Promise<void> => {
  for (const [path, content] of files) {
    const target = join(folder, path)
    await mkdir(dirname(target), { recursive: true })
    await writeFile(target, content)
  }
}
