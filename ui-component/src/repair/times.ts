import { viewOf, type Box } from './boxes'
import type { Part } from './repaired'

/** Where the duration stands in the body of these boxes, in version 0 and 1; the timescale is just before it, but not in `tkhd`. */
const durationAt = { mvhd: [16, 24], mdhd: [16, 24], tkhd: [20, 28] } as const

/** Boxes that tell a length. */
export type TimedType = keyof typeof durationAt

/** A length, and how many of its units make a second. */
export interface Times {
  readonly scale: number
  readonly duration: number
}

const placeOf = (bytes: Uint8Array, { body, end }: Box, type: TimedType): { readonly at: number; readonly isLong: boolean } | null => {
  const isLong = bytes[body] === 1
  const at = body + durationAt[type][isLong ? 1 : 0]
  return at + (isLong ? 8 : 4) > end ? null : { at, isLong }
}

/** What `mvhd` or `mdhd` says; null when it says nothing usable. */
export const readTimes = (bytes: Uint8Array, box: Box | null, type: 'mvhd' | 'mdhd'): Times | null => {
  const place = box && placeOf(bytes, box, type)
  if (!place) return null
  const view = viewOf(bytes)
  const scale = view.getUint32(place.at - 4)
  const high = place.isLong ? view.getUint32(place.at) * 2 ** 32 : 0
  return scale > 0 ? { scale, duration: high + view.getUint32(place.at + (place.isLong ? 4 : 0)) } : null
}

/** A copy of the box with another length; null when there is no room for it. */
export const withDuration = (bytes: Part, box: Box, type: TimedType, duration: number): Part | null => {
  const place = placeOf(bytes, box, type)
  if (!place || (!place.isLong && duration >= 2 ** 32)) return null
  const copy = bytes.slice(box.start, box.end)
  const at = place.at - box.start
  if (place.isLong) viewOf(copy).setUint32(at, Math.floor(duration / 2 ** 32))
  viewOf(copy).setUint32(at + (place.isLong ? 4 : 0), duration % 2 ** 32)
  return copy
}
