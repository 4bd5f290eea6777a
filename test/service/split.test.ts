import { sniff } from '../../contract'
import { openAudio } from '../../service/src/audio/split/open'
import { sourceOf } from '../../service/src/audio/split/source-of'
import type { AudioSource, Piece, SplitWish } from '../../service/src/audio/split/types'
import { longShapes, type LongFile } from '../support/long-files'
import { readFixture, fixtures, startOpenAi, type OpenAiProcess, type TimedWord } from '../support/stand-in'

const never = new AbortController().signal
const wish: SplitWish = { maxBytes: 1_000_000, maxSeconds: 12, cutAt: 'limit', skipSilence: false }

const piecesOf = async (source: AudioSource, part: Partial<SplitWish> = {}): Promise<Piece[]> => {
  const pieces: Piece[] = []
  for await (const piece of (await openAudio(source, never)).split({ ...wish, ...part }, never)) pieces.push(piece)
  return pieces
}

/** As it comes from a server that sends files only from the beginning, and does not tell how long they are. */
const withoutRanges = (bytes: Buffer): AudioSource => ({ ...sourceOf(Array.from({ length: Math.ceil(bytes.byteLength / 5000) }, (_, index) => bytes.subarray(index * 5000, index * 5000 + 5000))), read: null, byteLength: null })

let standIn: OpenAiProcess
const made = new Map<string, LongFile>()
beforeAll(async () => {
  standIn = await startOpenAi({ engine: 'stand-in' })
  for (const [name, make] of Object.entries(longShapes)) made.set(name, await make())
  // Vorbis packets depend on their neighbours, so that copies do not last as long as the original: the whole file tells the times.
  const vorbis = made.get('ogg with Vorbis')!
  const heard = await standIn.hear(vorbis.bytes)
  if (heard.ok) made.set('ogg with Vorbis', { ...vorbis, words: vorbis.words.map((word, index) => ({ ...word, start: heard.words[index]!.start, end: heard.words[index]!.end })), durationSeconds: heard.durationSeconds })
})
afterAll(() => standIn.stop())

/** Every piece is decoded by itself; what two neighbours both say counts once, by its time. */
const hear = async (pieces: readonly Piece[]): Promise<TimedWord[]> => {
  const words: TimedWord[] = []
  for (const { startSeconds, overlapSeconds, file } of pieces) {
    const heard = await standIn.hear(file.bytes)
    if (!heard.ok) throw new Error(heard.problem)
    const seam = startSeconds + overlapSeconds / 2
    while (overlapSeconds > 0 && words.length > 0 && (words.at(-1)!.start + words.at(-1)!.end) / 2 >= seam) words.pop()
    words.push(...heard.words.map(({ word, start, end }) => ({ word, start: start + startSeconds, end: end + startSeconds })).filter(({ start, end }) => overlapSeconds === 0 || (start + end) / 2 >= seam))
  }
  return words
}

const expectWords = (heard: readonly TimedWord[], spoken: readonly TimedWord[]): void => {
  expect(heard.map(({ word }) => word)).toEqual(spoken.map(({ word }) => word))
  expect(Math.max(...heard.map(({ start }, index) => Math.abs(start - spoken[index]!.start)))).toBeLessThan(0.06)
}

