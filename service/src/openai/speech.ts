import { randomBytes } from 'node:crypto'
import type { Settings } from '../configuration'
import type { Deadline } from '../deadline'
import type { AudioFile } from '../source/body'
import type { Transcript } from '../transcript'
import { post } from './http'
import { fieldsOf, formAround, pathOf, type SpeechRequest } from './request'
import { transcriptOf } from './response'

/** Sends one file and answers its transcript: with a length, from memory that exists already, so every attempt can repeat it. */
export const sendSpeech = async (file: AudioFile, request: SpeechRequest, modelFromCall: boolean, settings: Settings, deadline: Deadline, onBusy?: () => void): Promise<Transcript> => {
  const { extension, mimeType } = file.type
  const boundary = `audio-${randomBytes(16).toString('hex')}`
  const { head, tail } = formAround(fieldsOf(request), `audio.${extension}`, mimeType, boundary)
  const { host } = new URL(settings.apiBaseUrl)
  const path = pathOf(request)
  const facts = { modelId: request.modelId, modelFromCall, host, path, byteLength: file.byteLength, apiKey: settings.apiKey }
  const { contentType, body } = await post({ path, body: [head, ...file.pieces, tail], contentType: `multipart/form-data; boundary=${boundary}`, facts, onBusy }, settings, deadline)
  return transcriptOf(contentType, body, host)
}
