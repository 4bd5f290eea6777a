import { repairRecording } from '../repair/repair'

/** Fetched when a recording begins: `browser.part('repair')`. */
export default { repairRecording }
