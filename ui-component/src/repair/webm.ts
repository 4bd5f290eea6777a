import { readElement, readUnsigned, writeSize, type Element } from './ebml'
import { opusPacketMs } from './opus-packet'
import { maxGapSeconds, untouched, type Part, type Repaired } from './repaired'

/** WebM from MediaRecorder has no Duration: players show no length and cannot seek. It is written into Info; everything else stays byte for byte. */

const ids = {
  header: 0x1a45dfa3, segment: 0x18538067, info: 0x1549a966, tracks: 0x1654ae6b, cluster: 0x1f43b675, blockGroup: 0xa0, time: 0xe7, simpleBlock: 0xa3, block: 0xa1,
  timestampScale: 0x2ad7b1, duration: 0x4489,
}
/** Elements that are stepped into; those of a cluster are met one by one, whether or not its size is known. */
const open: readonly number[] = [ids.cluster, ids.blockGroup]
/** Void, CRC-32, Tags, Position, PrevSize, BlockDuration, ReferenceBlock, DiscardPadding. */
const passed: readonly number[] = [0xec, 0xbf, 0x1254c367, 0xa7, 0xab, 0x9b, 0xfb, 0x75a2, ids.tracks]
/** A block that the end of the file cuts is the last one of a recorder that was killed; no packet is larger. */
const maxCutBytes = 8192

interface Found {
  info: Element | null
  scaleNs: number
  duration: Element | null
  clusterTime: number
  lastTime: number
  endMs: number
}

const readInfo = (bytes: Uint8Array, info: Element, found: Found): boolean => {
  const end = info.body + (info.size ?? 0)
  for (let at = info.body; at < end; ) {
    const child = readElement(bytes, at)
    if (!child || child.size === null || child.body + child.size > end) return false
    if (child.id === ids.timestampScale) found.scaleNs = readUnsigned(bytes, child)
    if (child.id === ids.duration) found.duration = child
    at = child.body + child.size
  }
  found.info = info
  return found.scaleNs > 0
}

const readBlock = (bytes: Uint8Array, { body, size }: Element, found: Found): boolean => {
  if (size === null || size < 5) return false
  // A track number below 127 takes one byte; recorders have one track.
  const relative = new DataView(bytes.buffer, bytes.byteOffset + body + 1).getInt16(0)
  const time = found.clusterTime + relative
  const toMs = found.scaleNs / 1e6
  const step = (time - found.lastTime) * toMs
  if ((bytes[body]! & 0x80) === 0 || step < 0 || step > maxGapSeconds * 1000) return false
  found.lastTime = time
  found.endMs = time * toMs + opusPacketMs(bytes.subarray(body + 4, body + size))
  return true
}

const visit = (bytes: Uint8Array, element: Element, found: Found): boolean => {
  if (element.id === ids.info) return element.size !== null && !found.info && readInfo(bytes, element, found)
  if (element.id === ids.time) found.clusterTime = readUnsigned(bytes, element)
  if (element.id === ids.simpleBlock || element.id === ids.block) return readBlock(bytes, element, found)
  return element.id === ids.time || open.includes(element.id) || (passed.includes(element.id) && element.size !== null)
}

/** Walks the whole segment; null = something in it is not what recorders write. Each step goes forward. */
const walk = (bytes: Uint8Array, segment: Element): Found | null => {
  const found: Found = { info: null, scaleNs: 1e6, duration: null, clusterTime: 0, lastTime: 0, endMs: 0 }
  const end = segment.size === null ? bytes.length : segment.body + segment.size
  if (end > bytes.length) return null
  for (let at = segment.body; at < end; ) {
    const element = readElement(bytes, at)
    if (!element) return end - at <= 12 ? found : null
    const isOpen = open.includes(element.id)
    const next = isOpen ? element.body : element.body + (element.size ?? 0)
    if (next > end) return element.id === ids.simpleBlock && next - at <= maxCutBytes ? found : null
    if (!visit(bytes, element, found)) return null
    at = next
  }
  return found
}

const durationElement = (value: number): Part => {
  const written = new Uint8Array([0x44, 0x89, 0x88, 0, 0, 0, 0, 0, 0, 0, 0])
  new DataView(written.buffer).setFloat64(3, value)
  return written
}

/** The file with a Duration of its own at the end of Info. */
const insertDuration = (bytes: Part, segment: Element, info: Element, value: number): readonly Part[] => {
  const element = durationElement(value)
  const infoEnd = info.body + info.size!
  const infoSize = writeSize(info.size! + element.length, 8)
  const grown = element.length + infoSize.length - (info.body - info.sizeAt)
  const segmentSize = segment.size === null ? bytes.subarray(segment.sizeAt, segment.body) : writeSize(segment.size + grown, segment.body - segment.sizeAt)
  return [bytes.subarray(0, segment.sizeAt), segmentSize, bytes.subarray(segment.body, info.sizeAt), infoSize, bytes.subarray(info.body, infoEnd), element, bytes.subarray(infoEnd)]
}

/** Writes the length into a recorded WebM; one that has a length already, or an index, stays as it is. */
export const repairWebm = (bytes: Part): Repaired => {
  const header = readElement(bytes, 0)
  const segment = header && header.id === ids.header && header.size !== null ? readElement(bytes, header.body + header.size) : null
  if (!segment || segment.id !== ids.segment) return untouched
  const found = walk(bytes, segment)
  if (!found?.info || found.endMs === 0) return untouched
  const durationSeconds = found.endMs / 1000
  if (found.duration) return { parts: null, durationSeconds }
  return { parts: insertDuration(bytes, segment, found.info, found.endMs / (found.scaleNs / 1e6)), durationSeconds }
}
