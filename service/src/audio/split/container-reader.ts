import type { CutRules } from './cut/cutter'
import type { Frame } from './frame'
import type { AudioFacts, SplitCursor } from './types'
import type { Container } from '../../../../contract'

/** A finished file, in parts that lie somewhere in memory. */
export interface Packed {
  readonly container: Container
  readonly parts: readonly Uint8Array[]
}

/** One way to read a container: everything that differs between them. */
export interface ContainerReader {
  readonly facts: AudioFacts
  readonly rules: CutRules
  /** Frames in order, in handfuls; those before `from` come first, marked by their start, as far as the decoder needs them. */
  frames(from: SplitCursor | null): AsyncIterable<readonly Frame[]>
  /** Makes a file of frames. */
  pack(frames: readonly Frame[], warmUp: readonly Frame[]): Packed
  close(): void
}
