import fc, { type Arbitrary } from 'fast-check'
import { readFixture } from '../support/stand-in'
import { addressCases } from './ssrf-addresses'

type Json = Readonly<Record<string, unknown>>

/** Text as people and programs produce it: empty, long, of every script, with control characters and half a surrogate pair. */
const text: Arbitrary<string> = fc.oneof(
  fc.string({ unit: 'binary', maxLength: 60 }), fc.string({ unit: 'grapheme', maxLength: 40 }), fc.string({ maxLength: 200 }),
  fc.constantFrom('', ' ', '\u0000', '\r\n--boundary', '\ud800', '{value}', '<script>', '%00', '../../etc/passwd', "' or 1=1 --", 'null', 'undefined', 'true', '0', 'NaN', '1e999', '__proto__'),
  fc.nat(9_000).map((length) => 'é'.repeat(length)),
)

/** Anything that JSON can carry. */
const anything: Arbitrary<unknown> = fc.oneof(text, fc.jsonValue({ maxDepth: 3 }), fc.double({ noNaN: true, noDefaultInfinity: true }), fc.integer(), fc.constantFrom(null, true, false, 0, -1, 2, 1e308, [], {}, [[]], [null], { toString: 'x' }))

const mostly = (plausible: Arbitrary<unknown>, weight = 20): Arbitrary<unknown> => fc.oneof({ weight, arbitrary: plausible }, { weight: 1, arbitrary: anything })

const models = ['whisper-1', 'gpt-4o-transcribe', 'gpt-4o-mini-transcribe-2025-12-15', 'gpt-4o-transcribe-diarize', 'gpt-transcribe', 'Systran/faster-whisper-small']
const formats = ['json', 'text', 'srt', 'verbose_json', 'vtt', 'diarized_json', 'JSON', 'Vtt']
const languages = ['en', 'EN', 'nb-NO', 'Norwegian', 'de', 'zh', 'english ']
const hostile = addressCases.map(([, url]) => url.replace('{canary}', '9'))

const keysOf = (audioUrl: string): Record<string, Arbitrary<unknown>> => ({
  audioFileUrl: fc.oneof({ weight: 20, arbitrary: fc.constant(audioUrl) }, { weight: 1, arbitrary: fc.constantFrom(...hostile) }, { weight: 1, arbitrary: fc.webUrl() }, { weight: 1, arbitrary: anything }),
  model: mostly(fc.constantFrom(...models)),
  prompt: mostly(text),
  language: mostly(fc.constantFrom(...languages)),
  responseFormat: mostly(fc.constantFrom(...formats)),
  temperature: mostly(fc.oneof(fc.double({ min: 0, max: 1, noNaN: true }), fc.constantFrom('0.5', '0,5', 0, 1))),
  saveSource: mostly(fc.constantFrom(true, false, 'true', 'no', 1)),
  timestamps: mostly(fc.constantFrom('segment', 'word', 'WORD')),
  keywords: mostly(fc.oneof(text, fc.array(text, { maxLength: 5 }))),
  speakers: mostly(fc.constantFrom(true, false, 'yes')),
  silenceFilter: mostly(fc.boolean()),
  sourceLanguage: mostly(fc.constantFrom(...languages)),
  targetLanguage: mostly(fc.constantFrom(...languages)),
})

/** A request body: most keys plausible, some absurd, some unknown. */
export const bodies = (audioUrl: string): Arbitrary<Json> =>
  fc.tuple(fc.record(keysOf(audioUrl), { requiredKeys: [] }), fc.dictionary(text, anything, { maxKeys: 2 })).map(([known, unknown]) => ({ ...unknown, audioFileUrl: audioUrl, ...known }))

/** A file to be damaged. */
export const containers = ['speech.flac', 'speech.mp3', 'speech.mp4', 'speech.ogg', 'speech.wav', 'speech.webm'] as const
type ContainerName = (typeof containers)[number]

const firstBytes = 4_096
const originals = Object.fromEntries(containers.map((name) => [name, readFixture(name).subarray(0, firstBytes)])) as Record<ContainerName, Buffer>

type Damage = (bytes: Buffer) => Buffer

