import { createSetupCheck } from '../setup-check/view'

/** Fetched only while the page is being built: `browser.part('setup-check')`. */
export default { createSetupCheck }
