/** One element of a WebM file; `size` is null where the writer did not know it. */
export interface Element {
  readonly id: number
  readonly sizeAt: number
  readonly body: number
  readonly size: number | null
}

const lengthOf = (first: number): number => Math.clz32(first) - 23

/** Reads the element that begins here; null = there is none, or its end cannot be told. */
export const readElement = (bytes: Uint8Array, at: number): Element | null => {
  const idLength = lengthOf(bytes[at] ?? 0)
  const sizeAt = at + idLength
  const sizeLength = lengthOf(bytes[sizeAt] ?? 0)
  const body = sizeAt + sizeLength
  if (idLength > 4 || sizeLength > 8 || body > bytes.length) return null
  let id = 0
  for (let index = at; index < sizeAt; index += 1) id = id * 256 + bytes[index]!
  const first = bytes[sizeAt]! & (0xff >> sizeLength)
  let size = first
  let isUnknown = first === 0xff >> sizeLength
  for (let index = sizeAt + 1; index < body; index += 1) {
    size = size * 256 + bytes[index]!
    isUnknown &&= bytes[index] === 0xff
  }
  return { id, sizeAt, body, size: isUnknown ? null : size }
}

/** The number in the body of an element; whole numbers up to 2^53. */
export const readUnsigned = (bytes: Uint8Array, { body, size }: Element): number => bytes.subarray(body, body + (size ?? 0)).reduce((sum, byte) => sum * 256 + byte, 0)

/** A size written with so many bytes. */
export const writeSize = (size: number, length: number): Uint8Array<ArrayBuffer> => {
  const written = new Uint8Array(length)
  for (let index = length - 1, rest = size; index >= 0; index -= 1, rest = Math.floor(rest / 256)) written[index] = rest % 256
  written[0]! |= 0x100 >> length
  return written
}
