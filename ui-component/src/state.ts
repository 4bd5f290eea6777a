import type { Failure } from './failure'

/** Which recording this is, and which record of the app it belongs to. */
export interface Ids {
  /** Random, so that two tabs or two people never share one. */
  readonly recordingId: string
  /** What the page said in `recordId` when it began. */
  readonly recordId: string
}

/** Audio in hand: a finished recording or an accepted file. */
export interface Take extends Ids {
  readonly id: number
  readonly file: File
  readonly origin: 'microphone' | 'file'
  readonly durationSeconds: number | null
  /** Whether the length in the bytes is right; a recording comes from the browser without one. */
  readonly repaired: boolean
  /** Object address for the player and the download; it lives as long as the take is in hand. */
  readonly playUrl: string
  /** Kept from earlier, not made by this component now. */
  readonly isRecovered?: boolean
  /** Where it lies when its bytes are not here: then the file is empty. */
  readonly source?: Upload
  /** What transcribing it costs about, in US dollars; only long audio is estimated. */
  readonly dollars?: number | null
}

/** A file that lies in the app's file storage. */
export interface Upload {
  readonly url: string
  readonly path: string
}

/** What is done with the bytes on their way: first made smaller when that is worth it, then uploaded. */
export interface Work {
  readonly stage: 'converting' | 'uploading'
  /** Bytes; while converting the part of `total` that is through. */
  readonly done: number
  readonly total: number
}

/** A take with what has become of it. */
export interface Held {
  readonly take: Take
  readonly upload: Upload | null
  readonly transcribed: boolean
  /** The job that transcribes it, for as long as that is not over. */
  readonly jobId?: string | undefined
}

/** How far a job is. */
export interface JobProgress {
  readonly percent: number
  readonly secondsDone: number
  /** Null = the service does not know yet. */
  readonly durationSeconds: number | null
}

/** A transcript with everything that the service told about it. */
export interface Transcript {
  readonly text: string
  readonly segments: readonly unknown[]
  readonly language: string
}

interface Clock {
  /** Reading of the monotonic clock at which `elapsedMs` was last brought up to date. */
  readonly atMs: number
  readonly elapsedMs: number
}

/** What is only there in one situation. `held` may be an older take that a new recording has not replaced yet. */
export type Phase =
  | { readonly type: 'idle' }
  | { readonly type: 'unsupported' }
  | ({ readonly type: 'asking'; readonly held: Held | null; readonly ids: Ids; readonly stage: AskingStage; readonly isQuick: boolean } & Clock)
  | ({ readonly type: 'recording'; readonly held: Held | null; readonly ids: Ids; readonly maxMs: number; readonly isSilent: boolean } & Clock)
  | ({ readonly type: 'paused'; readonly held: Held | null; readonly ids: Ids; readonly maxMs: number; readonly why: PauseReason; readonly isResuming: boolean; readonly isQuick?: boolean } & Clock)
  | { readonly type: 'stopping'; readonly held: Held | null; readonly ids: Ids; readonly why: StopReason; readonly discard: boolean; readonly elapsedMs: number }
  | { readonly type: 'recorded'; readonly held: Held; readonly note: Note | null; readonly failure: Failure | null }
  | { readonly type: 'uploading'; readonly held: Held; readonly work?: Work }
  | ({ readonly type: 'transcribing'; readonly held: Held; readonly job?: JobProgress | undefined } & Clock)
  | { readonly type: 'done'; readonly held: Held }
  | { readonly type: 'noSpeech'; readonly held: Held }
  | { readonly type: 'queued'; readonly held: Held }
  | { readonly type: 'failed'; readonly held: Held | null; readonly failure: Failure; readonly step: FailedStep; readonly fileName: string | null }

/** The browser opens the microphone; or it is open, and what is said about that ends before the recording begins. */
export type AskingStage = 'opening' | 'starting'
/** Who paused: the person, the device (call, lock, sleep), or Escape, which asks what to do. */
export type PauseReason = 'person' | 'interrupted' | 'escape'
/** Why a recording ends: the person, the longest time or size, or a microphone that went away. */
export type StopReason = 'person' | 'limit' | 'lost'
export type Note = 'limit' | 'cancelled'
/** What Try again repeats. */
export type FailedStep = 'microphone' | 'file' | 'send'

/** A recording that lies on this device and has not become text yet. */
export interface Unsent extends Ids {
  /** Time of day at which it began, in milliseconds. */
  readonly startedAtMs: number
  readonly durationSeconds: number | null
  readonly bytes: number
}

/** A transcript whose record is no longer the one on the page: it waits to be taken. */
export interface LateResult extends Ids {
  readonly transcript: Transcript
}

/** An audio input of the device. */
export interface Microphone {
  readonly id: string
  readonly label: string
}

/** What is there in every situation. */
export interface Shared {
  /** Grows with every attempt, so that an answer to an abandoned one is recognised. */
  readonly run: number
  /** Grows with every reset, so that files which are still looked at are recognised as those of an earlier choice. */
  readonly resets: number
  /** Why this page cannot record at all; null = it can, or need not. */
  readonly obstacle: Failure | null
  readonly transcript: Transcript
  /** A take that was discarded, or replaced before it had a text, and that can still be brought back. */
  readonly undo: Take | null
  /** Chosen together with the one in hand; each has its turn. */
  readonly waiting: readonly Take[]
  readonly unsent: readonly Unsent[]
  readonly late: readonly LateResult[]
  /** Why what is being recorded is not kept on this device. */
  readonly unkept: Failure | null
  /** Texts of the files that had their turn before the one in hand. */
  readonly earlier: string
  readonly microphones: readonly Microphone[]
  /** The chosen microphone, even while it is unplugged; empty = the one that the browser takes. */
  readonly microphoneId: string
  /** As you speak: the text of the phrases so far, in their order; null = off. */
  readonly soFar: SoFar | null
}

