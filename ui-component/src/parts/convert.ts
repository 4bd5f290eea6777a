import type { Converter } from '../convert/door'
import { NoWorker, speechInWorker } from '../convert/in-worker'
import { serve } from '../convert/serve'
import { speechOf } from '../convert/speech'

/** The text of this part itself, put there when it is built (scripts/builders/component-parts.ts): what a worker runs. */
declare const ownSource: string

const toSpeech: Converter['toSpeech'] = async (audio, watch) => {
  const speech = await speechInWorker(ownSource, audio, watch).catch((error: unknown) => {
    if (error instanceof NoWorker) return speechOf({ audio, isKillable: false, ...watch })
    throw error
  })
  return new Blob([speech], { type: 'audio/ogg' })
}

/** Fetched when a large file is to be sent: `browser.part('convert')`. */
export default { toSpeech, serve }
