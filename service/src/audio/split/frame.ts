/** The smallest part of audio that can be cut out: a packet, or a short block of samples. It points into a larger block, because there are millions. */
export interface Frame {
  /** In the whole audio. */
  readonly start: number
  readonly seconds: number
  readonly block: Uint8Array
  readonly at: number
  readonly size: number
  /** In decibels of something that follows loudness; only differences count. */
  readonly loudness: number
  /** Digital silence or next to it: nobody can speak here. */
  readonly isSilent: boolean
  /** Cannot stand in one file with what is before it. */
  readonly isBreak: boolean
  /** Where it lies in the source, for going on later; null where the container finds it by its time. */
  readonly byte: number | null
}

/** The bytes of a frame, not copied. */
export const bytesOf = ({ block, at, size }: Frame): Uint8Array => block.subarray(at, at + size)

export const endOf = ({ start, seconds }: Frame): number => start + seconds
