import { ServiceError } from '../../service/src/errors'
import { openAudio } from '../../service/src/audio/split/open'
import { sourceOf } from '../../service/src/audio/split/source-of'
import { Window } from '../../service/src/audio/split/packets/window'
import { ByteStream } from '../../service/src/audio/split/byte-stream'
import type { AudioFacts, AudioSource, Piece, SplitWish, Splitting } from '../../service/src/audio/split/types'
import { longShapes, repeatWav } from '../support/long-files'
import { readFixture } from '../support/stand-in'

const never = new AbortController().signal
const wish: SplitWish = { maxBytes: 1_000_000, maxSeconds: 12, cutAt: 'limit', skipSilence: true }

interface Outcome {
  readonly pieces: Piece[]
  readonly splitting: Splitting
  readonly facts: AudioFacts
  readonly error: unknown
}

const cut = async (source: AudioSource, part: Partial<SplitWish> = {}): Promise<Outcome> => {
  const audio = await openAudio(source, never)
  const splitting = audio.split({ ...wish, ...part }, never)
  const pieces: Piece[] = []
  let error: unknown = null
  try {
    for await (const piece of splitting) pieces.push(piece)
  } catch (problem) {
    error = problem
  }
  return { pieces, splitting, facts: audio.facts, error }
}

const endOf = ({ pieces }: Outcome): number => pieces.at(-1)?.endSeconds ?? 0
const keyOf = async (source: AudioSource): Promise<unknown> => cut(source).then(({ error }) => (error as ServiceError | null)?.key ?? null, (error: ServiceError) => error.key)

/** A source that nobody could hold in memory: its bytes are made while they are read. */
const madeWhileRead = (chunks: () => Generator<Uint8Array>, byteLength: number | null = null): AudioSource => ({
  byteLength, read: null,
  async *chunks() { for (const chunk of chunks()) yield await Promise.resolve(chunk) },
})

const wavHead = (sampleRate: number, dataBytes: number): Buffer => {
  const head = Buffer.from(readFixture('speech.wav').subarray(0, 44))
  head.writeUInt32LE(sampleRate, 24)
  head.writeUInt32LE(sampleRate * 2, 28)
  head.writeUInt32LE(dataBytes, 40)
  return head
}

function* wavOf(seconds: number, chunk: (index: number) => Uint8Array): Generator<Uint8Array> {
  yield wavHead(8000, 0xffffffff)
  for (let index = 0; index * 4 < seconds; index += 1) yield chunk(index)
}

/** Four seconds at 8 kHz. */
const quiet = new Uint8Array(64_000)
const loud = Uint8Array.from({ length: 64_000 }, (_, index) => (index % 2 === 0 ? 0 : ((index * 7919) % 61) - 30))

describe('audio that lies', () => {
  test.each([0, 0xffffffff, 1000])('a wav that says it has %d bytes of sound is read to its end', async (told) => {
    const { bytes, durationSeconds } = repeatWav(10)
    bytes.writeUInt32LE(told, 40)
    expect(endOf(await cut(sourceOf([bytes])))).toBeCloseTo(durationSeconds, 0)
  })

  test('what stands behind the sound of a wav is not sound', async () => {
    const { bytes, durationSeconds } = repeatWav(3)
    const list = Buffer.concat([Buffer.from('LIST', 'latin1'), Buffer.from([200, 0, 0, 0]), Buffer.alloc(200, 65)])
    const outcome = await cut(sourceOf([bytes, list]), { skipSilence: false })
    expect(endOf(outcome)).toBeCloseTo(durationSeconds, 3)
    expect(outcome.facts.durationSeconds).toBeCloseTo(durationSeconds, 3)
  })

  test('a recording that says it lasts 22 milliseconds is not believed', async () => {
    const outcome = await cut(sourceOf([readFixture('recorded.mp4')]), { skipSilence: false })
    expect(endOf(outcome)).toBeGreaterThan(5)
  })

  test('a number of frames that was copied from another mp3 is not believed', async () => {
    const mp3 = Buffer.from(readFixture('speech.mp3'))
    const info = mp3.indexOf('Info') >= 0 ? mp3.indexOf('Info') : mp3.indexOf('Xing')
    mp3.writeUInt32BE(10_000_000, info + 8)
    const { facts } = await cut(sourceOf([mp3]))
    expect(facts).toMatchObject({ durationIsSure: false })
    expect(facts.durationSeconds).toBeLessThan(60)
  })

  test('a film without sound, a kind of sound that nobody takes, and no audio at all are told apart', async () => {
    const amr = Buffer.from(readFixture('speech.m4a'))
    amr.write('samr', amr.indexOf('mp4a'), 'latin1')
    amr.write('free', amr.indexOf('esds'), 'latin1')
    expect(await keyOf(sourceOf([amr]))).toBe('source-type-unsupported')
    const mute = Buffer.from(readFixture('speech.mp4'))
    mute.write('soux', mute.indexOf('soun'), 'latin1')
    expect(await keyOf(sourceOf([mute]))).toBe('source-has-no-sound')
    expect(await keyOf(sourceOf([Buffer.from('%PDF-1.7 and so on')]))).toBe('source-not-audio')
    expect(await keyOf(sourceOf([]))).toBe('source-empty')
  })
})

