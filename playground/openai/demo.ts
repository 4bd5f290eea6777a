import { chatAnswer, lastUserText, numberedLine } from './chat'
import type { Heard } from './ear'
import type { Answer, AudioCall, ChatCall, Engine } from './engine'
import { fieldOf } from './form'
import type { SoundPart } from './measure'
import { openAiTraits, refusalBody, refuse, type Refusal } from './openai-errors'
import type { Speech, SpeechSegment } from './speech'
import { answerFormats, writeAnswer } from './write-answer'

const advice = 'It did not understand the words: enter an OpenAI API key in Cloud Code to get a transcript.'
const notTranslated = 'Demo engine: this text was not translated. Enter an OpenAI API key in Cloud Code to get a translation.'
const maxNamedParts = 8
const joinSteps = [0, 1, 3, 10, 30, 120, 600, Infinity]

const containerNames: Readonly<Record<string, string>> = { flac: 'FLAC', mp3: 'MP3', mp4: 'MP4', ogg: 'Ogg', wav: 'WAV', webm: 'WebM' }

const seconds = (value: number): string => value.toFixed(1)

/** A long recording has hundreds of stretches with sound: the ones that are near to each other are told as one. */
const joinParts = (parts: readonly SoundPart[]): readonly SoundPart[] => {
  for (const gap of joinSteps) {
    const joined: { start: number; end: number }[] = []
    for (const part of parts) {
      const last = joined.at(-1)
      if (last && part.start - last.end < gap) last.end = part.end
      else joined.push({ ...part })
    }
    if (joined.length <= maxNamedParts) return joined
  }
  return parts.slice(0, 1)
}

const channelsText = (channels: number): string => (channels === 1 ? 'mono' : channels === 2 ? 'stereo' : `${channels}-channel`)

type Measured = Heard & { readonly ok: true }

const describe = ({ durationSeconds, source }: Measured): string =>
  `Demo engine: this recording is ${seconds(durationSeconds)} seconds of ${channelsText(source.channels)} ${containerNames[source.container] ?? ''} audio at ${source.sampleRate / 1000} kHz`.replace('  ', ' ')

/** One piece of the sentence for each stretch with sound, so that captions stand where the sound is. */
const sentencePieces = (heard: Measured, parts: readonly SoundPart[]): { text: string; part: SoundPart }[] => {
  const start = describe(heard)
  if (parts.length === 0) return [{ text: `${start} without any sound. ${advice}`, part: { start: 0, end: heard.durationSeconds } }]
  return parts.map((part, index) => {
    const lead = index === 0 ? `${start} with sound at ` : index === parts.length - 1 ? 'and ' : ''
    const end = index === parts.length - 1 ? `. ${advice}` : index === parts.length - 2 ? '' : ','
    return { text: `${lead}${seconds(part.start)}-${seconds(part.end)} s${end}`, part }
  })
}

const toSegment = (text: string, { start, end }: SoundPart): SpeechSegment => {
  const words = text.split(' ')
  const step = (end - start) / words.length
  return {
    start, end, text, voice: 'low', noSpeechProb: 0, avgLogprob: 0, compressionRatio: 1,
    words: words.map((word, index) => ({ word, start: start + index * step, end: start + (index + 1) * step })),
  }
}

/** What the demo says about a recording: measured facts, and that it understood nothing. */
export const describeRecording = (heard: Measured): Speech => ({
  language: 'en',
  durationSeconds: heard.durationSeconds,
  segments: sentencePieces(heard, joinParts(heard.parts)).map(({ text, part }) => toSegment(text, part)),
})

const answerAudio = async ({ form, endpoint, hear }: AudioCall): Promise<Answer | Refusal> => {
  if (!form.file) return refuse.noFile()
  const wanted = fieldOf(form, 'response_format') ?? 'json'
  const format = answerFormats.find((each) => each === wanted)
  if (!format) return refuse.formatUnknown(wanted, answerFormats)
  const heard = await hear()
  if (!heard.ok) return refuse.undecodable()
  const granularities = form.fields['timestamp_granularities[]']
  return {
    status: 200,
    ...writeAnswer(describeRecording(heard), {
      format, task: endpoint === 'translations' ? 'translate' : 'transcribe', usage: 'duration', words: granularities?.includes('word') ?? false,
      segments: granularities?.includes('segment') ?? true, languages: null, logprobs: false, speakerNames: () => 'A', temperature: 0,
    }),
  }
}

/** Keeps the count of numbered lines, so that callers who count are not sent into repairs. */
const answerChat = ({ json }: ChatCall): Answer | Refusal => {
  const asked = lastUserText(json)
  if (asked === null) return refuse.noMessages()
  const lines = asked.split('\n').map((line) => numberedLine.exec(line)).filter((match) => match !== null)
  return chatAnswer('demo', lines.length === 0 ? notTranslated : lines.map(([, number, mark]) => `${number}${mark} ${notTranslated}`).join('\n'))
}

/** Any key, any model, no understanding: it really decodes what it gets and says what it measured. */
export const createDemo = (): Engine => ({
  traits: openAiTraits,
  refusalBody,
  authorize: (key) => (key === null ? 'missing' : 'right'),
  admit: () => null,
  answerAudio,
  answerChat,
  listModels: () => ({ object: 'list', data: [{ id: 'demo', object: 'model', created: 1_700_000_000, owned_by: 'demo', shutdown_date: null }] }),
  setDay: () => undefined,
})
