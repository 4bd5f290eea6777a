import { createReadStream, statSync } from 'node:fs'
import { open } from 'node:fs/promises'

const chunkBytes = 256 * 1024

/** Bytes of a file on disk in the shape that the service cuts: from the beginning, and by range where wanted. */
export const fileSource = (path: string, hasRanges = true) => {
  const byteLength = statSync(path).size
  const read = async (from: number, to: number): Promise<Uint8Array> => {
    const file = await open(path)
    try {
      const bytes = Buffer.allocUnsafe(Math.max(0, Math.min(to, byteLength) - from))
      await file.read(bytes, 0, bytes.byteLength, from)
      return bytes
    } finally {
      await file.close()
    }
  }
  return { byteLength, chunks: () => createReadStream(path, { highWaterMark: chunkBytes }) as AsyncIterable<Uint8Array>, read: hasRanges ? read : null }
}
