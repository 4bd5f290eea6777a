import { warn, type Need, type Warning } from '../../../contract'
import type { Settings } from '../configuration'
import type { Deadline } from '../deadline'
import type { SpeechRequest } from '../openai/request'
import type { CallPlan, SpeechValues } from '../plan/plan-call'
import type { AudioFile } from '../source/body'
import type { Transcript } from '../transcript'
import { sendAdapting, withTimes } from './send-adapting'

/** What was heard in the audio of a call. */
export interface HeardAudio {
  readonly transcript: Transcript
  /** The request that succeeded in the end. */
  readonly request: SpeechRequest
  readonly warnings: readonly Warning[]
  /** Audio that was sent and is paid for; null when nobody told. */
  readonly billedSeconds: number | null
}

/** What hearing needs of its call. */
export interface Hearing {
  readonly plan: CallPlan
  readonly need: Need
  readonly values: SpeechValues
  readonly settings: Settings
  readonly deadline: Deadline
}

/** A model that counts tokens does not tell the length, by which minutes and prices are counted: the file itself does. */
const withLength = async (transcript: Transcript, file: AudioFile, { signal }: Deadline): Promise<Transcript> =>
  transcript.durationSeconds === null ? { ...transcript, durationSeconds: await (await import('../long')).lengthOf(file, signal) } : transcript

/** Sends a file as it is. */
export const hearWhole = async (file: AudioFile, { plan, need, values, settings, deadline }: Hearing): Promise<HeardAudio> => {
  const sent = await sendAdapting(file, plan.request, need, values.model !== undefined, settings, deadline)
  const timed = need.segments ? withTimes(sent.transcript, sent.request.modelId) : { transcript: sent.transcript, estimated: false }
  const transcript = await withLength(timed.transcript, file, deadline)
  return { ...sent, transcript, warnings: [...sent.warnings, ...(timed.estimated ? [warn('times-estimated')] : [])], billedSeconds: transcript.durationSeconds }
}
