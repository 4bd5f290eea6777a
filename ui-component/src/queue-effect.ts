import { needsAsking } from './asking'
import type { Context, Effect } from './context'
import type { State } from './state'

/** Whether the one before is through, or was put away. A failure, and silence, wait for the person. */
const isThrough = ({ type }: State): boolean => type === 'done' || type === 'idle' || type === 'unsupported'

/** Gives the next file that waits its turn. */
export const queueEffect = ({ host, dispatch }: Context): Effect => (_, after) => {
  const [next] = after.waiting
  if (!next || !isThrough(after)) return
  const settings = host.settings()
  dispatch({ type: 'queueNext', send: settings.sendAfterStop && !needsAsking(next, settings) })
}
