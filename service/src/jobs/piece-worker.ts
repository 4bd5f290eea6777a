import type { Warning } from '../../../contract'
import type { Piece, SplitCursor, Splitting } from '../audio/split/types'
import type { KnownSpeaker } from '../openai/request'
import type { Lanes } from '../pieces/lanes'
import type { Transcript } from '../transcript'
import type { ServiceError } from '../errors'
import type { AudioEnd } from './audio-end'
import type { Job } from './job'

/** What is kept of a piece: everything that the end of the job needs. */
export interface HeardText {
  readonly startSeconds: number
  readonly endSeconds: number
  readonly overlapSeconds: number
  /** Null when the piece was given up. */
  readonly transcript: Transcript | null
  /** Why it was given up. */
  readonly error?: { readonly number: number; readonly message: string }
  /** The audio is damaged behind it. */
  readonly isBrokenOff?: true
  readonly modelId: string
  readonly endpoint: 'transcriptions' | 'translations'
  readonly warnings: readonly Warning[]
  readonly billedSeconds: number
  /** The voices of the first piece, for the others; only where speakers are wished. */
  readonly voices?: readonly KnownSpeaker[]
}

/** The audio of a job from some place on. */
export interface OpenedAudio {
  /** Facts that the job keeps from the first run on. */
  readonly facts: Pick<Job, 'audioMs' | 'sourceBytes' | 'plan'>
  readonly lanes: Lanes
  readonly pieces: Pick<Splitting, 'endSeconds'> & AsyncIterable<Piece>
  close(): void
}

/** Does the work of one run of a job, on the audio and with the transcription service. */
export interface PieceWorker {
  open(job: Job, from: SplitCursor | null, first: HeardText | null): Promise<OpenedAudio>
  /** The last words before the piece, if the job is to carry them on. */
  transcribe(piece: Piece, context: string): Promise<HeardText>
  /** What is kept of a piece that could not be transcribed. */
  giveUp(piece: Piece, error: ServiceError): HeardText
  /** Whether the time of this run suffices for one more piece. */
  hasTimeFor(seconds: number): boolean
  /** Makes the answer of all pieces; may be called again after it was broken off. Null = not in this run any more. */
  finish(job: Job, pieces: readonly HeardText[], keep: KeptParts, end: AudioEnd): Promise<{ readonly answer: unknown; readonly text: string } | null>
  /** Breaks off everything that is under way. */
  stop(): void
  /** Whether a piece that fails leaves a gap instead of ending the job. */
  readonly mayHaveGaps: boolean
  readonly carriesContext: boolean
  /** Whether a run that goes on needs what was heard in the first piece. */
  readonly needsFirst: boolean
}

/** Results of single steps of the end, so that none is paid twice. */
export interface KeptParts {
  read(index: number): Promise<unknown>
  add(index: number, value: unknown): Promise<void>
}
