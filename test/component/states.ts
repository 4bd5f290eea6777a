import { failureOf } from '../../ui-component/src/failure'
import { initialState, type Event, type Held, type Phase, type State, type Take } from '../../ui-component/src/state'

/** One example of every state and of every event, for tests that go through all of them. */

export const take = (id: number): Take => ({ id, file: new File([`audio ${id}`], `take-${id}.webm`, { type: 'audio/webm' }), origin: 'microphone', durationSeconds: 3, playUrl: `blob:${id}` })

export const upload = { url: 'https://files.example/audio/x.webm', path: 'audio/x.webm' }

export const held = (id: number, changes: Partial<Held> = {}): Held => ({ take: take(id), upload: null, transcribed: false, ...changes })

export const lost = failureOf('microphone-lost')

export const run = 7

const phases = {
  idle: { type: 'idle' },
  unsupported: { type: 'unsupported' },
  asking: { type: 'asking', held: null, atMs: 0, elapsedMs: 0 },
  recording: { type: 'recording', held: null, atMs: 1000, elapsedMs: 500, maxMs: 60_000 },
  paused: { type: 'paused', held: null, atMs: 1000, elapsedMs: 500, maxMs: 60_000 },
  stopping: { type: 'stopping', held: null, why: 'person', discard: false, elapsedMs: 500 },
  recorded: { type: 'recorded', held: held(1), note: null, failure: null },
  uploading: { type: 'uploading', held: held(1) },
  transcribing: { type: 'transcribing', held: held(1, { upload }), atMs: 1000, elapsedMs: 0 },
  done: { type: 'done', held: held(1, { transcribed: true }) },
  noSpeech: { type: 'noSpeech', held: held(1) },
  failed: { type: 'failed', held: held(1), failure: failureOf('service-failed'), step: 'send', fileName: null },
} as const satisfies { readonly [T in State['type']]: Phase }

export type StateType = keyof typeof phases
export const stateTypes = Object.keys(phases) as StateType[]

/** The example of a state, with what a test wants different. */
export const stateOf = (type: StateType, changes: object = {}): State => {
  const obstacle = type === 'unsupported' ? failureOf('unsupported-browser') : null
  return { ...initialState, ...phases[type], run, obstacle, ...changes }
}

export const transcript = { text: 'one two three', segments: [], language: 'en' }

const eventExamples = {
  obstacle: { type: 'obstacle', failure: failureOf('insecure-page') },
  pageText: { type: 'pageText', text: 'written by the page' },
  record: { type: 'record', atMs: 2000 },
  granted: { type: 'granted', run, atMs: 2000, maxMs: 60_000 },
  refused: { type: 'refused', run, failure: failureOf('permission-denied') },
  tick: { type: 'tick', atMs: 2000 },
  pause: { type: 'pause', atMs: 2000 },
  resume: { type: 'resume', atMs: 2000 },
  stop: { type: 'stop', atMs: 2000 },
  full: { type: 'full', run, atMs: 2000 },
  lost: { type: 'lost', run, atMs: 2000 },
  took: { type: 'took', run, take: take(2), send: true, lost },
  tookNothing: { type: 'tookNothing', run, failure: failureOf('recording-empty') },
  choosing: { type: 'choosing' },
  fileAccepted: { type: 'fileAccepted', run, take: take(2), send: true },
  fileRefused: { type: 'fileRefused', run, failure: failureOf('file-empty'), fileName: 'x.wav' },
  send: { type: 'send', atMs: 2000 },
  uploaded: { type: 'uploaded', run, upload, atMs: 2000 },
  answered: { type: 'answered', run, transcript, keepUpload: false },
  sendFailed: { type: 'sendFailed', run, failure: failureOf('service-failed') },
  cancel: { type: 'cancel', keepUpload: false },
  discard: { type: 'discard', atMs: 2000 },
  undo: { type: 'undo' },
  undoExpired: { type: 'undoExpired', takeId: 9 },
  reset: { type: 'reset' },
} as const satisfies { readonly [T in Event['type']]: Extract<Event, { type: T }> }

export type EventType = keyof typeof eventExamples
export const eventTypes = Object.keys(eventExamples) as EventType[]

/** The example of an event, with what a test wants different. */
export const eventOf = (type: EventType, changes: object = {}): Event => ({ ...eventExamples[type], ...changes })
