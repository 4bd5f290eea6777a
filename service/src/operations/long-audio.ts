/** What only audio needs that is cut: a file of its own, loaded with the first such call. */
export { openAudio } from '../audio/split/open'
export { repack } from '../audio/split/repack'
export { sourceOf } from '../audio/split/source-of'
export { hearPieces } from './hear-pieces'
