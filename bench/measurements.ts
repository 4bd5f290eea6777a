import { coldStart } from './cold-start'
import { componentDownload } from './component-download'
import { componentSpeed } from './component-speed'
import { concurrency } from './concurrency'
import { crash } from './crash'
import type { Measurement } from './harness/measurement'
import { jobsUnderFire } from './jobs-under-fire'
import { memory } from './memory'
import { overhead } from './overhead'
import { pickedHour } from './picked-hour'
import { splitFidelity } from './split-fidelity'
import { splitMemory } from './split-memory'
import { splitSpeed } from './split-speed'
import { transcriptTime } from './transcript-time'

/** Everything that `npm run bench` measures, in the order of the results. */
export const measurements: readonly Measurement[] = [overhead, memory, coldStart, concurrency, splitSpeed, splitMemory, splitFidelity, transcriptTime, jobsUnderFire, componentDownload, componentSpeed, pickedHour, crash]
