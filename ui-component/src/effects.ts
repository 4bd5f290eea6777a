import { awakeEffect } from './awake-effect'
import { captureEffect } from './capture-effect'
import type { Context, Effect } from './context'
import { keepEffect } from './keep/keep-effect'
import { liveEffect } from './live/door'
import { microphonesEffect } from './microphones-effect'
import { queueEffect } from './queue-effect'
import { sendEffect } from './send-effect'
import { silenceEffect } from './silence-effect'
import { timeEffect } from './time-effect'

/** Everything that reacts to the steps of the state, in this order. */
export const createEffects = (context: Context): readonly Effect[] =>
  [captureEffect, sendEffect, timeEffect, silenceEffect, liveEffect, awakeEffect, microphonesEffect, keepEffect, queueEffect].map((create) => create(context))
