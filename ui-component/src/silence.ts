/** What has changed about what is heard; null = nothing. */
export type Heard = 'levelSilent' | 'levelHeard' | null

/** After so long people are told that nothing is heard. */
export const silentAfterMs = 3000
/** A quiet room is below, a whisper above. */
const quietest = 0.004

/** Follows the loudness of one recording. */
export const createSilence = (): ((loudness: number | null, atMs: number) => Heard) => {
  let heardAtMs: number | null = null
  let isSilent = false
  return (loudness, atMs) => {
    // Where nothing can be measured nothing is claimed.
    if (loudness === null) return null
    heardAtMs ??= atMs
    if (loudness >= quietest) heardAtMs = atMs
    const was = isSilent
    isSilent = atMs - heardAtMs >= silentAfterMs
    if (was === isSilent) return null
    return isSilent ? 'levelSilent' : 'levelHeard'
  }
}
