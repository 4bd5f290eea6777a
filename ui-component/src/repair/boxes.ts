import type { Part } from './repaired'

/** One box of an MP4 file. */
export interface Box {
  readonly type: string
  readonly start: number
  readonly body: number
  readonly end: number
}

/** The bytes with big-endian reading, as MP4 has it. */
export const viewOf = (bytes: Uint8Array): DataView => new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)

/** The boxes between two places; null = they do not end where they should. */
export const boxesIn = (bytes: Uint8Array, from: number, to: number): readonly Box[] | null => {
  const view = viewOf(bytes)
  const boxes: Box[] = []
  for (let start = from; start < to; ) {
    if (start + 8 > to) return null
    const written = view.getUint32(start)
    const isLong = written === 1
    if (isLong && start + 16 > to) return null
    const size = isLong ? view.getUint32(start + 8) * 2 ** 32 + view.getUint32(start + 12) : written
    const body = start + (isLong ? 16 : 8)
    const end = start + size
    if (end < body || end > to) return null
    boxes.push({ type: String.fromCharCode(...bytes.subarray(start + 4, start + 8)), start, body, end })
    start = end
  }
  return boxes
}

/** The boxes inside a box. */
export const childrenOf = (bytes: Uint8Array, { body, end }: Box): readonly Box[] | null => boxesIn(bytes, body, end)

/** The only box of its type; null when there is none or more than one. */
export const only = (boxes: readonly Box[] | null, type: string): Box | null => {
  const found = boxes?.filter((box) => box.type === type) ?? []
  return found.length === 1 ? found[0]! : null
}

/** Goes down one box of each type; null when a step has none or more than one. */
export const descend = (bytes: Uint8Array, from: Box | null, ...types: readonly string[]): Box | null =>
  types.reduce<Box | null>((box, type) => (box ? only(childrenOf(bytes, box), type) : null), from)

/** A box with this content. */
export const box = (type: string, ...content: readonly Part[]): Part => {
  const size = content.reduce((sum, { length }) => sum + length, 8)
  const written = new Uint8Array(size)
  viewOf(written).setUint32(0, size)
  for (let index = 0; index < 4; index += 1) written[4 + index] = type.charCodeAt(index)
  content.reduce((at, part) => {
    written.set(part, at)
    return at + part.length
  }, 8)
  return written
}

/** Numbers of 32 bits, one after another. */
export const numbers = (values: readonly number[]): Part => {
  const written = new Uint8Array(values.length * 4)
  const view = viewOf(written)
  values.forEach((value, index) => view.setUint32(index * 4, value))
  return written
}
