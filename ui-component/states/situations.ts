import { anyFailure as failureOf } from '../src/all-failures'
import type { Settings } from '../src/settings'
import { initialState, type Held, type Phase, type Shared, type State, type Take } from '../src/state'

/** One situation of the component, as a person meets it. */
export interface Situation {
  readonly name: string
  readonly state: State
  readonly settings?: Partial<Settings>
  readonly isAskingConsent?: boolean
  readonly isBeingBuilt?: boolean
}

const said = 'Hello. Please bring two pallets to the back entrance on Friday, and call me before noon. Thank you.'

const ids = { recordingId: 'r', recordId: '' }

const recorded: Take = { id: 1, file: new File([new Uint8Array(123_456)], 'recording-2026-11-21-09-05.webm', { type: 'audio/webm' }), origin: 'microphone', durationSeconds: 31, playUrl: '/assets/sample.mp3', repaired: true, ...ids }
const chosen: Take = { ...recorded, id: 2, file: new File([new Uint8Array(3_456_789)], 'Interview with a rather long name, second part.m4a', { type: 'audio/mp4' }), origin: 'file', durationSeconds: 1905 }

const held = (changes: Partial<Held> = {}): Held => ({ take: recorded, upload: null, transcribed: false, ...changes })
const transcript = { text: said, segments: [], language: 'en' }
const microphones = [{ id: 'a', label: 'Built-in microphone' }, { id: 'b', label: 'Headset (Bluetooth, hands-free, second device)' }]

const at = (phase: Phase, changes: Partial<Shared> = {}): State => ({ ...initialState, run: 1, ...changes, ...phase })

const recording = { type: 'recording', held: null, ids, atMs: 0, elapsedMs: 83_000, maxMs: 3_600_000, isSilent: false } as const
const paused = { type: 'paused', held: null, ids, atMs: 0, elapsedMs: 83_000, maxMs: 3_600_000, why: 'person', isResuming: false, isQuick: true } as const
const asking = { type: 'asking', held: null, ids, atMs: 0, elapsedMs: 0, stage: 'opening', isQuick: true } as const
const upload = { url: 'https://files.example/audio/x.webm', path: 'audio/x.webm' }
const failed = (failure: ReturnType<typeof failureOf>, changes: object = {}): State => at({ type: 'failed', held: held(), failure, step: 'send', fileName: null, ...changes })

const unsent = [
  { recordingId: 'a', recordId: '', startedAtMs: Date.UTC(2026, 10, 20, 16, 5), durationSeconds: 754, bytes: 3_000_000 },
  { recordingId: 'b', recordId: 'Order 4711', startedAtMs: Date.UTC(2026, 10, 21, 8, 40), durationSeconds: 31, bytes: 124_000 },
]

const consentText = 'Your voice is sent to a speech service and turned into text. The audio is removed afterwards. You can also type instead.'

