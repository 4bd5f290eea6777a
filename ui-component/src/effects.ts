import { captureEffect } from './capture-effect'
import type { Context, Effect } from './context'
import { sendEffect } from './send-effect'
import { timeEffect } from './time-effect'

/** Everything that reacts to the steps of the state, in this order. */
export const createEffects = (context: Context): readonly Effect[] => [captureEffect(context), sendEffect(context), timeEffect(context)]
