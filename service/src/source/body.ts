import { maxAudioBytes, multipartReserveBytes, sniff, sniffBytes, type AudioType } from '../../../contract'
import { ServiceError } from '../errors'

/** Audio in memory, with free room before and after it: the multipart form is written around the bytes instead of copying them. */
export interface AudioFile {
  readonly type: AudioType
  readonly byteLength: number
  readonly bytes: Uint8Array
  /** The audio with a form around it, in the same memory when it fits. */
  wrap(head: Uint8Array, tail: Uint8Array): Uint8Array
}

/** Room for the closing line of a form. */
const tailRoomBytes = 1024
const headRoomBytes = multipartReserveBytes - tailRoomBytes

const megabytes = (bytes: number): string => (bytes / 1_048_576).toFixed(1)

export const tooLarge = (bytes: number): ServiceError =>
  new ServiceError('source-too-large', { megabytes: megabytes(bytes), maxMegabytes: megabytes(maxAudioBytes) })

const notAudio = (start: Uint8Array): AudioType => {
  const sniffed = sniff(start)
  if (sniffed.kind === 'audio') return sniffed.type
  if (sniffed.advice === 'web-page') throw new ServiceError('source-is-web-page')
  throw new ServiceError(sniffed.advice === 'convert' ? 'source-type-unsupported' : 'source-not-audio', { what: sniffed.what })
}

/**
 * Collects a download into one buffer that is allocated once. Pages that are never written cost no memory,
 * so an unknown length may be sized at the limit. Throws as soon as the content cannot become a sendable file.
 */
export class BodyCollector {
  readonly #buffer: Buffer
  #length = 0
  #type: AudioType | null = null

  constructor(expectedBytes: number | null) {
    if (expectedBytes !== null && expectedBytes > maxAudioBytes) throw tooLarge(expectedBytes)
    this.#buffer = Buffer.allocUnsafeSlow(headRoomBytes + (expectedBytes ?? maxAudioBytes) + tailRoomBytes)
  }

  get byteLength(): number {
    return this.#length
  }

  add(chunk: Uint8Array): void {
    const end = this.#length + chunk.byteLength
    if (end > this.#buffer.byteLength - headRoomBytes - tailRoomBytes) throw tooLarge(end)
    this.#buffer.set(chunk, headRoomBytes + this.#length)
    this.#length = end
    if (this.#type === null && end >= sniffBytes) this.#type = notAudio(this.#content())
  }

  finish(): AudioFile {
    if (this.#length === 0) throw new ServiceError('source-empty')
    const content = this.#content()
    const type = this.#type ?? notAudio(content)
    const buffer = this.#buffer
    const wrap = (head: Uint8Array, tail: Uint8Array): Uint8Array => {
      if (head.byteLength > headRoomBytes || tail.byteLength > tailRoomBytes) return Buffer.concat([head, content, tail])
      buffer.set(head, headRoomBytes - head.byteLength)
      buffer.set(tail, headRoomBytes + content.byteLength)
      return buffer.subarray(headRoomBytes - head.byteLength, headRoomBytes + content.byteLength + tail.byteLength)
    }
    return { type, byteLength: content.byteLength, bytes: content, wrap }
  }

  #content(): Buffer {
    return this.#buffer.subarray(headRoomBytes, headRoomBytes + this.#length)
  }
}
