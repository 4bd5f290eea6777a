import { maxAudioBytes, maxSourceBytes, sniffBytes, type AudioType } from '../../../contract'
import type { Deadline } from '../deadline'
import { ServiceError } from '../errors'
import { BodyCollector, tooLarge, type AudioFile } from './body'
import { Connection, type Reader } from './connection'

export type { Reader } from './connection'

/** Audio that is too large for one request: it is read as it is needed, once, from its beginning. */
export interface LongAudio {
  readonly type: AudioType
  /** Null when the source does not tell. */
  readonly byteLength: number | null
  chunks(): AsyncGenerator<Uint8Array, void>
  /** Reads bytes out of turn; null when the source cannot do that. */
  readonly read: ((from: number, to: number) => Promise<Uint8Array>) | null
  close(): void
}

/** What lies at an address: all of it in memory when one request can carry it, else the way to it. */
export type Source = { readonly kind: 'whole'; readonly file: AudioFile } | { readonly kind: 'long'; readonly audio: LongAudio }

async function* following(first: readonly Uint8Array[], rest: AsyncGenerator<Uint8Array, void>): AsyncGenerator<Uint8Array, void> {
  const start = [...first]
  let received = 0
  // Let go one by one: the beginning alone can be 25 MB.
  for (let chunk = start.shift(); chunk; chunk = start.shift()) {
    received += chunk.byteLength
    yield chunk
  }
  for await (const chunk of rest) {
    received += chunk.byteLength
    if (received > maxSourceBytes) throw tooLarge(received, maxSourceBytes)
    yield chunk
  }
}

/** A server may answer a range with everything: then there is no reading out of turn. */
const rangeReader = (url: URL, reader: Reader, deadline: Deadline) => async (from: number, to: number): Promise<Uint8Array> => {
  const connection = new Connection(reader, deadline)
  try {
    await connection.open(url, { range: `bytes=${from}-${to - 1}` })
    if (connection.status !== 206) throw new ServiceError('source-failed', { status: connection.status })
    const bytes = Buffer.alloc(to - from)
    let filled = 0
    for await (const chunk of connection.chunks()) filled += chunk.copy(bytes, filled)
    return bytes.subarray(0, filled)
  } finally {
    connection.close()
  }
}

/** Opens the audio at an address: guarded, bounded in size, rate and time, and known to be audio by its bytes. */
export const openSource = async (url: URL, reader: Reader, deadline: Deadline): Promise<Source> => {
  const connection = new Connection(reader, deadline)
  try {
    await connection.open(url)
    const { byteLength } = connection
    if (byteLength !== null && byteLength > maxSourceBytes) throw tooLarge(byteLength, maxSourceBytes)
    const enoughBytes = byteLength !== null && byteLength > maxAudioBytes ? sniffBytes : maxAudioBytes
    const body = new BodyCollector()
    const chunks = connection.chunks()
    for (let next = await chunks.next(); !next.done; next = await chunks.next()) {
      body.add(next.value)
      if (body.byteLength <= enoughBytes) continue
      const { type, pieces } = body.finish()
      const read = byteLength !== null && connection.acceptsRanges ? rangeReader(url, reader, deadline) : null
      return { kind: 'long', audio: { type, byteLength, read, chunks: () => following(pieces, chunks), close: () => connection.close() } }
    }
    connection.close()
    return { kind: 'whole', file: body.finish() }
  } catch (error) {
    connection.close()
    throw error
  }
}
