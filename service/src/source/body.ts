import { sniff, sniffBytes, type AudioType } from '../../../contract'
import { ServiceError } from '../errors'
import { Pieces } from './pieces'

/** Audio in memory, in the pieces in which it arrived. */
export interface AudioFile {
  readonly type: AudioType
  readonly byteLength: number
  readonly pieces: readonly Uint8Array[]
  /** All of it in one piece, which is a copy. */
  readonly bytes: Uint8Array
}

const megabytes = (bytes: number): string => (bytes / 1_048_576).toFixed(1)

export const tooLarge = (bytes: number, maxBytes: number): ServiceError =>
  new ServiceError('source-too-large', { megabytes: megabytes(bytes), maxMegabytes: megabytes(maxBytes) })

const notAudio = (start: Uint8Array): AudioType => {
  const sniffed = sniff(start)
  if (sniffed.kind === 'audio') return sniffed.type
  if (sniffed.advice === 'web-page') throw new ServiceError('source-is-web-page')
  throw new ServiceError(sniffed.advice === 'convert' ? 'source-type-unsupported' : 'source-not-audio', { what: sniffed.what })
}

/** Collects a download. Throws as soon as the content cannot be audio. */
export class BodyCollector {
  readonly #pieces = new Pieces()
  #type: AudioType | null = null

  get byteLength(): number {
    return this.#pieces.byteLength
  }

  add(chunk: Uint8Array): void {
    this.#pieces.add(chunk)
    if (this.#type === null && this.byteLength >= sniffBytes) this.#type = notAudio(this.#start())
  }

  finish(): AudioFile {
    const { byteLength, all: pieces } = this.#pieces
    if (byteLength === 0) throw new ServiceError('source-empty')
    const type = this.#type ?? notAudio(this.#start())
    return { type, byteLength, pieces, get bytes() { return Buffer.concat(pieces, byteLength) } }
  }

  /** As much as tells the type. */
  #start(): Uint8Array {
    return Buffer.concat(this.#pieces.all, Math.min(sniffBytes, this.byteLength))
  }
}
