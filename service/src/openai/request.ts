import { modelOf, type Model, type WireFormat } from '../../../contract'

/** A form field; the order is kept, and small fields stand before the file. */
export type Field = readonly [name: string, value: string]

/** One request for speech, in our words. */
export interface SpeechRequest {
  readonly endpoint: 'transcriptions' | 'translations'
  readonly modelId: string
  readonly asks: WireFormat
  readonly prompt?: string | undefined
  /** One term a line. */
  readonly keywords?: string | undefined
  readonly language?: string | undefined
  readonly temperature?: number | undefined
  readonly words: boolean
  /** Voices that the model is told, so that it names them. */
  readonly knownSpeakers?: readonly KnownSpeaker[]
}

/** A speaker with a clip of the voice, as a data URL. */
export interface KnownSpeaker {
  readonly name: string
  readonly reference: string
}

/** Path of the endpoint below the base URL. */
export const pathOf = ({ endpoint }: SpeechRequest): string => `/audio/${endpoint}`

/** A model without a keyword field still spells better when its prompt holds the terms. */
const promptOf = ({ prompt, keywords }: SpeechRequest, model: Model): string | undefined => {
  const glossary = keywords && !model.keywords ? keywords.split('\n').join(', ') : undefined
  return [glossary, prompt].filter(Boolean).join('. ') || undefined
}

const optional = (name: string, value: string | number | undefined, supported: boolean): Field[] => (value !== undefined && supported ? [[name, String(value)]] : [])

/** The fields of one request: only what the model reads, since a wrong field is ignored in silence or refuses the whole call. */
export const fieldsOf = (request: SpeechRequest): Field[] => {
  const { modelId, asks, keywords, language, temperature, words, endpoint } = request
  const model = modelOf(modelId)
  const transcribes = endpoint === 'transcriptions'
  return [
    ['model', modelId],
    ['response_format', asks],
    ...optional(model.languageField, language, transcribes),
    ...optional('prompt', promptOf(request, model), model.prompt),
    ...(keywords && model.keywords ? keywords.split('\n').map((term): Field => ['keywords[]', term]) : []),
    ...optional('temperature', temperature, model.temperature),
    ...(words && transcribes && asks === 'verbose_json' ? [['timestamp_granularities[]', 'word'], ['timestamp_granularities[]', 'segment']] as const : []),
    ...optional('chunking_strategy', 'auto', model.chunking),
    ...(model.speakers ? (request.knownSpeakers ?? []) : []).flatMap(({ name, reference }): Field[] => [['known_speaker_names[]', name], ['known_speaker_references[]', reference]]),
  ]
}

/** Parameters that the caller gave and that this request cannot carry. */
export const ignoredParameters = (request: SpeechRequest, languageName: string): string[] => {
  const model = modelOf(request.modelId)
  const ignored: readonly (readonly [string, boolean])[] = [
    ['prompt', request.prompt !== undefined && !model.prompt],
    ['keywords', request.keywords !== undefined && !model.keywords && !model.prompt],
    ['temperature', request.temperature !== undefined && !model.temperature],
    [languageName, request.language !== undefined && request.endpoint === 'translations'],
  ]
  return ignored.filter(([, isIgnored]) => isIgnored).map(([name]) => name)
}

/** Head and tail of a multipart form around one file. */
export const formAround = (fields: readonly Field[], fileName: string, mimeType: string, boundary: string): { head: Uint8Array; tail: Uint8Array } => {
  const parts = fields.map(([name, value]) => `--${boundary}\r\nContent-Disposition: form-data; name="${name}"\r\n\r\n${value}\r\n`)
  const file = `--${boundary}\r\nContent-Disposition: form-data; name="file"; filename="${fileName}"\r\nContent-Type: ${mimeType}\r\n\r\n`
  return { head: Buffer.from(parts.join('') + file), tail: Buffer.from(`\r\n--${boundary}--\r\n`) }
}