const interesting = [0x00, 0x01, 0x7f, 0x80, 0xfe, 0xff]
const damage: Arbitrary<Damage> = fc.oneof(
  fc.tuple(fc.nat(firstBytes), fc.oneof(fc.nat(255), fc.constantFrom(...interesting))).map(([at, value]): Damage => (bytes) => {
    const copy = Buffer.from(bytes)
    if (at < copy.length) copy[at] = value
    return copy
  }),
  fc.tuple(fc.nat(firstBytes), fc.nat(7)).map(([at, bit]): Damage => (bytes) => Buffer.from(bytes.map((byte, index) => (index === at ? byte ^ (1 << bit) : byte)))),
  fc.tuple(fc.nat(firstBytes), fc.constantFrom(0x00000000, 0xffffffff, 0x7fffffff, 0x80000000)).map(([at, value]): Damage => (bytes) => {
    const copy = Buffer.from(bytes)
    if (at + 4 <= copy.length) copy.writeUInt32BE(value, at)
    return copy
  }),
  fc.nat(firstBytes).map((length): Damage => (bytes) => bytes.subarray(0, length)),
  fc.tuple(fc.nat(firstBytes), fc.nat(64)).map(([at, count]): Damage => (bytes) => Buffer.concat([bytes.subarray(0, at), bytes.subarray(at + count)])),
  fc.tuple(fc.nat(firstBytes), fc.uint8Array({ maxLength: 64 })).map(([at, more]): Damage => (bytes) => Buffer.concat([bytes.subarray(0, at), more, bytes.subarray(at)])),
  fc.tuple(fc.nat(firstBytes), fc.nat(firstBytes), fc.nat(256)).map(([from, to, count]): Damage => (bytes) => {
    const copy = Buffer.from(bytes)
    copy.set(bytes.subarray(from, from + Math.min(count, Math.max(0, copy.length - to))), Math.min(to, copy.length))
    return copy
  }),
)

/** The first kilobytes of a real file, damaged in one to eight places, most of them near the start, where the headers are. */
export const damagedFiles: Arbitrary<{ readonly name: ContainerName; readonly bytes: Buffer }> = fc
  .tuple(fc.constantFrom(...containers), fc.array(damage, { minLength: 1, maxLength: 8 }))
  .map(([name, damages]) => ({ name, bytes: damages.reduce((bytes, change) => change(bytes), originals[name]) }))

const seconds: Arbitrary<unknown> = fc.oneof(fc.double({ min: -5, max: 200, noNaN: true }), fc.double({ noNaN: true, noDefaultInfinity: true }), fc.constantFrom('1.5', 'NaN', '', null, 1e308, -1e308, 5e-324, 359_999, 360_000, true), anything)
const phrase: Arbitrary<unknown> = fc.oneof({ weight: 6, arbitrary: fc.record({ id: anything, start: seconds, end: seconds, text: fc.oneof(text, anything), speaker: anything, avg_logprob: seconds, no_speech_prob: seconds, compression_ratio: seconds, words: fc.oneof(fc.array(fc.record({ word: text, start: seconds, end: seconds }), { maxLength: 3 }), anything) }, { requiredKeys: ['start', 'end', 'text'] }) }, { weight: 1, arbitrary: anything })

/** What a transcription service might answer with status 200 although it should not. */
export const upstreamAnswers: Arbitrary<unknown> = fc.oneof(
  { weight: 8, arbitrary: fc.record({ text: fc.oneof(text, anything), language: mostly(fc.constantFrom('english', 'es', 'klingon')), languages: fc.oneof(fc.array(fc.record({ code: text }), { maxLength: 2 }), anything), duration: seconds, segments: fc.oneof(fc.array(phrase, { maxLength: 6 }), anything), words: fc.oneof(fc.array(fc.record({ word: text, start: seconds, end: seconds }), { maxLength: 6 }), anything), usage: anything, error: anything }, { requiredKeys: ['text'] }) },
  { weight: 1, arbitrary: anything },
)

const typed = (...plausible: string[]): Arbitrary<string> => fc.oneof({ weight: 5, arbitrary: fc.constantFrom(...plausible) }, { weight: 1, arbitrary: text })

/** What an owner might type into the configuration form. */
export const configurations: Arbitrary<Readonly<Record<string, string>>> = fc.record({
  apiKey: typed('sk-1', '"sk-1"', 'none', 'sk-ключ', 'sk-1\nsk-2'),
  audioModel: typed('', ...models),
  audioFolder: typed('', 'audio', '/audio/', 'ауди/о', 'a/../b', '//', '.'),
  timeLimitSeconds: typed('', '5', ' 20 ', '1', '1e9', '99999999999', '0x10', '0', '-1', '20 s', 'Infinity'),
  textModel: typed('', 'gpt-5-mini'),
  allowedHosts: typed('', '*', 'public.test', '*.test', ' , ,', 'http://public.test/', '[::1]'),
  signedInOnly: typed('', 'true', 'false', 'TRUE', 'yes'),
}, { requiredKeys: [] })

/** What an owner might type as the address of another server; none of these is one. */
export const baseUrls: Arbitrary<string> = fc.constantFrom('https://', 'http:///v1', 'localhost', 'file:///etc', 'https://user:word@host/v1', 'https://host:99999', 'api.openai.com/v1', '//host', 'https://[::1', 'javascript:alert(1)', '\u0000', 'é', '{apiBaseUrl}')
