/** Part of a file: bytes of the original, or new ones. */
export type Part = Uint8Array<ArrayBuffer>

/** What a look at the bytes of a recording came to. */
export interface Repaired {
  /** The file with its true length in it; null = the original is as it should be, or must not be touched. */
  readonly parts: readonly Part[] | null
  readonly durationSeconds: number | null
}

/** In doubt nothing is changed and nothing is claimed. */
export const untouched: Repaired = { parts: null, durationSeconds: null }

/** Nobody pauses longer within one recording without its clock showing it; a larger step is a damaged time. */
export const maxGapSeconds = 3600
