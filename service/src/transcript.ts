/** The shape in the middle of a call; it stands in the contract because the functions that work on a transcript know it too. */
export type { Segment, Signs, Transcript, Word } from '../../contract'
