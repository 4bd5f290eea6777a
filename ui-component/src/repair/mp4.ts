import { boxesIn, childrenOf, descend, only, viewOf, type Box } from './boxes'
import { readFragments, type Run } from './fragments'
import { writeMovie, type Lengths } from './movie'
import { withoutPauses, type Clock } from './pauses'
import { untouched, type Part, type Repaired } from './repaired'
import { readTimes } from './times'

/**
 * MP4 from MediaRecorder is made of fragments and tells no length: WebKit plays the first fragment's, and reads packets twice.
 * It becomes an ordinary MP4: one table of all packets with their times in front, the same packets behind it.
 */

/** Between the fragments: nothing that is heard. */
const silent: readonly string[] = ['ftyp', 'styp', 'moov', 'mfra', 'free', 'skip', 'wide', 'sidx']

const sum = (values: readonly number[]): number => values.reduce((total, value) => total + value, 0)

/** `trex` tells what packets have when nothing else does. */
const trackDefaults = (bytes: Part, moov: Box): { duration: number; size: number } | null => {
  const trex = descend(bytes, moov, 'mvex', 'trex')
  if (!trex || trex.end - trex.body < 24) return null
  const view = viewOf(bytes)
  return { duration: view.getUint32(trex.body + 12), size: view.getUint32(trex.body + 16) }
}

/** A head with packets of its own has more than fragments to tell. */
const hasNoPackets = (bytes: Part, stbl: Box | null): boolean => {
  const stsz = stbl && only(childrenOf(bytes, stbl), 'stsz')
  return stsz !== null && stsz.end - stsz.body >= 12 && viewOf(bytes).getUint32(stsz.body + 8) === 0
}

const rebuild = (bytes: Part, boxes: readonly Box[], moov: Box, runs: readonly Run[], lengths: Lengths): readonly Part[] | null => {
  const type = boxes.find((box) => box.type === 'ftyp')
  const head = type ? bytes.subarray(type.start, type.end) : new Uint8Array()
  const movie = writeMovie(bytes, moov, runs, lengths, head.length)
  return movie && [head, ...movie, ...runs.map(({ start, end }) => bytes.subarray(start, end))]
}

/** The packets of all fragments, pauses left out; null = in doubt. */
const packetsOf = (bytes: Part, moov: Box, fragments: readonly Box[], scale: number, clock: Clock | null): readonly Run[] | null => {
  const defaults = trackDefaults(bytes, moov)
  if (!defaults || !hasNoPackets(bytes, descend(bytes, moov, 'trak', 'mdia', 'minf', 'stbl'))) return null
  const all = readFragments(bytes, fragments, defaults, scale)
  const runs = all && clock ? withoutPauses(all, scale, clock) : all
  return runs && runs.length > 0 ? runs : null
}

/** Turns a recorded MP4 of fragments into an ordinary one; an ordinary one stays as it is. */
export const repairMp4 = (bytes: Part, clock: Clock | null = null): Repaired => {
  const boxes = boxesIn(bytes, 0, bytes.length)
  const moov = only(boxes, 'moov')
  const times = readTimes(bytes, descend(bytes, moov, 'trak', 'mdia', 'mdhd'), 'mdhd')
  const movieTimes = readTimes(bytes, descend(bytes, moov, 'mvhd'), 'mvhd')
  if (!boxes || !moov || !times || !movieTimes) return untouched
  const fragments = boxes.filter((box) => !silent.includes(box.type))
  if (fragments[0]?.type !== 'moof') return { parts: null, durationSeconds: times.duration > 0 ? times.duration / times.scale : null }
  const runs = packetsOf(bytes, moov, fragments, times.scale, clock)
  if (!runs) return untouched
  const length = sum(runs.map(({ durations }) => sum(durations)))
  const parts = rebuild(bytes, boxes, moov, runs, { media: length, mediaScale: times.scale, movieScale: movieTimes.scale })
  return parts ? { parts, durationSeconds: length / times.scale } : untouched
}
