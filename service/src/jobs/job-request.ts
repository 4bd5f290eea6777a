import type { Operation } from '../../../contract'
import type { SpeechValues } from '../plan/plan-call'

/** What a job was asked for, as it is kept: it holds the address of the audio, so it lies where no client can read. */
export interface JobRequest {
  readonly task: Operation['task']
  readonly values: SpeechValues
  /** Whose minutes are used; null = those of the guests. */
  readonly person: string | null
  /** Host under which the caller knows the app. */
  readonly calledHost: string | null
  /** Day of the start, as YYYY-MM-DD: all runs choose the same model. */
  readonly day: string
}

/** File of the request in the folder of a job. */
export const requestFile = (folder: string): string => `${folder}/request.json`