/** The growing text of a recording. */
export interface SoFar {
  readonly text: string
  /** Phrases that are on their way. */
  readonly pending: number
  /** Whether one of them has to be sent again. */
  readonly isRetrying?: boolean
}

export type State = Shared & Phase
export type StateOf<T extends State['type']> = Extract<State, { type: T }>

export const noTranscript: Transcript = { text: '', segments: [], language: '' }

export const initialState: State = { type: 'idle', run: 0, resets: 0, obstacle: null, transcript: noTranscript, undo: null, waiting: [], unsent: [], late: [], unkept: null, earlier: '', microphones: [], microphoneId: '', soFar: null }

/** The take in hand with its upload, whatever is being done with it. */
export const heldOf = (state: State): Held | null => ('held' in state ? state.held : null)

export type Resting = StateOf<'idle' | 'unsupported' | 'recorded' | 'done' | 'noSpeech' | 'queued' | 'failed'>

/** Whether nothing is under way, so that something new can begin. */
export const isResting = (state: State): state is Resting => ['idle', 'unsupported', 'recorded', 'done', 'noSpeech', 'queued', 'failed'].includes(state.type)

/** The failure that a person should see now; an obstacle counts only while nothing else happens, and what is not kept only while there is something to keep. */
export const failureIn = (state: State): Failure | null => {
  if (state.type === 'failed' || state.type === 'recorded') return state.failure ?? state.unkept
  if (state.type === 'unsupported') return state.obstacle
  return state.type === 'idle' || state.type === 'done' ? null : state.unkept
}

/** Everything that can happen: what people and pages want, and what browser and services report. Times come with it. */
export type Event =
  | { readonly type: 'obstacle'; readonly failure: Failure | null }
  | { readonly type: 'pageText'; readonly text: string }
  | { readonly type: 'record'; readonly atMs: number; readonly ids: Ids; readonly isQuick: boolean }
  | { readonly type: 'opened'; readonly run: number; readonly atMs: number }
  | { readonly type: 'granted'; readonly run: number; readonly atMs: number; readonly maxMs: number }
  | { readonly type: 'refused'; readonly run: number; readonly failure: Failure }
  | { readonly type: 'tick'; readonly atMs: number }
  | { readonly type: 'pause'; readonly atMs: number }
  | { readonly type: 'resume'; readonly atMs: number; readonly isQuick: boolean }
  | { readonly type: 'resumed'; readonly run: number; readonly atMs: number }
  | { readonly type: 'interrupted'; readonly run: number; readonly atMs: number }
  | { readonly type: 'askDiscard'; readonly atMs: number }
  | { readonly type: 'levelSilent'; readonly run: number }
  | { readonly type: 'levelHeard'; readonly run: number }
  | { readonly type: 'maxMs'; readonly run: number; readonly maxMs: number }
  | { readonly type: 'microphones'; readonly microphones: readonly Microphone[] }
  | { readonly type: 'chooseMicrophone'; readonly id: string }
  | { readonly type: 'soFar'; readonly run: number; readonly soFar: SoFar | null; readonly transcript: Transcript | null }
  | { readonly type: 'liveFailed'; readonly run: number; readonly send: boolean }
  | { readonly type: 'stop'; readonly atMs: number }
  | { readonly type: 'full'; readonly run: number; readonly atMs: number }
  | { readonly type: 'lost'; readonly run: number; readonly atMs: number }
  | { readonly type: 'took'; readonly run: number; readonly atMs: number; readonly take: Take; readonly send: boolean; readonly lost: Failure }
  | { readonly type: 'tookNothing'; readonly run: number; readonly failure: Failure }
  | { readonly type: 'choosing' }
  | { readonly type: 'fileAccepted'; readonly run: number; readonly take: Take; readonly send: boolean; readonly atMs: number; readonly upload?: Upload }
  | { readonly type: 'fileRefused'; readonly run: number; readonly failure: Failure; readonly fileName: string | null }
  | { readonly type: 'queueAdd'; readonly takes: readonly Take[] }
  | { readonly type: 'queueRemove'; readonly takeId: number }
  | { readonly type: 'queueNext'; readonly send: boolean }
  | { readonly type: 'recovered'; readonly unsent: readonly Unsent[] }
  | { readonly type: 'restore'; readonly take: Take; readonly send: boolean; readonly atMs: number; readonly upload: Upload | null; readonly jobId?: string | undefined }
  | { readonly type: 'unkept'; readonly failure: Failure | null }
  | { readonly type: 'lateTaken'; readonly recordingId: string }
  | { readonly type: 'work'; readonly run: number; readonly work: Work }
  | { readonly type: 'queued'; readonly run: number }
  | { readonly type: 'late'; readonly late: readonly LateResult[] }
  | { readonly type: 'send'; readonly atMs: number }
  | { readonly type: 'uploaded'; readonly run: number; readonly upload: Upload; readonly atMs: number }
  | { readonly type: 'job'; readonly run: number; readonly jobId?: string | undefined; readonly job?: JobProgress | undefined }
  | { readonly type: 'answered'; readonly run: number; readonly transcript: Transcript; readonly keepUpload: boolean; readonly recordId: string }
  | { readonly type: 'sendFailed'; readonly run: number; readonly failure: Failure }
  | { readonly type: 'cancel'; readonly keepUpload: boolean }
  | { readonly type: 'discard'; readonly atMs: number }
  | { readonly type: 'undo' }
  | { readonly type: 'replaced'; readonly take: Take }
  | { readonly type: 'undoExpired'; readonly takeId: number }
  | { readonly type: 'reset' }

export type EventOf<T extends Event['type']> = Extract<Event, { type: T }>
