import { chooseFormat, chooseModel, firstRefusal, givesChunking, type AudioRequest } from './audio-rules'
import { answerChat } from './chat'
import type { Heard } from './ear'
import { isRefusal, type Answer, type AudioCall, type Engine } from './engine'
import { fieldOf } from './form'
import { openAiTraits, refusalBody, refuse, type Refusal } from './openai-errors'
import { standInDay, standInKeys } from './protocol'
import { groupWords, inOrder, inventedSegment, spokenSegment, type Speech } from './speech'
import { chatModels, classicEnd, standInModels } from './stand-in-models'
import { findWord, vocabularyLanguage } from './vocabulary'
import { learnVoices, type SpeakerNames } from './voices'
import { writeAnswer, type AnswerWish } from './write-answer'
import { writeStream } from './write-stream'
import { minAudioSeconds } from '../../contract'
import { hasWebmDuration } from './webm-duration'

/** Refusals that need the decoded audio. */
const judgeAudio = (heard: Heard, { model, form }: AudioRequest): Refusal | null => {
  const gpt4o = model.judgesBy === 'content'
  if (!heard.ok) return gpt4o ? refuse.corrupted() : refuse.undecodable()
  const { durationSeconds, source } = heard
  if (durationSeconds < minAudioSeconds) return refuse.tooShort(gpt4o)
  if (model.needsWebmDuration && source.container === 'webm' && !hasWebmDuration(form.file!.bytes)) return refuse.container()
  if (model.maxSeconds !== null && durationSeconds > model.maxSeconds) return refuse.tooLong(Number(durationSeconds.toFixed(3)), model.maxSeconds)
  const needsChunking = model.needsChunkingAboveSeconds !== null && durationSeconds > model.needsChunkingAboveSeconds
  return needsChunking && !givesChunking(form) ? refuse.chunkingForDiarize() : null
}

const toSpeech = (heard: Heard & { ok: true }, { endpoint, format, form }: AudioRequest, { reply }: AudioCall): Speech => {
  const say = (word: string): string => (endpoint === 'translations' ? (findWord(word)?.english ?? word) : word)
  const spoken = groupWords(heard.words, format === 'diarized_json').map((words) => spokenSegment(words, say))
  const invented = reply?.kind === 'answer' ? (reply.invent ?? []).map(inventedSegment) : []
  return { language: fieldOf(form, 'language') ?? vocabularyLanguage, durationSeconds: heard.durationSeconds, segments: inOrder([...spoken, ...invented]) }
}

/** With a hint, the answer of gpt-transcribe repeats the hint; without words it names no language. */
const languagesOf = ({ model, form }: AudioRequest, speech: Speech): string[] | null => {
  if (model.languageField !== 'languages[]') return null
  return [...(form.fields['languages[]'] ?? (speech.segments.length > 0 ? [vocabularyLanguage] : []))]
}

const toWish = (request: AudioRequest, speech: Speech, { reply }: AudioCall, speakerNames: SpeakerNames): AnswerWish => {
  const { form, model, endpoint, format } = request
  const granularities = endpoint === 'translations' ? undefined : form.fields['timestamp_granularities[]']
  return {
    format,
    task: endpoint === 'translations' ? 'translate' : 'transcribe',
    usage: reply?.kind === 'answer' && reply.omitUsage ? 'none' : model.usage,
    words: granularities?.includes('word') ?? false,
    segments: granularities?.includes('segment') ?? true,
    languages: languagesOf(request, speech),
    logprobs: form.fields['include[]']?.includes('logprobs') ?? false,
    speakerNames,
    temperature: Number(fieldOf(form, 'temperature') ?? 0),
  }
}

const answerAudio = async (call: AudioCall, day: string): Promise<Answer | Refusal> => {
  const { endpoint, path, form } = call
  const model = chooseModel(form, endpoint, path, day)
  if (isRefusal(model)) return model
  if (!form.file) return refuse.noFile()
  const format = chooseFormat(form, model)
  if (typeof format === 'object') return format
  const request: AudioRequest = { endpoint, path, form, model, format }
  const refusal = firstRefusal(request)
  if (refusal) return refusal
  const heard = await call.hear()
  const judged = judgeAudio(heard, request)
  if (judged || !heard.ok) return judged ?? refuse.undecodable()
  const speakerNames = await learnVoices(form.fields['known_speaker_names[]'] ?? [], form.fields['known_speaker_references[]'] ?? [], call.listen)
  if (typeof speakerNames === 'object') return speakerNames
  const speech = toSpeech(heard, request, call)
  const write = model.streams && endpoint === 'transcriptions' && /^(true|1)$/i.test(fieldOf(form, 'stream') ?? '') ? writeStream : writeAnswer
  return { status: 200, ...write(speech, toWish(request, speech, call, speakerNames)) }
}

const listModels = (day: string): unknown => ({
  object: 'list',
  data: [...standInModels, ...chatModels.map((id) => ({ id, endsOn: null }))]
    .filter(({ endsOn }) => endsOn === null || day < endsOn)
    .map(({ id, endsOn }) => ({ id, object: 'model', created: 1_700_000_000, owned_by: 'openai', shutdown_date: endsOn })),
})

const scopes: Readonly<Partial<Record<string, string>>> = { models: 'api.model.read', chat: 'model.request' }
const knownKeys: readonly string[] = Object.values(standInKeys)

/** OpenAI as its users meet it: strict about everything, and able to hear tone-words. */
export const createStandIn = (): Engine => {
  let day: string = standInDay
  return {
    traits: openAiTraits,
    refusalBody,
    authorize: (key) => (key === null ? 'missing' : knownKeys.includes(key) ? 'right' : 'wrong'),
    admit: ({ key, endpoint, method, path }) => {
      if (endpoint === 'other') return refuse.unknownUrl(method, path)
      if (key === null) return refuse.noKey()
      if (!knownKeys.includes(key)) return refuse.wrongKey(key)
      if (endpoint === 'translations' && day >= classicEnd) return refuse.unknownUrl(method, path)
      const scope = key === standInKeys.audioOnly ? scopes[endpoint] : undefined
      return scope === undefined ? null : refuse.missingScope(scope)
    },
    answerAudio: (call) => answerAudio(call, day),
    answerChat,
    listModels: () => listModels(day),
    setDay: (next) => {
      day = next ?? standInDay
    },
  }
}
