/** A quiet room is below. */
const quietest = 0.004
/** So much louder than the room is a voice. */
const aboveRoom = 3
/** What is louder than this is never taken for the room. */
const loudestRoom = 0.03
/** The room is believed to become louder this slowly, per look. */
const roomRise = 1.01
/** What is heard for a shorter time is a click. */
const shortestSpeechMs = 150

/** After so much speech so short a silence is enough: long phrases are cut where they can be, never inside a sound. */
const pauses: readonly { readonly untilMs: number; readonly silenceMs: number }[] = [
  { untilMs: 20_000, silenceMs: 700 },
  { untilMs: 40_000, silenceMs: 300 },
  { untilMs: Infinity, silenceMs: 150 },
]

/** Finds the pauses between phrases. Each look says whether the phrase is over; a cut begins the next one. */
export interface Cutter {
  look(loudness: number, atMs: number): boolean
  begin(atMs: number): void
}

/** Listens to one recording. */
export const createCutter = (): Cutter => {
  let room = quietest
  let beganAtMs = 0
  let heardMs = 0
  let lastAtMs = 0
  let loudAtMs = 0
  return {
    begin: (atMs) => {
      beganAtMs = lastAtMs = loudAtMs = atMs
      heardMs = 0
    },
    look: (loudness, atMs) => {
      room = Math.min(loudestRoom, Math.max(loudness, quietest / aboveRoom), room * roomRise)
      const isLoud = loudness > Math.max(quietest, room * aboveRoom)
      if (isLoud) {
        heardMs += atMs - lastAtMs
        loudAtMs = atMs
      }
      lastAtMs = atMs
      const { silenceMs } = pauses.find(({ untilMs }) => atMs - beganAtMs < untilMs) ?? { silenceMs: 700 }
      return heardMs >= shortestSpeechMs && atMs - loudAtMs >= silenceMs
    },
  }
}
