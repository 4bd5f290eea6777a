import type { AudioSource } from './types'

async function* inTurn(parts: readonly Uint8Array[]): AsyncGenerator<Uint8Array, void> {
  for (const part of parts) yield await Promise.resolve(part)
}

/** A file in memory as a source. */
export const sourceOf = (parts: readonly Uint8Array[]): AudioSource => {
  const byteLength = parts.reduce((sum, part) => sum + part.byteLength, 0)
  return {
    byteLength,
    chunks: () => inTurn(parts),
    read: (from, to) => Promise.resolve(rangeOf(parts, from, Math.min(to, byteLength))),
  }
}

const rangeOf = (parts: readonly Uint8Array[], from: number, to: number): Uint8Array => {
  const found: Uint8Array[] = []
  let at = 0
  for (const part of parts) {
    if (at < to && at + part.byteLength > from) found.push(part.subarray(Math.max(0, from - at), to - at))
    at += part.byteLength
  }
  return found.length === 1 ? found[0]! : Buffer.concat(found)
}
