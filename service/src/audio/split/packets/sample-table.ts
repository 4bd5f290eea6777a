import type { InputAudioTrack } from './mediabunny'

/** The part of mediabunny's index of an MP4 track that is rearranged. Not published: the version is pinned, and anything unexpected is left alone. */
interface SampleTable {
  sampleSizes: ArrayLike<number>
  sampleToChunk: { startSampleIndex: number; startChunkIndex: number; samplesPerChunk: number; sampleDescriptionIndex: number }[]
  chunkOffsets: ArrayLike<number>
}

const tableOf = (track: InputAudioTrack): SampleTable | null => {
  const { _backing: backing } = track as unknown as { _backing?: { internalTrack?: { sampleTable?: SampleTable | null } } }
  return backing?.internalTrack?.sampleTable ?? null
}

/**
 * Looking a packet up takes mediabunny as long as its chunk has packets, and there are files with thousands in a chunk.
 * Here each packet becomes a chunk of its own, at the same place. Numbers lie side by side: a day of packets is millions of them.
 */
export const flattenChunks = (track: InputAudioTrack): void => {
  const table = tableOf(track)
  if (!table || table.sampleSizes.length < 2 || !table.sampleToChunk.some(({ samplesPerChunk }) => samplesPerChunk > 1)) return
  const { sampleSizes, sampleToChunk, chunkOffsets } = table
  const offsets = new Float64Array(sampleSizes.length)
  let found = 0
  for (const [index, entry] of sampleToChunk.entries()) {
    const lastChunk = sampleToChunk[index + 1]?.startChunkIndex ?? chunkOffsets.length
    for (let chunk = entry.startChunkIndex; chunk < lastChunk; chunk += 1) {
      let offset = chunkOffsets[chunk] ?? 0
      for (let sample = 0; sample < entry.samplesPerChunk && found < offsets.length; sample += 1) {
        offsets[found] = offset
        offset += sampleSizes[found] ?? 0
        found += 1
      }
    }
  }
  if (found !== offsets.length) return
  table.sampleSizes = new Uint32Array(sampleSizes)
  table.chunkOffsets = offsets
  table.sampleToChunk = [{ startSampleIndex: 0, startChunkIndex: 0, samplesPerChunk: 1, sampleDescriptionIndex: sampleToChunk[0]?.sampleDescriptionIndex ?? 1 }]
}
