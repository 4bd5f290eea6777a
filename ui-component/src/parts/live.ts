import { createLiveEffect } from '../live/live-effect'

/** Fetched by a component whose text is to grow as people speak: `browser.part('live')`. */
export default { createLiveEffect }
