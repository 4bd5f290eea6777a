import type { Ids } from './state'

/** A stretch of time in which a recording stood still, in milliseconds since it began. */
export interface Pause {
  readonly atMs: number
  readonly durationMs: number
}

/**
 * What a recording tells while it goes on, so that its bytes can be kept as they come.
 * `ended` comes after the last chunk, also when the component has gone meanwhile; a killed page never tells it.
 */
export type RecordingNews = Ids &
  (
    | { readonly type: 'begun'; readonly mimeType: string; readonly startedAtMs: number }
    | { readonly type: 'chunk'; readonly index: number; readonly data: Blob; readonly mimeType: string }
    | { readonly type: 'ended'; readonly mimeType: string; readonly startedAtMs: number; readonly recordedMs: number; readonly pauses: readonly Pause[] }
  )