describe('audio that is damaged', () => {
  test.each(['wav', 'mp3 of one bit rate', 'm4a with its index first', 'mp4 in fragments', 'ogg with Opus', 'webm with an index', 'webm without index and length'])('%s that breaks off gives what was there', async (name) => {
    const { bytes, durationSeconds } = await longShapes[name]!()
    for (const read of [true, false]) {
      const whole = sourceOf([bytes.subarray(0, Math.floor(bytes.byteLength * 0.7))])
      const outcome = await cut(read ? whole : { ...whole, read: null, byteLength: null }, { skipSilence: false })
      expect(outcome.error === null || outcome.error instanceof ServiceError).toBe(true)
      expect(endOf(outcome)).toBeGreaterThan(durationSeconds * 0.5)
    }
  })

  test('whatever bytes are wrong, it ends, with pieces or with an error that has a number', async () => {
    let state = 20_261_121
    const random = (below: number): number => {
      state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0
      return Math.floor((state / 2 ** 32) * below)
    }
    const names = ['speech.webm', 'without-duration.webm', 'recorded.webm', 'speech.m4a', 'speech.mp4', 'safari-like.mp4', 'voice-note.opus', 'speech.ogg', 'speech.flac', 'speech.mp3', 'speech.wav', 'raw.aac']
    for (let round = 0; round < 120; round += 1) {
      const name = names[round % names.length]!
      const bytes = Buffer.from(readFixture(name))
      const head = random(2) === 0 ? 600 : bytes.byteLength
      for (let hit = 0; hit < 1 + random(10); hit += 1) bytes[random(head)] = random(256)
      if (random(3) === 0) bytes.fill(random(2) * 255, random(bytes.byteLength))
      const source = sourceOf([bytes])
      const outcome = await cut(random(2) === 0 ? source : { ...source, read: null }, { maxSeconds: 2, maxBytes: 20_000, cutAt: random(2) === 0 ? 'limit' : 'pauses', minSeconds: 1 }).catch((error: unknown) => ({ pieces: [], error }))
      if (outcome.error !== null) expect({ name, round, error: outcome.error }).toEqual({ name, round, error: expect.any(ServiceError) })
      outcome.pieces.forEach(({ startSeconds, endSeconds, file }) => {
        expect(endSeconds).toBeGreaterThan(startSeconds)
        expect(file.byteLength).toBeGreaterThan(0)
      })
    }
  })

  test('an index that leads in circles ends with an error', async () => {
    const source = sourceOf([Buffer.alloc(100)])
    const window = new Window(source, new ByteStream(source, never))
    await window.read(0, 100)
    const circle = (): void => { for (let turn = 0; turn < 1_000_000; turn += 1) void window.read(10, 20) }
    expect(circle).toThrow(expect.objectContaining({ key: 'audio-damaged' }))
  })

  test('two mp3 files of different rates, one behind the other, are never in one piece', async () => {
    const [first, second] = [readFixture('speech.mp3'), readFixture('speech.mpga')]
    const outcome = await cut(sourceOf([first, second]), { maxSeconds: 600, skipSilence: false })
    expect(outcome.error).toBeNull()
    expect(outcome.pieces).toHaveLength(2)
    expect(endOf(outcome)).toBeCloseTo(14.5, 0)
    expect(outcome.pieces.map(({ overlapSeconds }) => overlapSeconds)).toEqual([0, 0])
  })

  test('a picture of 10 MB before the sound is passed over, with and without ranges', async () => {
    const size = 10_000_000
    const tag = Buffer.alloc(10 + size, 0xff)
    tag.write('ID3', 0, 'latin1')
    tag.set([3, 0, 0, ...[21, 14, 7, 0].map((shift) => (size >> shift) & 127)], 3)
    const mp3 = readFixture('speech.mp3')
    const plain = await cut(sourceOf([mp3]))
    const chunks = Array.from({ length: Math.ceil(tag.byteLength / 65_536) }, (_, index) => tag.subarray(index * 65_536, (index + 1) * 65_536))
    let asked = 0
    const source = sourceOf([...chunks, mp3])
    for (const read of [null, (from: number, to: number) => { asked += to - from; return source.read!(from, to) }]) {
      const outcome = await cut({ ...source, read })
      expect(outcome.pieces.map(({ file }) => file.byteLength)).toEqual(plain.pieces.map(({ file }) => file.byteLength))
      expect(outcome.pieces[0]!.startSeconds).toBeCloseTo(plain.pieces[0]!.startSeconds, 5)
    }
    expect(asked).toBeLessThan(3_000_000)
  })
})

