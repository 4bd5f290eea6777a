import { coldStart } from './cold-start'
import { concurrency } from './concurrency'
import type { Measurement } from './harness/measurement'
import { memory } from './memory'
import { overhead } from './overhead'

/** Everything that `npm run bench` measures, in the order of the results. */
export const measurements: readonly Measurement[] = [overhead, memory, coldStart, concurrency]
