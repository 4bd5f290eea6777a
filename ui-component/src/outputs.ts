import type { ComponentEventName, ComponentStatus } from '../../contract'
import { failureIn, heldOf, type State } from './state'
import type { Texts } from './texts'

/** The values of the bound properties. `null` = nothing to tell. */
export interface Outputs {
  readonly transcript: string
  readonly segments: readonly unknown[]
  readonly language: string | null
  readonly status: ComponentStatus
  readonly progress: number
  readonly errorCode: number | null
  readonly errorMessage: string | null
  readonly errorAdvice: string | null
  readonly audioUrl: string | null
  readonly durationSeconds: number | null
}

/** Nobody knows how long transcribing takes, so that half has two steps, unless a job tells how far it is. */
const steps: Readonly<Partial<Record<ComponentStatus, number>>> = { transcribing: 50, done: 100, noSpeech: 100 }

const progressOf = (state: State): number => {
  if (state.type === 'transcribing' && state.job) return 50 + Math.min(49, Math.floor(state.job.percent / 2))
  if (state.type !== 'uploading') return steps[state.type] ?? 0
  return state.work?.stage === 'uploading' && state.work.total > 0 ? Math.floor((50 * state.work.done) / state.work.total) : 0
}

const durationOf = (state: State): number | null => {
  if (state.type === 'recording' || state.type === 'paused' || state.type === 'stopping') return Math.floor(state.elapsedMs / 1000)
  return heldOf(state)?.take.durationSeconds ?? null
}

/** What the page should know in this state. */
export const outputsOf = (state: State, texts: Texts): Outputs => {
  const failure = failureIn(state)
  return {
    transcript: state.transcript.text,
    segments: state.transcript.segments,
    language: state.transcript.language || null,
    status: state.type,
    progress: progressOf(state),
    errorCode: failure?.code ?? null,
    errorMessage: failure ? texts.sentence(failure) : null,
    errorAdvice: failure?.advice ?? null,
    audioUrl: heldOf(state)?.upload?.url ?? null,
    durationSeconds: durationOf(state),
  }
}

export interface Fired {
  readonly name: ComponentEventName
  readonly context: Readonly<Record<string, unknown>>
}

const isNewTake = (before: State, after: State): boolean => {
  const take = heldOf(after)?.take
  return take !== undefined && take.id !== heldOf(before)?.take.id && take.id !== before.undo?.id
}

const sendingStatuses: readonly ComponentStatus[] = ['uploading', 'transcribing', 'done', 'noSpeech']

const progressEvents = (old: Outputs, after: State, now: Outputs): Fired[] => {
  if (!sendingStatuses.includes(now.status) || (old.status === now.status && old.progress === now.progress)) return []
  const { secondsDone = null, durationSeconds = now.durationSeconds } = (after.type === 'transcribing' && after.job) || {}
  return [{ name: 'onProgress', context: { progress: now.progress, stage: now.status, secondsDone, durationSeconds } }]
}

const transcriptEvents = (before: State, after: State, now: Outputs): Fired[] => {
  if (after.type !== 'done' || before.type !== 'transcribing') return []
  const { recordId, isRecovered } = after.held.take
  // The property grows with each file of a queue; the event brings what is new.
  const transcript = after.transcript.text.slice(after.earlier.length).trimStart()
  return [
    { name: 'onTranscript', context: { transcript, segments: now.segments, language: now.language, recordId } },
    ...(isRecovered ? [{ name: 'onRecovered', context: { recordId } } as const] : []),
  ]
}

const lateEvents = (before: State, after: State, now: Outputs): Fired[] => {
  if (before.late === after.late) return []
  const isIn = ({ late }: State, recordingId: string): boolean => late.some((result) => result.recordingId === recordingId)
  // Only what has come now: those of an earlier page were told of then.
  const came = before.type === 'transcribing' ? after.late.filter(({ recordingId }) => !isIn(before, recordingId)) : []
  const taken = before.transcript === after.transcript ? [] : before.late.filter(({ recordingId }) => !isIn(after, recordingId))
  return [
    ...came.map(({ recordId }): Fired => ({ name: 'onRecovered', context: { recordId } })),
    ...taken.map(({ recordId }): Fired => ({ name: 'onTranscript', context: { transcript: now.transcript, segments: now.segments, language: now.language, recordId } })),
  ]
}

/** The events that this step fires, in their order. `before` and `after` are the states around it. */
export const eventsOf = (before: State, after: State, old: Outputs, now: Outputs): Fired[] => {
  const fired: Fired[] = []
  const take = heldOf(after)?.take
  if (take && isNewTake(before, after)) {
    fired.push({ name: 'onAudioReady', context: { fileName: take.file.name, mimeType: take.file.type, sizeBytes: take.file.size, durationSeconds: take.durationSeconds } })
  }
  if (old.status !== now.status) fired.push({ name: 'onStatusChange', context: { status: now.status } })
  fired.push(...progressEvents(old, after, now), ...transcriptEvents(before, after, now), ...lateEvents(before, after, now))
  if (now.errorCode !== null && failureIn(before) !== failureIn(after)) {
    fired.push({ name: 'onError', context: { errorCode: now.errorCode, errorMessage: now.errorMessage, errorAdvice: now.errorAdvice } })
  }
  return fired
}