describe('audio without end', () => {
  test('an hour of silence is in no piece', async () => {
    const { pieces, splitting } = await cut(madeWhileRead(() => wavOf(3600, () => quiet)))
    expect(pieces).toEqual([])
    expect(splitting.silent).toEqual([{ startSeconds: 0, endSeconds: expect.closeTo(3600, 1) as number }])
    expect(splitting.endSeconds).toBeCloseTo(3600, 1)
  })

  test('ten hours are cut with one piece in memory at a time', async () => {
    const before = process.memoryUsage().arrayBuffers
    let most = 0
    let bytes = 0
    let last: Piece | null = null
    const audio = await openAudio(madeWhileRead(() => wavOf(36_000, () => loud)), never)
    for await (const piece of audio.split({ ...wish, maxBytes: 25e6, maxSeconds: 600 }, never)) {
      expect(piece.startSeconds - piece.overlapSeconds).toBeLessThanOrEqual(last?.endSeconds ?? 0)
      last = piece
      bytes += piece.file.byteLength
      most = Math.max(most, process.memoryUsage().arrayBuffers - before)
    }
    expect(last?.endSeconds).toBeCloseTo(36_000, 0)
    expect(bytes).toBeGreaterThan(36_000 * 16_000)
    expect(most).toBeLessThan(150e6)
  })

  test('a stream that never ends can be left at any time', async () => {
    const leaving = new AbortController()
    let given = 0
    const source = madeWhileRead(function* () {
      yield wavHead(8000, 0xffffffff)
      for (;;) {
        given += 1
        yield loud
      }
    })
    const audio = await openAudio(source, leaving.signal)
    const seen: number[] = []
    const reading = (async () => {
      for await (const { index } of audio.split({ ...wish, maxSeconds: 100 }, leaving.signal)) {
        seen.push(index)
        if (index === 20) leaving.abort()
      }
    })()
    await expect(reading).rejects.toThrow(/abort/i)
    expect(seen).toHaveLength(21)
    expect(given).toBeLessThan(21 * 26)
  })

  test('a deadline is heard while everything is in memory', async () => {
    const leaving = new AbortController()
    const timer = setTimeout(() => leaving.abort(), 50)
    const audio = await openAudio(madeWhileRead(function* () {
      yield wavHead(8000, 0xffffffff)
      for (;;) yield loud
    }), leaving.signal)
    const reading = (async () => { for await (const piece of audio.split({ ...wish, maxSeconds: 1e9, maxBytes: 1e9, skipSilence: false, cutAt: 'limit' }, leaving.signal)) void piece })()
    await expect(reading).rejects.toThrow(/abort/i)
    clearTimeout(timer)
  })

  test('an index at the end of what is too large to be kept is an error where the server knows no ranges', async () => {
    const mdat = Buffer.from([0, 0, 0, 1, 0x6d, 0x64, 0x61, 0x74, 0, 0, 0, 0, 0x40, 0, 0, 0])
    const chunk = new Uint8Array(1_000_000)
    const key = await keyOf(madeWhileRead(function* () {
      yield Buffer.from([0, 0, 0, 16, ...Buffer.from('ftypM4A ', 'latin1'), 0, 0, 0, 0])
      yield mdat
      for (let count = 0; count < 1000; count += 1) yield chunk
    }))
    expect(key).toBe('source-needs-ranges')
  })
})
