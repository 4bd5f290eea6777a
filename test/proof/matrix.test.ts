import { parseSync } from 'subtitle'
import { Counts, inLanes } from '../support/counts'
import { postJson, uploadFile, type Json } from '../support/http'
import { startTestPlayground, type TestPlayground } from '../support/playground'
import { findWord, fixtures, readFixture, standInKeys, startOpenAi, type OpenAiProcess, type TimedWord } from '../support/stand-in'

const tasks = ['transcribe', 'translate'] as const
const containers = ['flac', 'mp3', 'mp4', 'ogg', 'wav', 'webm'] as const
const formats = ['json', 'text', 'srt', 'verbose_json', 'vtt', 'diarized_json'] as const
type Format = (typeof formats)[number]

/** An id that is in no table of ours: it belongs to another server, which really has it. */
const foreign = 'Systran/faster-whisper-small'

const ok = 200
const no = 41010
/** The model tells no times, so the audio is cut at its pauses and the pieces tell them. */
const cut = -1

/** What a caller who names a model gets. Written by hand from the promises of the service, not from its code. */
const promised: Readonly<Record<string, Readonly<Record<Format, number>>>> = {
  'whisper-1': /*               */ { json: ok, text: ok, srt: ok, verbose_json: ok, vtt: ok, diarized_json: no },
  'gpt-4o-transcribe': /*       */ { json: ok, text: ok, srt: cut, verbose_json: cut, vtt: cut, diarized_json: no },
  'gpt-4o-mini-transcribe': /*  */ { json: ok, text: ok, srt: cut, verbose_json: cut, vtt: cut, diarized_json: no },
  'gpt-4o-transcribe-diarize': { json: ok, text: ok, srt: ok, verbose_json: ok, vtt: ok, diarized_json: ok },
  'gpt-transcribe': /*          */ { json: ok, text: ok, srt: cut, verbose_json: cut, vtt: cut, diarized_json: no },
  [foreign]: /*                 */ { json: ok, text: ok, srt: ok, verbose_json: ok, vtt: ok, diarized_json: no },
}

/** Seconds by which a time may differ from the truth, when the model tells it and when the pieces do. */
const tolerance = 0.05
const pieceTolerance = 0.25

interface Case {
  readonly task: (typeof tasks)[number]
  readonly model: string
  readonly format: Format
  readonly container: (typeof containers)[number]
  readonly expected: number
}

const cases: readonly Case[] = tasks.flatMap((task) => Object.entries(promised).flatMap(([model, row]) => formats.flatMap((format) =>
  containers.map((container) => ({ task, model, format, container, expected: row[format] })))))
const refused = cases.filter(({ expected }) => expected === no)
const granted = cases.filter(({ expected }) => expected !== no)

const routes = { transcribe: 'OpenAIAudioTranscription/transcribe', translate: 'OpenAIAudioTranslation/translate' } as const
const counts = new Counts('matrix')
let openAi: OpenAiProcess
let other: OpenAiProcess
let forOpenAi: TestPlayground
let forOther: TestPlayground
const answers = new Map<Case, { status: number; body: Json; milliseconds: number }>()

const playgroundOf = ({ model }: Case): TestPlayground => (model === foreign ? forOther : forOpenAi)

const call = async (each: Case): Promise<void> => {
  const playground = playgroundOf(each)
  const { model, format, task, container } = each
  const startedAt = performance.now()
  const { status, body } = await postJson(`${playground.url}/api/services/${routes[task]}`, { audioFileUrl: `${playground.url}/api/files/audio/speech.${container}`, model, responseFormat: format })
  answers.set(each, { status, body, milliseconds: performance.now() - startedAt })
}

/** Both playgrounds at the same time, each with as many calls as it has workers. */
const callAll = async (wanted: readonly Case[]): Promise<void> => {
  await Promise.all([true, false].map((isForeign) => inLanes(wanted.filter(({ model }) => (model === foreign) === isForeign), 2, call)))
}

const received = async (): Promise<{ endpoint: string }[]> => [...(await openAi.requests()), ...(await other.requests())]
let receivedForRefused: { endpoint: string }[]
let receivedForGranted: { endpoint: string }[]

beforeAll(async () => {
  ;[openAi, other] = await Promise.all([startOpenAi({ engine: 'stand-in' }), startOpenAi({ engine: 'stand-in', flavour: 'speaches' })])
  ;[forOpenAi, forOther] = await Promise.all([openAi, other].map(({ baseUrl }) => startTestPlayground({ upstream: { baseUrl, apiKey: standInKeys.full } }))) as [TestPlayground, TestPlayground]
  await Promise.all([forOpenAi, forOther].flatMap(({ url }) => containers.map((container) => uploadFile(`${url}/api/files/audio`, `speech.${container}`, new Uint8Array(readFixture(`speech.${container}`))))))
  await callAll(refused)
  receivedForRefused = await received()
  await callAll(granted)
  receivedForGranted = await received()
}, 180_000)
afterAll(async () => {
  counts.print()
  await Promise.all([forOpenAi.stop(), forOther.stop()])
  await Promise.all([openAi.stop(), other.stop()])
})

