import { extname } from 'node:path'
import { audioTypes, languageCodes, sniff, sniffBytes, type Container } from '../../contract'
import { fieldOf, type Form, type FormFile } from './form'
import { refuse, supportedExtensions, type Refusal } from './openai-errors'
import { gptTranscribeLanguages, realtimeOnlyModels, standInModels, whisperRefusedLanguages, type StandInModel } from './stand-in-models'
import { answerFormats, type AnswerFormat } from './write-answer'

export interface AudioRequest {
  readonly endpoint: 'transcriptions' | 'translations'
  readonly path: string
  readonly form: Form
  readonly model: StandInModel
  readonly format: AnswerFormat
}

type Rule = (request: AudioRequest) => Refusal | null

/** Which model is asked for, or why none. */
export const chooseModel = (form: Form, endpoint: AudioRequest['endpoint'], path: string, day: string): StandInModel | Refusal => {
  const id = fieldOf(form, 'model')
  if (id === undefined) return refuse.noModel()
  const model = standInModels.find((each) => each.id === id)
  if (!model) return realtimeOnlyModels.includes(id) ? refuse.unknownUrl('POST', path) : refuse.unknownModel(id)
  if (model.endsOn !== null && day >= model.endsOn) return refuse.retiredModel(id)
  return endpoint === 'translations' && !model.translates ? refuse.unknownUrl('POST', path) : model
}

/** The format that is asked for, when it exists and the model has it. */
export const chooseFormat = (form: Form, model: StandInModel): AnswerFormat | Refusal => {
  const wanted = fieldOf(form, 'response_format') ?? 'json'
  const format = answerFormats.find((each) => each === wanted)
  if (!format) return refuse.formatUnknown(wanted, answerFormats)
  return model.formats.includes(format) ? format : refuse.formatNotForModel(format, model.internalId, model.formats)
}

const temperature: Rule = ({ form }) => {
  const value = fieldOf(form, 'temperature')
  if (value === undefined) return null
  const number = Number(value)
  return Number.isFinite(number) && number >= 0 && number <= 1 ? null : refuse.temperature(value)
}

/** whisper-1 and the gpt-4o family read `language`; gpt-transcribe ignores it, unless both fields are sent. */
const language: Rule = ({ form, model, endpoint }) => {
  const code = fieldOf(form, 'language')
  if (code === undefined || endpoint === 'translations') return null
  if (model.languageField === 'languages[]') return form.fields['languages[]'] ? refuse.bothLanguages() : null
  if (whisperRefusedLanguages.has(code) && model.id === 'whisper-1') return refuse.languageUnsupported(code)
  return languageCodes.includes(code) ? null : refuse.languageForm(code)
}

const languages: Rule = ({ form, model }) => {
  const codes = form.fields['languages[]']
  if (!codes || model.languageField !== 'languages[]') return null
  return codes.every((code) => gptTranscribeLanguages.has(code.toLowerCase())) ? null : refuse.languagesForm()
}

const keywords: Rule = ({ form, model }) => {
  if (model.id !== 'gpt-transcribe') return null
  return (form.fields['keywords[]'] ?? []).some((keyword) => keyword === '' || /[<>\r\n]/.test(keyword)) ? refuse.keywordsForm() : null
}

const granularities: Rule = ({ form, format, endpoint }) => {
  const wanted = form.fields['timestamp_granularities[]']
  if (!wanted || endpoint === 'translations') return null
  const unknown = wanted.find((each) => each !== 'word' && each !== 'segment')
  if (unknown !== undefined) return refuse.granularity(unknown)
  return format === 'verbose_json' ? null : refuse.granularityFormat()
}

const logprobs: Rule = ({ form, model, format }) =>
  form.fields['include[]']?.includes('logprobs') && !(model.logprobs && format === 'json') ? refuse.logprobs() : null

const prompt: Rule = ({ form, model }) => (fieldOf(form, 'prompt') !== undefined && !model.prompt ? refuse.promptForDiarize(model.id) : null)

const isChunking = (value: string): boolean => {
  if (value === 'auto') return true
  try {
    return (JSON.parse(value) as { type?: unknown } | null)?.type === 'server_vad'
  } catch {
    return false
  }
}

/** Given as `auto`, as JSON, or as the SDK writes objects: `chunking_strategy[type]`. */
export const givesChunking = (form: Form): boolean => fieldOf(form, 'chunking_strategy') !== undefined || fieldOf(form, 'chunking_strategy[type]') !== undefined

const chunking: Rule = ({ form }) => {
  const value = fieldOf(form, 'chunking_strategy')
  const type = fieldOf(form, 'chunking_strategy[type]')
  const wrong = (value !== undefined && !isChunking(value)) || (type !== undefined && type !== 'server_vad')
  return wrong ? refuse.chunkingForm() : null
}

const speakers: Rule = ({ form }) => {
  const names = form.fields['known_speaker_names[]'] ?? []
  const references = form.fields['known_speaker_references[]'] ?? []
  return names.length > 4 || names.length !== references.length ? refuse.speakerPairs() : null
}

const containerOfName = (name: string): Container | undefined => {
  const extension = extname(name).slice(1).toLowerCase()
  return audioTypes.find(({ extensions }) => extensions.includes(extension))?.container
}

const containerOfType = (contentType: string): Container | undefined => {
  const subtype = contentType.split(';')[0]!.trim().toLowerCase().replace(/^(audio|video)\/(x-)?/, '')
  return audioTypes.find(({ extensions, mimeType }) => mimeType.endsWith(`/${subtype}`) || extensions.includes(subtype) || (subtype === 'wave' && extensions.includes('wav')))?.container
}

const containerOfBytes = ({ bytes }: FormFile): Container | undefined => {
  const sniffed = sniff(bytes.subarray(0, sniffBytes))
  return sniffed.kind === 'audio' && audioTypes.includes(sniffed.type) ? sniffed.type.container : undefined
}

const fileName: Rule = ({ form, model }) => {
  const file = form.file!
  const extension = extname(file.name).slice(1).toLowerCase()
  const known = (supportedExtensions as readonly string[]).includes(extension)
  const content = containerOfBytes(file)
  if (model.judgesBy === 'extension') {
    if (!known) return refuse.extension()
    return content === containerOfName(file.name) ? null : refuse.undecodable()
  }
  if (!known || content === undefined) return content === undefined && known ? refuse.corrupted() : refuse.container()
  const label = containerOfType(file.contentType)
  return content === containerOfName(file.name) && (label === undefined || label === content) ? null : refuse.container()
}

const rules: readonly Rule[] = [temperature, language, languages, keywords, granularities, logprobs, prompt, chunking, speakers, fileName]

/** The first rule that the form breaks; the content of the audio is judged later. */
export const firstRefusal = (request: AudioRequest): Refusal | null => {
  for (const rule of rules) {
    const refusal = rule(request)
    if (refusal) return refusal
  }
  return null
}
