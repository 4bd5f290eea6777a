import type { Frame } from '../frame'

/** The bytes of frames without copying: neighbours in memory become one part. */
export const mergeParts = (frames: readonly Frame[]): Uint8Array[] => {
  const parts: Uint8Array[] = []
  let block: Uint8Array | null = null
  let from = 0
  let to = 0
  for (const frame of frames) {
    if (frame.block === block && frame.at === to) {
      to += frame.size
      continue
    }
    if (block) parts.push(block.subarray(from, to))
    block = frame.block
    from = frame.at
    to = frame.at + frame.size
  }
  if (block) parts.push(block.subarray(from, to))
  return parts
}
