import { childrenOf, descend, only, viewOf, type Box } from './boxes'
import { maxGapSeconds } from './repaired'

/** No codec packs more sound into one packet; a longer one is damage. */
const maxPacketSeconds = 5

/** Packets that lie one after another in the file. */
export interface Run {
  readonly start: number
  readonly end: number
  readonly sizes: readonly number[]
  readonly durations: number[]
}

/** What a packet has when its fragment does not say. */
export interface Defaults {
  readonly duration: number
  readonly size: number
}

const flag = { baseOffset: 1, description: 2, defaultDuration: 8, defaultSize: 16, defaultFlags: 32, dataOffset: 1, firstFlags: 4, duration: 0x100, size: 0x200, flags: 0x400, shift: 0x800 }

/** The fields of `tfhd` and `trun` that are there stand one after another. */
const reader = (bytes: Uint8Array, { body, end }: Box): { readonly flags: number; next(isThere: number | boolean): number | null; skip(count: number): void; left(): number } => {
  const view = viewOf(bytes)
  const flags = view.getUint32(body) & 0xffffff
  let at = body + 4
  return {
    flags,
    next: (isThere) => {
      if (!isThere || at + 4 > end) return null
      at += 4
      return view.getUint32(at - 4)
    },
    skip: (count) => {
      at += count
    },
    left: () => end - at,
  }
}

const readDefaults = (bytes: Uint8Array, tfhd: Box, track: Defaults): Defaults | null => {
  const fields = reader(bytes, tfhd)
  // Offsets from the beginning of the file are not written by recorders.
  if (fields.flags & flag.baseOffset) return null
  fields.skip(4)
  fields.next(fields.flags & flag.description)
  const duration = fields.next(fields.flags & flag.defaultDuration) ?? track.duration
  const size = fields.next(fields.flags & flag.defaultSize) ?? track.size
  return { duration, size }
}

const readRun = (bytes: Uint8Array, trun: Box, moofStart: number, defaults: Defaults): Run | null => {
  const fields = reader(bytes, trun)
  const { flags } = fields
  const count = fields.next(true) ?? 0
  const offset = fields.next(flags & flag.dataOffset)
  fields.next(flags & flag.firstFlags)
  const perPacket = [flag.duration, flag.size, flag.flags, flag.shift].filter((bit) => flags & bit).length * 4
  if (offset === null || count === 0 || count > bytes.length || perPacket * count !== fields.left()) return null
  const sizes: number[] = []
  const durations: number[] = []
  let end = moofStart + offset
  for (let index = 0; index < count; index += 1) {
    const duration = fields.next(flags & flag.duration) ?? defaults.duration
    const size = fields.next(flags & flag.size) ?? defaults.size
    fields.next(flags & flag.flags)
    fields.next(flags & flag.shift)
    if (size === 0 || duration === 0) return null
    durations.push(duration)
    sizes.push(size)
    end += size
  }
  return { start: moofStart + offset, end, sizes, durations }
}

/** When the fragment begins on the clock of the track; null = it does not say. */
const readTime = (bytes: Uint8Array, tfdt: Box | null): number | null => {
  if (!tfdt || tfdt.end - tfdt.body < 8) return null
  const view = viewOf(bytes)
  return view.getUint8(tfdt.body) === 0 ? view.getUint32(tfdt.body + 4) : tfdt.end - tfdt.body < 12 ? null : view.getUint32(tfdt.body + 4) * 2 ** 32 + view.getUint32(tfdt.body + 8)
}

interface Fragment {
  readonly time: number | null
  readonly runs: readonly Run[]
}

const readFragment = (bytes: Uint8Array, moof: Box, data: Box, track: Defaults): Fragment | null => {
  const traf = descend(bytes, moof, 'traf')
  const tfhd = descend(bytes, traf, 'tfhd')
  const defaults = tfhd && tfhd.end - tfhd.body >= 8 ? readDefaults(bytes, tfhd, track) : null
  const boxes = traf && childrenOf(bytes, traf)
  if (!defaults || !boxes) return null
  const runs = boxes.filter(({ type, body, end }) => type === 'trun' && end - body >= 8).map((trun) => readRun(bytes, trun, moof.start, defaults))
  const whole = runs.filter((run): run is Run => run !== null)
  // Every byte of the data belongs to exactly one packet, or something here is not understood.
  const isCovered = whole.length === runs.length && whole.reduce((at, { start, end }) => (start === at ? end : NaN), data.body) === data.end
  return isCovered ? { time: readTime(bytes, only(boxes, 'tfdt')), runs: whole } : null
}

/** WebKit on GStreamer writes some heads of fragments twice; the first of the two would point at the second instead of audio. */
const isWrittenTwice = (bytes: Uint8Array, first: Box, second: Box | undefined): boolean => {
  if (second?.type !== 'moof' || second.end - second.start !== first.end - first.start) return false
  const copy = bytes.subarray(second.start, second.end)
  return bytes.subarray(first.start, first.end).every((byte, index) => byte === copy[index])
}

/** Lengthens what came before a gap, so that everything after it keeps its time. Fragments that overlap follow one another. */
const closeGap = (runs: readonly Run[], gap: number): void => {
  const durations = runs.at(-1)?.durations
  if (durations) durations[durations.length - 1]! += gap
}

/** All packets of a fragmented file in their order; null = in doubt. Only `moof` and `mdat` are looked at. */
export const readFragments = (bytes: Uint8Array, boxes: readonly Box[], track: Defaults, timescale: number): readonly Run[] | null => {
  const runs: Run[] = []
  let firstTime: number | null = null
  let elapsed = 0
  for (let index = 0; index < boxes.length; index += 1) {
    const moof = boxes[index]!
    const data = boxes[index + 1]
    if (moof.type !== 'moof') return null
    if (isWrittenTwice(bytes, moof, data)) continue
    const fragment = data?.type === 'mdat' ? readFragment(bytes, moof, data, track) : null
    if (!fragment) return null
    firstTime ??= fragment.time
    const gap = (fragment.time ?? 0) - (firstTime ?? 0) - elapsed
    if (gap > maxGapSeconds * timescale) return null
    // Less than a packet's time is rounding.
    if (gap > fragment.runs[0]!.durations[0]!) {
      closeGap(runs, gap)
      elapsed += gap
    }
    for (const run of fragment.runs) {
      if (run.durations.some((duration) => duration > maxPacketSeconds * timescale)) return null
      runs.push(run)
      elapsed += run.durations.reduce((sum, duration) => sum + duration, 0)
    }
    index += 1
  }
  return runs.length > 0 ? runs : null
}
