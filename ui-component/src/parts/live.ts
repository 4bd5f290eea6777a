import { startLive } from '../live/live'

/** Fetched by a component whose text is to grow as people speak: `browser.part('live')`. */
export default { startLive }
