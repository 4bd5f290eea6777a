import type { Packed } from '../container-reader'
import { type Frame } from '../frame'
import { mergeParts } from './parts'

type Content = Uint8Array | readonly number[]

const u16 = (value: number): number[] => [(value >> 8) & 255, value & 255]
const u32 = (value: number): number[] => [(value >>> 24) & 255, (value >>> 16) & 255, (value >>> 8) & 255, value & 255]
const text = (value: string): number[] => [...value].map((character) => character.charCodeAt(0))
const zeros = (count: number): number[] => new Array<number>(count).fill(0)

const box = (name: string, ...content: readonly Content[]): Uint8Array => Buffer.concat([Uint8Array.from([...u32(8 + content.reduce((sum, part) => sum + part.length, 0)), ...text(name)]), ...content.map((part) => Uint8Array.from(part))])
const fullBox = (name: string, flags: number, ...content: readonly Content[]): Uint8Array => box(name, u32(flags), ...content)

const descriptor = (tag: number, ...content: readonly Content[]): Uint8Array => {
  const body = Buffer.concat(content.map((part) => Uint8Array.from(part)))
  return Buffer.concat([Uint8Array.from([tag, 0x80 | ((body.length >> 21) & 127), 0x80 | ((body.length >> 14) & 127), 0x80 | ((body.length >> 7) & 127), body.length & 127]), body])
}

const identity = [0x10000, 0, 0, 0, 0x10000, 0, 0, 0, 0x40000000].flatMap(u32)

/** What an AAC track is. */
export interface AacTrack {
  readonly sampleRate: number
  readonly channels: number
  /** AudioSpecificConfig. */
  readonly description: Uint8Array
}

const soundEntry = ({ sampleRate, channels, description }: AacTrack): Uint8Array => {
  const esds = fullBox('esds', 0, descriptor(3, u16(1), [0], descriptor(4, [0x40, 0x15, 0, 0, 0], u32(0), u32(0), descriptor(5, description)), descriptor(6, [2])))
  return box('mp4a', zeros(6), u16(1), zeros(8), u16(channels), u16(16), zeros(4), u16(Math.min(sampleRate, 65_535)), u16(0), esds)
}

/** Packets that last equally long are told in one line. */
const timeTable = (durations: readonly number[]): Uint8Array => {
  const runs: { count: number; duration: number }[] = []
  for (const duration of durations) {
    const last = runs.at(-1)
    if (last?.duration === duration) last.count += 1
    else runs.push({ count: 1, duration })
  }
  return fullBox('stts', 0, u32(runs.length), runs.flatMap(({ count, duration }) => [...u32(count), ...u32(duration)]))
}

const sizeTable = (frames: readonly Frame[]): Uint8Array => {
  const table = Buffer.alloc(8 + frames.length * 4)
  table.writeUInt32BE(frames.length, 4)
  frames.forEach(({ size }, index) => table.writeUInt32BE(size, 8 + index * 4))
  return fullBox('stsz', 0, table)
}

/** Players look a packet up within its chunk. */
const framesInChunk = 48

/** Where each chunk begins. */
const chunkTable = (frames: readonly Frame[], dataAt: number): Uint8Array => {
  const offsets: number[] = []
  let at = dataAt
  frames.forEach(({ size }, index) => {
    if (index % framesInChunk === 0) offsets.push(at)
    at += size
  })
  return fullBox('stco', 0, u32(offsets.length), offsets.flatMap(u32))
}

/** How many frames are in each chunk: the last one can hold fewer. */
const chunkSizes = (count: number): Uint8Array => {
  const full = Math.floor(count / framesInChunk)
  const rest = count % framesInChunk
  const runs = [...(full > 0 ? [[1, framesInChunk]] : []), ...(rest > 0 ? [[full + 1, rest]] : [])]
  return fullBox('stsc', 0, u32(runs.length), runs.flatMap(([first = 1, frames = 0]) => [...u32(first), ...u32(frames), ...u32(1)]))
}

const indexOf = (frames: readonly Frame[], track: AacTrack, durations: readonly number[], dataAt: number): Uint8Array => {
  const total = durations.reduce((sum, duration) => sum + duration, 0)
  const table = box('stbl',
    fullBox('stsd', 0, u32(1), soundEntry(track)), timeTable(durations), chunkSizes(frames.length), sizeTable(frames), chunkTable(frames, dataAt))
  const media = box('mdia',
    fullBox('mdhd', 0, zeros(8), u32(track.sampleRate), u32(total), u16(0x55c4), u16(0)),
    fullBox('hdlr', 0, zeros(4), text('soun'), zeros(12), text('sound'), [0]),
    box('minf', fullBox('smhd', 0, zeros(4)), box('dinf', fullBox('dref', 0, u32(1), fullBox('url ', 1))), table))
  const header = fullBox('tkhd', 3, zeros(8), u32(1), zeros(4), u32(total), zeros(8), u16(0), u16(1), u16(0x100), u16(0), identity, zeros(8))
  return box('moov', fullBox('mvhd', 0, zeros(8), u32(track.sampleRate), u32(total), u32(0x10000), u16(0x100), zeros(10), identity, zeros(24), u32(2)), box('trak', header, media))
}

const head = box('ftyp', text('M4A '), u32(0x200), text('M4A mp42isom'))

/** AAC packets as an m4a file with its index first. */
export const packM4a = (track: AacTrack, frames: readonly Frame[]): Packed => {
  // Rounded by their ends, so that errors do not add up.
  const begin = frames[0]?.start ?? 0
  const ticks = (seconds: number): number => Math.round((seconds - begin) * track.sampleRate)
  const durations = frames.map((frame, index) => Math.max(1, (frames[index + 1] ? ticks(frames[index + 1]!.start) : ticks(frame.start + frame.seconds)) - ticks(frame.start)))
  const indexBytes = indexOf(frames, track, durations, 0).byteLength
  const index = indexOf(frames, track, durations, head.byteLength + indexBytes + 8)
  const dataBytes = frames.reduce((sum, { size }) => sum + size, 0)
  return { container: 'mp4', parts: [head, index, Uint8Array.from([...u32(8 + dataBytes), ...text('mdat')]), ...mergeParts(frames)] }
}
