import { coldStart } from './cold-start'
import { componentDownload } from './component-download'
import { componentSpeed } from './component-speed'
import { concurrency } from './concurrency'
import { crash } from './crash'
import type { Measurement } from './harness/measurement'
import { memory } from './memory'
import { overhead } from './overhead'
import { pickedHour } from './picked-hour'

/** Everything that `npm run bench` measures, in the order of the results. */
export const measurements: readonly Measurement[] = [overhead, memory, coldStart, concurrency, componentDownload, componentSpeed, pickedHour, crash]