/** What was said, in the language of the answer, with the truth about its times. */
const truthOf = ({ container, task }: Case): TimedWord[] =>
  (fixtures.speech[`speech.${container}`]?.words ?? []).map((word) => ({ ...word, word: task === 'translate' ? (findWord(word.word)?.english ?? '') : word.word }))

interface Timed {
  readonly start: number
  readonly text: string
}

/** Phrases hold every word once, in order, and each begins when its first word was spoken. */
const expectPhrases = (phrases: readonly Timed[], truth: readonly TimedWord[], within: number): void => {
  expect(phrases.flatMap(({ text }) => text.split(/\s+/))).toEqual(truth.map(({ word }) => word))
  let wordIndex = 0
  for (const { start, text } of phrases) {
    expect(Math.abs(start - (truth[wordIndex]?.start ?? NaN))).toBeLessThanOrEqual(within)
    wordIndex += text.split(/\s+/).length
  }
}

/** The name of a speaker is not one of the words. */
const withoutSpeaker = (text: string): string => text.replace(/<\/?v[^>]*>/g, '').replace(/^[A-Z]: /, '')

/** Reads captions with a parser that others wrote. */
const captionsOf = (document: string): (Timed & { end: number })[] =>
  parseSync(document).flatMap((node) => (node.type === 'cue' ? [{ start: node.data.start / 1000, end: node.data.end / 1000, text: withoutSpeaker(node.data.text) }] : []))

const expectCaptions = (document: Json, truth: readonly TimedWord[], within: number): void => {
  const cues = captionsOf(document as string)
  expectPhrases(cues, truth, within)
  cues.forEach(({ start, end }, index) => {
    expect(end).toBeGreaterThan(start)
    expect(end).toBeLessThanOrEqual(cues[index + 1]?.start ?? Infinity)
  })
}

const judges: Readonly<Record<Format, (body: Json, truth: readonly TimedWord[], within: number) => void>> = {
  json: (body, truth) => expect(body.text).toBe(truth.map(({ word }) => word).join(' ')),
  // One line a speaker when the model tells speakers apart, else one line.
  text: (body, truth) => expect((body as string).split('\n').map(withoutSpeaker).join(' ')).toBe(truth.map(({ word }) => word).join(' ')),
  srt: expectCaptions,
  vtt: expectCaptions,
  verbose_json: (body, truth, within) => {
    judges.json(body, truth, within)
    expectPhrases(body.segments as Timed[], truth, within)
    expect(Math.abs(body.duration - (truth.at(-1)?.end ?? 0))).toBeLessThan(3)
  },
  diarized_json: (body, truth, within) => {
    judges.json(body, truth, within)
    expectPhrases(body.segments as Timed[], truth, within)
    const spoken = body.segments as { speaker: string }[]
    expect([...new Set(spoken.map(({ speaker }) => speaker))]).toEqual(['A', 'B'])
  },
}

const title = ({ task, model, format, container }: Case): string => `${task} ${container} with ${model} as ${format}`

describe('6 formats x 6 models x 6 containers, transcribed and translated', () => {
  test('22 of 36 pairs of format and model are answered by the model itself, 9 by cutting at pauses, and 5 are refused', () => {
    const numbers = Object.values(promised).flatMap((row) => Object.values(row))
    expect([ok, cut, no].map((wanted) => numbers.filter((number) => number === wanted).length)).toEqual([22, 9, 5])
    expect([granted.length, refused.length]).toEqual([372, 60])
  })

  test.each(cases.map((each): [string, Case] => [title(each), each]))('%s', (_title, each) => {
    const { status, body, milliseconds } = answers.get(each) as { status: number; body: Json; milliseconds: number }
    expect(counts.add({ ok: status === 200, number: status === 200 ? null : body.code, milliseconds, limitMs: 60_000 })).toBeNull()
    if (each.expected !== no) judges[each.format](body, truthOf(each), each.expected === cut ? pieceTolerance : tolerance)
    else expect([status, body.code, body.message]).toEqual([400, no, expect.stringContaining(each.model)])
  })

  test('whoever is refused was not sent anywhere, and every other call was sent once, or once for each piece', () => {
    const numberOf = (endpoint: string): number => receivedForGranted.filter((request) => request.endpoint === endpoint).length
    expect(receivedForRefused).toEqual([])
    // whisper-1 and the other server's whisper translate by themselves (5 formats each, 6 containers); everything else is transcribed, and then its text is translated.
    const asTheyAre = 132 + 72
    const inPieces = granted.filter(({ expected }) => expected === cut)
    expect(inPieces).toHaveLength(108)
    expect([numberOf('translations'), numberOf('chat')]).toEqual([60, 72 + inPieces.length / 2])
    // Eight seconds with one pause: a piece or two each.
    expect(numberOf('transcriptions') - asTheyAre).toBeGreaterThanOrEqual(inPieces.length)
    expect(numberOf('transcriptions') - asTheyAre).toBeLessThanOrEqual(inPieces.length * 2)
  })

  test('no answer and no line of the log holds the key', () => {
    const texts = [...[...answers.values()].map(({ body }) => JSON.stringify(body)), ...forOpenAi.log, ...forOther.log]
    expect(texts.length).toBeGreaterThan(432)
    expect(texts.filter((text) => text.includes(standInKeys.full))).toEqual([])
  })
})
