import { estimateDollars } from '../../../contract'

/** Without a model the service uses its own; that one costs as much per minute as this one did when prices were last looked at. */
const usualModel = 'whisper-1'

/** Fetched for long audio only: `browser.part('price')`. */
export default { estimate: (model: string, seconds: number): number | null => estimateDollars(model || usualModel, seconds, null) }