describe('long audio in pieces', () => {
  test.each(Object.keys(longShapes))('keeps every word once, in order and at its time: %s', async (name) => {
    const { bytes, words, durationSeconds } = made.get(name)!
    const pieces = await piecesOf(sourceOf([bytes]))
    expect(pieces.length).toBeGreaterThanOrEqual(3)
    pieces.forEach(({ index, startSeconds, endSeconds, file, fileName, mimeType, next }, place) => {
      expect(index).toBe(place)
      expect(endSeconds - startSeconds).toBeLessThanOrEqual(wish.maxSeconds)
      expect(file.bytes.byteLength).toBe(file.byteLength)
      expect(sniff(file.bytes)).toMatchObject({ kind: 'audio', type: { container: file.type.container, mimeType } })
      expect(fileName).toMatch(new RegExp(`\\.${file.type.extension}$`))
      expect(next === null).toBe(place === pieces.length - 1)
    })
    expect(Math.abs(pieces.at(-1)!.endSeconds - durationSeconds)).toBeLessThan(0.1)
    expectWords(await hear(pieces), words)
  })

  test.each(Object.keys(longShapes))('is the same without ranges and without a length: %s', async (name) => {
    const { bytes } = made.get(name)!
    const [there, here] = [await piecesOf(sourceOf([bytes])), await piecesOf(withoutRanges(bytes))]
    expect(here.map(({ startSeconds, file }) => [startSeconds, file.byteLength])).toEqual(there.map(({ startSeconds, file }) => [startSeconds, file.byteLength]))
  })

  test.each(Object.keys(longShapes))('goes on from any piece as if it had never stopped: %s', async (name) => {
    const { bytes } = made.get(name)!
    const all = await piecesOf(sourceOf([bytes]))
    for (const source of [sourceOf([bytes]), withoutRanges(bytes)]) {
      const from = JSON.parse(JSON.stringify(all[0]!.next)) as NonNullable<Piece['next']>
      const rest = await piecesOf(source, { from })
      expect(rest.map(({ index, startSeconds, overlapSeconds }) => [index, Math.round(startSeconds * 1e4), overlapSeconds])).toEqual(all.slice(1).map(({ index, startSeconds, overlapSeconds }) => [index, Math.round(startSeconds * 1e4), overlapSeconds]))
      rest.forEach(({ file }, index) => expect(Buffer.compare(file.bytes, all[index + 1]!.file.bytes)).toBe(0))
    }
  })

  test.each(Object.keys(longShapes))('makes phrases whose times are those of their words: %s', async (name) => {
    const { bytes, words } = made.get(name)!
    const pieces = await piecesOf(sourceOf([bytes]), { cutAt: 'pauses', minSeconds: 1, maxSeconds: 12 })
    expect(pieces.length).toBeGreaterThanOrEqual(5)
    expectWords(await hear(pieces), words)
    for (const { startSeconds, endSeconds, overlapSeconds, soundStartSeconds, soundEndSeconds } of pieces) {
      if (overlapSeconds > 0) continue
      const inside = words.filter(({ start, end }) => start >= startSeconds && end <= endSeconds)
      if (inside.length === 0) continue
      expect(Math.abs(soundStartSeconds - inside[0]!.start)).toBeLessThan(0.25)
      expect(Math.abs(soundEndSeconds - inside.at(-1)!.end)).toBeLessThan(0.25)
    }
  })

  test('leaves pictures of a film out, and keeps to the bytes that are allowed', async () => {
    const pieces = await piecesOf(sourceOf([readFixture('speech.mp4')]), { maxSeconds: 3 })
    expect(pieces.map(({ file }) => file.type.container)).toEqual(pieces.map(() => 'mp4'))
    pieces.forEach(({ file }) => expect(Buffer.from(file.bytes).includes('avc1')).toBe(false))
    expectWords(await hear(pieces), fixtures.speech['speech.mp4']!.words)
    const small = await piecesOf(sourceOf([made.get('wav')!.bytes]), { maxBytes: 60_000, maxSeconds: 1000 })
    expect(small.length).toBeGreaterThan(8)
    small.forEach(({ file }) => expect(file.byteLength).toBeLessThanOrEqual(60_000))
  })

  test('tells what it is about to cut', async () => {
    const facts = async (name: string) => (await openAudio(sourceOf([made.get(name)!.bytes]), never)).facts
    expect(await facts('m4a with its index last')).toMatchObject({ container: 'mp4', codec: 'aac', sampleRate: 44_100, channels: 1, durationIsSure: true, isSeekable: true })
    expect(await facts('webm without index and length')).toMatchObject({ container: 'webm', codec: 'opus', durationSeconds: null, durationIsSure: false })
    expect((await facts('wav')).durationSeconds).toBeCloseTo(made.get('wav')!.durationSeconds, 3)
    expect((await facts('ogg with Opus')).durationSeconds).toBeCloseTo(made.get('ogg with Opus')!.durationSeconds, 1)
    expect((await facts('mp3 of changing bit rate')).durationSeconds).toBeCloseTo(made.get('mp3 of changing bit rate')!.durationSeconds, 0)
  })
})