/** Every situation, in the order of the journey. */
export const situations: readonly Situation[] = [
  { name: 'idle', state: initialState },
  { name: 'idle-microphones', state: at({ type: 'idle' }, { microphones, microphoneId: 'b' }) },
  { name: 'microphone-gone', state: at({ type: 'idle' }, { microphones, microphoneId: 'c' }) },
  { name: 'files-only', state: initialState, settings: { source: 'file' } },
  { name: 'unsupported', state: at({ type: 'unsupported' }, { obstacle: failureOf('insecure-page') }) },
  { name: 'consent', state: initialState, settings: { consentText }, isAskingConsent: true },
  { name: 'asking', state: at(asking) },
  { name: 'asking-long', state: at({ ...asking, elapsedMs: 4000 }) },
  { name: 'recording', state: at(recording) },
  { name: 'recording-silent', state: at({ ...recording, isSilent: true }) },
  { name: 'recording-near-limit', state: at({ ...recording, elapsedMs: 3_559_000 }) },
  { name: 'recording-as-you-speak', state: at(recording, { soFar: { text: 'Hello. Please bring two pallets to the back entrance', pending: 1 } }) },
  { name: 'paused', state: at(paused) },
  { name: 'paused-interrupted', state: at({ ...paused, why: 'interrupted' }) },
  { name: 'paused-escape', state: at({ ...paused, why: 'escape' }) },
  { name: 'stopping', state: at({ type: 'stopping', held: null, ids, why: 'person', discard: false, elapsedMs: 83_000 }) },
  { name: 'recorded', state: at({ type: 'recorded', held: held(), note: null, failure: null }) },
  { name: 'recorded-limit', state: at({ type: 'recorded', held: held(), note: 'limit', failure: null }) },
  { name: 'recorded-microphone-lost', state: at({ type: 'recorded', held: held(), note: null, failure: failureOf('microphone-lost') }) },
  { name: 'recorded-cancelled', state: at({ type: 'recorded', held: held(), note: 'cancelled', failure: null }) },
  { name: 'recorded-ask', state: at({ type: 'recorded', held: held({ take: { ...chosen, dollars: 0.19 } }), note: null, failure: null }), settings: { sendAfterStop: true } },
  { name: 'discarded', state: at({ type: 'idle' }, { undo: recorded }) },
  { name: 'uploading', state: at({ type: 'uploading', held: held({ take: chosen }) }) },
  { name: 'uploading-known', state: at({ type: 'uploading', held: held({ take: chosen }), work: { stage: 'uploading', done: 1_300_000, total: 3_456_789 } }) },
  { name: 'converting', state: at({ type: 'uploading', held: held({ take: chosen }), work: { stage: 'converting', done: 0.42, total: 1 } }) },
  { name: 'transcribing', state: at({ type: 'transcribing', held: held({ take: chosen, upload }), atMs: 0, elapsedMs: 12_000 }) },
  { name: 'transcribing-long', state: at({ type: 'transcribing', held: held({ take: { ...chosen, durationSeconds: 7200 }, upload, jobId: 'j' }), job: { percent: 10, secondsDone: 743, durationSeconds: 7203 }, atMs: 0, elapsedMs: 34_000 }) },
  { name: 'translating', state: at({ type: 'transcribing', held: held({ upload }), atMs: 0, elapsedMs: 2000 }), settings: { mode: 'english' } },
  { name: 'done', state: at({ type: 'done', held: held({ transcribed: true }) }, { transcript }) },
  { name: 'done-long', state: at({ type: 'done', held: held({ take: chosen, transcribed: true }) }, { transcript: { ...transcript, text: Array.from({ length: 12 }, () => said).join(' ') } }) },
  { name: 'no-speech', state: at({ type: 'noSpeech', held: held() }) },
  { name: 'queued', state: at({ type: 'queued', held: held() }) },
  { name: 'files-waiting', state: at({ type: 'transcribing', held: held({ take: chosen, upload }), atMs: 0, elapsedMs: 12_000 }, { waiting: [{ ...chosen, id: 3 }, { ...recorded, id: 4 }] }) },
  { name: 'unsent', state: at({ type: 'idle' }, { unsent }) },
  { name: 'late', state: at({ type: 'idle' }, { late: [{ ...ids, recordId: 'Order 4711', transcript }] }) },
  { name: 'failed-microphone', state: failed(failureOf('permission-denied'), { held: null, step: 'microphone' }) },
  { name: 'failed-file', state: failed(failureOf('file-too-large', { megabytes: '2310.4', maxMegabytes: 2048 }), { held: null, step: 'file', fileName: 'Interview with a rather long name.wav' }) },
  { name: 'failed-service', state: failed(failureOf('service-unreachable', { service: 'OpenAIAudioTranscription' })) },
  { name: 'failed-being-built', state: failed(failureOf('service-not-installed', { service: 'OpenAIAudioTranscription' })), isBeingBuilt: true },
]
