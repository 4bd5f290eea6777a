import fc from 'fast-check'
import { Pieces } from '../../service/src/source/pieces'

const collect = (chunks: readonly Uint8Array[]): Pieces => {
  const pieces = new Pieces()
  for (const chunk of chunks) pieces.add(chunk)
  return pieces
}

/** Bytes of all the memory that the pieces keep alive. */
const heldBytes = (pieces: Pieces): number => [...new Set(pieces.all.map(({ buffer }) => buffer))].reduce((sum, { byteLength }) => sum + byteLength, 0)

const numbered = (byteLength: number, first: number): Uint8Array => Uint8Array.from({ length: byteLength }, (_, index) => (first + index) % 251)

describe('the pieces of a download', () => {
  it('are the bytes that arrived, in their order, whatever the size of the chunks', () => {
    fc.assert(fc.property(fc.array(fc.oneof(fc.integer({ min: 0, max: 3000 }), fc.integer({ min: 8000, max: 90_000 })), { maxLength: 12 }), (sizes) => {
      let written = 0
      const chunks = sizes.map((size) => numbered(size, (written += size) - size))
      const pieces = collect(chunks)
      expect(pieces.byteLength).toBe(written)
      expect(Buffer.compare(Buffer.concat(pieces.all), Buffer.concat(chunks))).toBe(0)
    }), { seed: 4, numRuns: 200 })
  })

  it('keep a large chunk without copying it', () => {
    const chunk = new Uint8Array(65_536)
    expect(collect([chunk]).all[0]).toBe(chunk)
  })

  it('put a million single bytes into few pieces', () => {
    const pieces = collect(Array.from({ length: 1_000_000 }, () => Uint8Array.of(7)))
    expect(pieces.byteLength).toBe(1_000_000)
    expect(pieces.all.length).toBeLessThan(20)
    expect(heldBytes(pieces)).toBeLessThan(1_100_000)
  })

  it('do not keep a large read alive for a small part of it', () => {
    const reads = Array.from({ length: 100 }, () => new Uint8Array(65_536).subarray(0, 10_000))
    expect(heldBytes(collect(reads))).toBeLessThan(1_100_000)
  })
})
