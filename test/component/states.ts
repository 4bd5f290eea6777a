import { anyFailure as failureOf } from '../../ui-component/src/all-failures'
import { initialState, type Event, type Held, type Phase, type State, type Take } from '../../ui-component/src/state'

/** One example of every state and of every event, for tests that go through all of them. */

export const ids = { recordingId: 'r1', recordId: '' }

export const take = (id: number): Take => ({ id, ...ids, repaired: false, file: new File([`audio ${id}`], `take-${id}.webm`, { type: 'audio/webm' }), origin: 'microphone', durationSeconds: 3, playUrl: `blob:${id}` })

export const upload = { url: 'https://files.example/audio/x.webm', path: 'audio/x.webm' }

export const held = (id: number, changes: Partial<Held> = {}): Held => ({ take: take(id), upload: null, transcribed: false, ...changes })

export const lost = failureOf('microphone-lost')

export const run = 7

const phases = {
  idle: { type: 'idle' },
  unsupported: { type: 'unsupported' },
  asking: { type: 'asking', held: null, ids, stage: 'opening', isQuick: true, atMs: 0, elapsedMs: 0 },
  recording: { type: 'recording', held: null, ids, atMs: 1000, elapsedMs: 500, maxMs: 60_000, isSilent: false },
  paused: { type: 'paused', held: null, ids, atMs: 1000, elapsedMs: 500, maxMs: 60_000, why: 'person', isResuming: false, isQuick: false },
  stopping: { type: 'stopping', held: null, ids, why: 'person', discard: false, elapsedMs: 500 },
  recorded: { type: 'recorded', held: held(1), note: null, failure: null },
  uploading: { type: 'uploading', held: held(1) },
  transcribing: { type: 'transcribing', held: held(1, { upload }), atMs: 1000, elapsedMs: 0 },
  done: { type: 'done', held: held(1, { transcribed: true }) },
  noSpeech: { type: 'noSpeech', held: held(1) },
  queued: { type: 'queued', held: held(1) },
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
  record: { type: 'record', atMs: 2000, ids, isQuick: true },
  opened: { type: 'opened', run, atMs: 2000 },
  granted: { type: 'granted', run, atMs: 2000, maxMs: 60_000 },
  refused: { type: 'refused', run, failure: failureOf('permission-denied') },
  tick: { type: 'tick', atMs: 2000 },
  pause: { type: 'pause', atMs: 2000 },
  resume: { type: 'resume', atMs: 2000, isQuick: true },
  resumed: { type: 'resumed', run, atMs: 2000 },
  interrupted: { type: 'interrupted', run, atMs: 2000 },
  askDiscard: { type: 'askDiscard', atMs: 2000 },
  levelSilent: { type: 'levelSilent', run },
  levelHeard: { type: 'levelHeard', run },
  maxMs: { type: 'maxMs', run, maxMs: 30_000 },
  microphones: { type: 'microphones', microphones: [{ id: 'm1', label: 'Headset' }] },
  chooseMicrophone: { type: 'chooseMicrophone', id: 'm1' },
  soFar: { type: 'soFar', run, soFar: { text: 'one two', pending: 1 }, transcript: null },
  liveFailed: { type: 'liveFailed', run, send: true },
  queueAdd: { type: 'queueAdd', takes: [take(3)] },
  queueRemove: { type: 'queueRemove', takeId: 3 },
  queueNext: { type: 'queueNext', send: true },
  recovered: { type: 'recovered', unsent: [{ ...ids, startedAtMs: 5, durationSeconds: 3, bytes: 100 }] },
  restore: { type: 'restore', take: take(2), send: true, atMs: 2000, upload: null },
  unkept: { type: 'unkept', failure: failureOf('storage-full', { megabytes: 0 }) },
  lateTaken: { type: 'lateTaken', recordingId: 'r2' },
  work: { type: 'work', run, work: { stage: 'uploading', done: 1, total: 2 } },
  queued: { type: 'queued', run },
  late: { type: 'late', late: [] },
  stop: { type: 'stop', atMs: 2000 },
  full: { type: 'full', run, atMs: 2000 },
  lost: { type: 'lost', run, atMs: 2000 },
  took: { type: 'took', run, atMs: 2000, take: take(2), send: true, lost },
  tookNothing: { type: 'tookNothing', run, failure: failureOf('recording-empty') },
  choosing: { type: 'choosing' },
  fileAccepted: { type: 'fileAccepted', run, take: take(2), send: true, atMs: 2000 },
  fileRefused: { type: 'fileRefused', run, failure: failureOf('file-empty'), fileName: 'x.wav' },
  send: { type: 'send', atMs: 2000 },
  uploaded: { type: 'uploaded', run, upload, atMs: 2000 },
  answered: { type: 'answered', run, transcript, keepUpload: false, recordId: '' },
  job: { type: 'job', run, jobId: 'j1', job: { percent: 10, secondsDone: 720, durationSeconds: 7200 } },
  sendFailed: { type: 'sendFailed', run, failure: failureOf('service-failed') },
  cancel: { type: 'cancel', keepUpload: false },
  discard: { type: 'discard', atMs: 2000 },
  undo: { type: 'undo' },
  replaced: { type: 'replaced', take: take(6) },
  undoExpired: { type: 'undoExpired', takeId: 9 },
  reset: { type: 'reset' },
} as const satisfies { readonly [T in Event['type']]: Extract<Event, { type: T }> }

export type EventType = keyof typeof eventExamples
export const eventTypes = Object.keys(eventExamples) as EventType[]

/** The example of an event, with what a test wants different. */
export const eventOf = (type: EventType, changes: object = {}): Event => ({ ...eventExamples[type], ...changes })
