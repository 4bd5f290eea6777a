import { warnings as warningCodes } from '../../../contract'
import type { Settings } from '../configuration'
import type { Deadline } from '../deadline'
import { sentenceOf, ServiceError } from '../errors'
import { send } from '../openai/client'
import type { Wish } from '../openai/request'
import type { AnswerFacts } from '../render'
import { saveSource } from '../save-source'
import type { AudioFile } from '../source/body'
import { download } from '../source/download'
import { parseSourceUrl } from '../source/guard'
import type { Transcript, Warning } from '../transcript'

/** The validated wish of a caller; both operations share it, translation has no language. */
export interface SpeechCall {
  readonly task: Wish['task']
  readonly values: {
    readonly audioFileUrl: string
    readonly model?: string
    readonly prompt?: string
    readonly language?: string
    readonly temperature?: number
    readonly saveSource: boolean
  }
}

export interface SpeechResult {
  readonly transcript: Transcript
  readonly facts: AnswerFacts
}

/** A copy that cannot be kept must not cost the transcript, which is paid for already. */
const keepCopy = async (file: AudioFile, source: URL, folder: string): Promise<{ savedSource: string | null; warnings: Warning[] }> => {
  try {
    return { savedSource: await saveSource(file, source, folder), warnings: [] }
  } catch (error) {
    const reason = error instanceof ServiceError ? sentenceOf(error.key) : 'The app file storage refused it.'
    return { savedSource: null, warnings: [{ code: warningCodes.sourceNotSaved, message: `The copy of the source could not be saved in the folder ${folder}. ${reason}` }] }
  }
}

/** The story of one call: fetch the audio, send it, keep a copy if wished. */
export const speechToText = async ({ task, values }: SpeechCall, settings: Settings, deadline: Deadline): Promise<SpeechResult> => {
  const source = parseSourceUrl(values.audioFileUrl)
  const file = await download(source, settings, deadline)
  const modelId = values.model ?? settings.modelId
  deadline.enter('transcribing')
  const transcript = await send(file, { ...values, task, modelId }, values.model !== undefined, settings, deadline)
  const { savedSource, warnings } = values.saveSource ? await keepCopy(file, source, settings.audioFolder) : { savedSource: null, warnings: [] }
  return { transcript, facts: { model: modelId, requestedModel: modelId, warnings, savedSource } }
}
