import { isCapturing } from './phases'
import type { State } from './state'

/** A press that is shorter than this switches, so that nobody has to hold. */
const holdMs = 500

interface Talk {
  now(): number
  state(): State
  record(): void
  stop(): void
}

/** Holding records and letting go stops; a short press begins, and the next one ends. */
export const createHoldToTalk = ({ now, state, record, stop }: Talk): { press(): void; letGo(): void } => {
  let pressedAtMs: number | null = null
  let isEnding = false
  return {
    press: () => {
      // A key that is held down repeats.
      if (pressedAtMs !== null) return
      pressedAtMs = now()
      isEnding = isCapturing(state())
      if (!isEnding) record()
    },
    letGo: () => {
      if (pressedAtMs === null) return
      const isHeld = now() - pressedAtMs >= holdMs
      pressedAtMs = null
      if (isEnding || isHeld) stop()
    },
  }
}
