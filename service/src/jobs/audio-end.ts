import type { HeardText } from './piece-worker'

/** Where the audio of a job ends. */
export interface AudioEnd {
  /** Null when nobody has told: it was sent as it is. */
  readonly seconds: number | null
  /** It is damaged there; what came before was read. */
  readonly isBroken: boolean
}

/** Where the audio ended. Without `read` a former run has read everything, and the last piece tells where that ended. */
export const endOf = (heard: readonly HeardText[], read: AudioEnd | null): AudioEnd => {
  const { endSeconds = 0, isBrokenOff = false } = heard.at(-1) ?? {}
  const isBroken = read?.isBroken ?? isBrokenOff
  return { isBroken, seconds: (isBroken ? endSeconds : Math.max(read?.seconds ?? 0, endSeconds)) || null }
}
