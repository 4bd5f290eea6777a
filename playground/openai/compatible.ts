import { sniff, sniffBytes, toLanguageCode } from '../../contract'
import type { Admission, Answer, AudioCall, Engine } from './engine'
import { flavours, type Flavour } from './flavours'
import { fieldOf, type Form } from './form'
import { refuse, type Refusal } from './openai-errors'
import { standInKeys, type FlavourName } from './protocol'
import { groupWords, spokenSegment, type Speech } from './speech'
import { findWord, vocabularyLanguage } from './vocabulary'
import { answerFormats, writeAnswer, type AnswerFormat, type WrittenAnswer } from './write-answer'

type Json = Record<string, unknown>

/** The same refusal in the words and shapes of different servers. */
const errorBodies: Readonly<Record<Flavour['errorShape'], (refusal: Refusal) => unknown>> = {
  object: ({ message, type, code }) => ({ error: { message, type, ...(code ? { code } : {}) } }),
  string: ({ message }) => ({ error: message }),
  detail: ({ status, message, param }) => ({ detail: status === 422 ? [{ type: 'value_error', loc: ['body', param ?? 'file'], msg: message, input: null }] : message }),
  coded: ({ status, message }) => ({ error: { code: String(status), message } }),
  numbered: ({ status, message, type }) => ({ error: { code: status, message, type } }),
}

const refusal = (flavour: Flavour, message: string, param: string | null = null, status: number = flavour.refusedStatus, code: string | null = null): Refusal =>
  ({ status, message, type: 'invalid_request_error', param, code })

const chooseFormat = (flavour: Flavour, form: Form): AnswerFormat | Refusal => {
  const wanted = fieldOf(form, 'response_format') ?? 'json'
  const format = answerFormats.find((each) => each === wanted)
  if (format && flavour.formats.includes(format)) return format
  return flavour.otherFormats === 'json' ? 'json' : refusal(flavour, `response_format must be one of [${flavour.formats.join(' ')}]`, 'response_format')
}

const judgeModel = (flavour: Flavour, { form, endpoint }: AudioCall): Refusal | null => {
  if (!flavour.models) return null
  const id = fieldOf(form, 'model') ?? ''
  if (!flavour.models.includes(id)) return refusal(flavour, `The model \`${id}\` does not exist or is not installed.`, 'model', 404, 'model_not_found')
  return endpoint === 'translations' && flavour.untranslating.includes(id) ? refusal(flavour, `The model \`${id}\` does not support translations.`, 'model') : null
}

/** English for translations, and for servers that take all speech for English unless they are told otherwise. */
const speaksEnglish = (flavour: Flavour, { endpoint, form }: AudioCall): boolean => {
  if (endpoint === 'translations' || fieldOf(form, 'translate') === 'true') return true
  return flavour.silentLanguage === 'english' && (fieldOf(form, 'language') ?? 'en') === 'en'
}

const nestWords = (body: Json): Json => {
  const { words = [], segments = [], ...rest } = body as { words?: { start: number; end: number }[]; segments?: { start: number; end: number }[] }
  return { ...rest, segments: segments.map((segment) => ({ ...segment, words: words.filter(({ start, end }) => start >= segment.start && end <= segment.end) })) }
}

const renameWords = (body: Json): Json => ({ ...body, words: ((body['words'] ?? []) as { word: string }[]).map(({ word, ...times }) => ({ ...times, text: word })) })

const reshape = (flavour: Flavour, format: AnswerFormat, { contentType, body }: WrittenAnswer): WrittenAnswer => {
  if (format === 'verbose_json' && flavour.words === 'in segments') return { contentType, body: JSON.stringify(nestWords(JSON.parse(body) as Json)) }
  if (format === 'verbose_json' && flavour.words === 'own list with text') return { contentType, body: JSON.stringify(renameWords(JSON.parse(body) as Json)) }
  if (format === 'srt') return { contentType, body: `${flavour.srtLead}${body}` }
  return format === 'text' ? { contentType: flavour.textType, body } : { contentType, body }
}

const answerAudio = async (flavour: Flavour, call: AudioCall): Promise<Answer | Refusal> => {
  const { form, endpoint, hear } = call
  const wrongModel = judgeModel(flavour, call)
  if (wrongModel) return wrongModel
  if (!form.file) return refusal(flavour, "no 'file' field in the request", 'file')
  const format = chooseFormat(flavour, form)
  if (typeof format === 'object') return format
  const sniffed = sniff(form.file.bytes.subarray(0, sniffBytes))
  const heard = sniffed.kind === 'audio' && flavour.containers.includes(sniffed.type.container) ? await hear() : null
  if (!heard?.ok) return refusal(flavour, 'failed to read audio data', 'file')
  const english = speaksEnglish(flavour, call)
  const language = english ? 'en' : (toLanguageCode(fieldOf(form, 'language') ?? '') ?? vocabularyLanguage)
  const segments = groupWords(heard.words, false).map((words) => spokenSegment(words, (word) => (english ? (findWord(word)?.english ?? word) : word)))
  const speech: Speech = { language, durationSeconds: heard.durationSeconds, segments }
  const words = flavour.words === 'in segments' || (form.fields['timestamp_granularities[]']?.includes('word') ?? false)
  const written = writeAnswer(speech, { format, task: endpoint === 'translations' ? 'translate' : 'transcribe', usage: 'none', words, segments: true, languages: null, logprobs: false, speakerNames: () => 'A', temperature: 0 })
  return { status: 200, ...reshape(flavour, format, written) }
}

const admit = (flavour: Flavour, { key, endpoint, method, path, query }: Admission): Refusal | null => {
  if (!flavour.endpoints.includes(endpoint) || (flavour.neededQuery !== null && !query.has(flavour.neededQuery))) return refusal(flavour, `Resource not found: ${method} ${path}`, null, 404)
  if (flavour.key === 'none') return null
  return key === standInKeys.full ? null : refusal(flavour, 'Access denied due to an invalid key.', null, 401, 'invalid_api_key')
}

/** Another server than OpenAI's, as strict and as odd as that one is. */
export const createCompatible = (name: FlavourName): Engine => {
  const flavour = flavours.find((each) => each.name === name)
  if (!flavour) throw new Error(`Unknown flavour ${name}`)
  return {
    traits: { basePath: flavour.basePath, maxRequestBytes: flavour.maxRequestBytes, keyHeader: flavour.key === 'api-key' ? 'api-key' : 'authorization' },
    authorize: (key) => (key === null ? 'missing' : key === standInKeys.full ? 'right' : 'wrong'),
    admit: (admission) => admit(flavour, admission),
    answerAudio: (call) => answerAudio(flavour, call),
    answerChat: () => refuse.unknownUrl('POST', '/chat/completions'),
    listModels: () => ({ object: 'list', data: (flavour.models ?? ['whisper-1']).map((id) => ({ id, object: 'model' })) }),
    refusalBody: (each) => errorBodies[flavour.errorShape](each.status === 413 ? { ...each, message: 'Request Entity Too Large', type: 'invalid_request_error', code: 'request_too_large' } : each),
    setDay: () => undefined,
  }
}
