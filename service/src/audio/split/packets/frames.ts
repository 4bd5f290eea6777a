import { ServiceError } from '../../../errors'
import { Arena } from '../arena'
import type { Frame } from '../frame'
import type { AudioSource, SplitCursor } from '../types'
import { opusSamples } from '../write/ogg'
import type { EncodedPacket, EncodedPacketSink } from './mediabunny'
import type { TrackKind } from './track'
import type { Window } from './window'

const batchSize = 256
/** Containers round times; less than this is no jump. */
const jumpSeconds = 0.06
/** Pauses of a recorder that left nothing behind are filled with packets of silence. */
const maxFilledSeconds = 30
/** A reader that gives the same place again and again goes round in circles. */
const maxIdlePackets = 1000
/** Where the decoder begins to listen before a cursor. */
const leadSeconds = 1

/** Makes frames of packets. */
class FrameMaker {
  readonly #kind: TrackKind
  readonly #arena = new Arena()
  #end: number | null = null
  /** Times that went backwards, as in files that were put together, go on from where they were. */
  #shift = 0
  #lastSeconds = 0.02

  constructor(kind: TrackKind) {
    this.#kind = kind
  }

  add(packet: EncodedPacket, frames: Frame[]): void {
    const skip = this.#kind.skipBytes(packet.data)
    const size = packet.data.byteLength - skip
    if (size <= 0) return
    const seconds = this.#secondsOf(packet)
    let start = packet.timestamp + this.#shift
    let isBreak = false
    if (this.#end !== null && Math.abs(start - this.#end) > jumpSeconds) {
      if (start < this.#end) {
        this.#shift += this.#end - start
        start = this.#end
      } else isBreak = !this.#fill(start, packet.data, frames)
    }
    const place = this.#arena.keep(packet.data, skip, size)
    const bytes = place.block.subarray(place.at, place.at + size)
    this.#kind.mend?.(bytes)
    frames.push({ start, seconds, ...place, size, ...this.#kind.measure(bytes, seconds), isBreak, byte: null })
    this.#end = start + seconds
  }

  #secondsOf({ data, duration }: EncodedPacket): number {
    const opus = this.#kind.codec === 'opus' ? opusSamples(data, 0, data.byteLength) / 48_000 : 0
    const seconds = opus || duration || this.#lastSeconds
    this.#lastSeconds = seconds
    return seconds
  }

  /** Opus knows a packet that says nothing: its first byte alone. */
  #fill(until: number, like: Uint8Array, frames: Frame[]): boolean {
    const from = this.#end ?? until
    if (this.#kind.codec !== 'opus' || until - from > maxFilledSeconds) return false
    const silent = Uint8Array.of((like[0] ?? 0) & 0xfc)
    const seconds = opusSamples(silent, 0, 1) / 48_000
    for (let start = from; until - start > seconds / 2; start += seconds) frames.push({ start, seconds, ...this.#arena.keep(silent, 0, 1), size: 1, loudness: 0, isSilent: true, isBreak: false, byte: null })
    return true
  }
}

const firstPacket = async (sink: EncodedPacketSink, from: SplitCursor | null, canJump: boolean): Promise<EncodedPacket | null> =>
  (from && canJump ? await sink.getPacket(Math.max(0, from.seconds - leadSeconds)) : null) ?? (await sink.getFirstPacket())

/** What is read so far goes to waste when the reader finds a fault of its own: it is the file that is damaged. */
export const asDamaged = (error: unknown): ServiceError => {
  if (error instanceof ServiceError) return error
  return new ServiceError('audio-damaged', {}, error)
}

/** Packet after packet. */
export async function* framesOf(sink: EncodedPacketSink, kind: TrackKind, window: Window, source: AudioSource, from: SplitCursor | null): AsyncGenerator<readonly Frame[]> {
  const maker = new FrameMaker(kind)
  let lastNumber = -1
  const step = async (read: () => Promise<EncodedPacket | null>): Promise<EncodedPacket | null> => {
    try {
      return await read()
    } catch (error) {
      if (error instanceof Error && error.name === 'AbortError') throw error
      // A file that was cut off in the middle of a packet ends with the packet before it.
      if (!(error instanceof ServiceError) && lastNumber >= 0 && window.isAtEnd) return null
      throw asDamaged(error)
    }
  }
  let packet = await step(() => firstPacket(sink, from, source.read !== null))
  window.goForward()
  let frames: Frame[] = []
  let idle = 0
  while (packet) {
    window.progress()
    idle = packet.sequenceNumber > lastNumber ? 0 : idle + 1
    if (idle > maxIdlePackets) throw new ServiceError('audio-damaged')
    lastNumber = Math.max(lastNumber, packet.sequenceNumber)
    maker.add(packet, frames)
    if (frames.length >= batchSize) {
      yield frames
      frames = []
    }
    const current: EncodedPacket = packet
    packet = await step(() => sink.getNextPacket(current))
  }
  if (frames.length > 0) yield frames
}
