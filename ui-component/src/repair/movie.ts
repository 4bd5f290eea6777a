import { box, childrenOf, descend, numbers, viewOf, type Box } from './boxes'
import type { Run } from './fragments'
import type { Part } from './repaired'
import { withDuration } from './times'

/** How long the packets last, in the units of the track, and what the units are. */
export interface Lengths {
  readonly media: number
  readonly mediaScale: number
  readonly movieScale: number
}

/** Answers what stands in the place of a box: nothing, one box or more; null = it cannot be changed. */
type Change = (target: Box) => readonly Part[] | null

const containers: readonly string[] = ['moov', 'trak', 'mdia', 'minf', 'stbl', 'edts']
/** Fragments are announced in the first; the tables are written anew. */
const dropped: readonly string[] = ['mvex', 'stts', 'stsc', 'stsz', 'stco', 'co64', 'stss', 'sbgp']

const rewrite = (bytes: Part, target: Box, changes: Readonly<Record<string, Change>>): readonly Part[] | null => {
  const change = changes[target.type]
  if (change) return change(target)
  if (dropped.includes(target.type)) return []
  if (!containers.includes(target.type)) return [bytes.subarray(target.start, target.end)]
  const inside = childrenOf(bytes, target)?.map((child) => rewrite(bytes, child, changes))
  return inside && inside.every((parts) => parts !== null) ? [box(target.type, ...inside.flat())] : null
}

/** Equal neighbours become one entry of a count and the value. */
const countEqual = (values: readonly number[]): readonly (readonly [count: number, value: number])[] => {
  const counted: [number, number][] = []
  for (const value of values) {
    const last = counted.at(-1)
    if (last?.[1] === value) last[0] += 1
    else counted.push([1, value])
  }
  return counted
}

/** Which chunk first has so many packets: a chunk is one fragment. */
const chunkEntries = (runs: readonly Run[]): readonly number[] => {
  let first = 1
  return countEqual(runs.map(({ sizes }) => sizes.length)).flatMap(([count, packets]) => {
    const entry = [first, packets, 1]
    first += count
    return entry
  })
}

const tables = (runs: readonly Run[], dataAt: number): readonly Part[] => {
  const durations = countEqual(runs.flatMap((run) => run.durations))
  const sizes = runs.flatMap((run) => run.sizes)
  const chunks = chunkEntries(runs)
  let at = dataAt
  const offsets = runs.map(({ start, end }) => (at += end - start) - (end - start))
  return [
    box('stts', numbers([0, durations.length, ...durations.flat()])),
    box('stsc', numbers([0, chunks.length / 3, ...chunks])),
    box('stsz', numbers([0, 0, sizes.length]), numbers(sizes)),
    box('stco', numbers([0, runs.length, ...offsets])),
  ]
}

/** One edit may cut the encoder's lead-in; how long it lasts was unknown when it was written. */
const readLeadIn = (bytes: Part, elst: Box | null): number | null => {
  if (!elst) return 0
  const view = viewOf(bytes)
  const isPlain = elst.end - elst.body === 20 && view.getUint32(elst.body) === 0 && view.getUint32(elst.body + 4) === 1
  const from = isPlain ? view.getInt32(elst.body + 12) : -1
  return from < 0 ? null : from
}

const withEdit = (bytes: Part, elst: Box, duration: number): Part => {
  const copy = bytes.slice(elst.start, elst.end)
  viewOf(copy).setUint32(elst.body - elst.start + 8, duration)
  return copy
}

/** The head of an ordinary MP4 with everything that the head of the fragmented one told, and the beginning of the data; null = in doubt. */
export const writeMovie = (bytes: Part, moov: Box, runs: readonly Run[], { media, mediaScale, movieScale }: Lengths, startAt: number): readonly Part[] | null => {
  const edits = descend(bytes, moov, 'trak', 'edts')
  const leadIn = readLeadIn(bytes, edits && descend(bytes, edits, 'elst'))
  if (leadIn === null || leadIn >= media) return null
  const movieDuration = Math.round(((media - leadIn) * movieScale) / mediaScale)
  const timed = (type: 'mvhd' | 'mdhd' | 'tkhd', duration: number): Change => (target) => {
    const copy = withDuration(bytes, target, type, duration)
    return copy && [copy]
  }
  const movieFor = (dataAt: number): Part | null => {
    const parts = rewrite(bytes, moov, {
      mvhd: timed('mvhd', movieDuration),
      tkhd: timed('tkhd', movieDuration),
      mdhd: timed('mdhd', media),
      elst: (target) => [withEdit(bytes, target, movieDuration)],
      stsd: (target) => [bytes.subarray(target.start, target.end), ...tables(runs, dataAt)],
    })
    return parts?.[0] ?? null
  }
  const draft = movieFor(0)
  const movie = draft && movieFor(startAt + draft.length + 8)
  const dataBytes = runs.reduce((total, { start, end }) => total + end - start, 8)
  return movie && [movie, numbers([dataBytes]), Uint8Array.from('mdat', (letter) => letter.charCodeAt(0))]
}
