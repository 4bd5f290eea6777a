import { heldOf, type State } from '../state'

/** The recordings that a component has in hand in this state: they are not offered a second time. */
export const inHand = (state: State): readonly string[] => {
  const capturing = 'ids' in state ? [state.ids.recordingId] : []
  const takes = [heldOf(state)?.take, state.undo, ...state.waiting].flatMap((take) => (take ? [take.recordingId] : []))
  return [...new Set([...capturing, ...takes])]
}

/** What has become of a recording that left the hand in this step. */
export type Left = 'put-back' | 'over'

/** A recording that only made room for another one is put back; everything else was discarded, or its text is there. */
export const whyLeft = (before: State, after: State, recordingId: string): Left => {
  const held = heldOf(before)
  const isUnsent = held?.take.recordingId === recordingId && !held.transcribed
  return isUnsent && (heldOf(after) !== null || 'ids' in after) ? 'put-back' : 'over'
}
