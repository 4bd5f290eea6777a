/** What only long audio and jobs need: a file of its own, loaded with the first such call. */
export { lengthOf } from './audio/split/length'
export { openAudio } from './audio/split/open'
export { repack } from './audio/split/repack'
export { sourceOf } from './audio/split/source-of'
export { performJob, startJobInstead, sweepJobs } from './jobs/methods'
export { hearPieces } from './operations/hear-pieces'
