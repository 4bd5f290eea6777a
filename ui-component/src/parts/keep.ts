import { createKeeper } from '../keep/keeper'

/** Fetched when there is something to keep, or something that was kept: `browser.part('keep')`. */
export default { createKeeper }
