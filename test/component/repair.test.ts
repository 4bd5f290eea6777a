import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import * as fc from 'fast-check'
import { ALL_FORMATS, BufferSource, EncodedPacketSink, Input } from 'mediabunny'
import { repairRecording } from '../../ui-component/src/repair/repair'

const fixtures = join(__dirname, '..', 'fixtures')
const read = (path: string): Buffer => readFileSync(join(fixtures, path))

interface Recorded {
  readonly path: string
  readonly mimeType: string
  readonly durationSeconds: number
  readonly packets: number
}

/** Made by the recorders of real browsers; the lengths are those of the decoded sound. */
const recordings: readonly Recorded[] = [
  { path: 'audio/recorded.webm', mimeType: 'audio/webm;codecs=opus', durationSeconds: 6, packets: 100 },
  { path: 'audio/recorded.mp4', mimeType: 'audio/mp4;codecs=opus', durationSeconds: 5.922, packets: 100 },
  { path: 'recordings/webkit-slices.mp4', mimeType: 'audio/mp4; codecs=mp4a', durationSeconds: 5.108, packets: 220 },
  { path: 'recordings/webkit-whole.mp4', mimeType: 'audio/mp4; codecs=mp4a', durationSeconds: 3.111, packets: 134 },
  { path: 'recordings/webkit-paused.mp4', mimeType: 'audio/mp4; codecs=mp4a', durationSeconds: 5.991, packets: 258 },
]

const repair = async (bytes: Uint8Array<ArrayBuffer>, mimeType = 'audio/webm'): Promise<{ same: boolean; bytes: Buffer; type: string; durationSeconds: number | null }> => {
  const audio = new Blob([bytes], { type: mimeType })
  const repaired = await repairRecording(audio, { mimeType })
  return { same: repaired.audio === audio, bytes: Buffer.from(await repaired.audio.arrayBuffer()), type: repaired.audio.type, durationSeconds: repaired.durationSeconds }
}

interface Packet {
  readonly seconds: number
  readonly data: Buffer
}

/** What a reader that is not ours finds in a file. */
const inspect = async (bytes: Buffer): Promise<{ written: number | null; packets: Packet[] }> => {
  const input = new Input({ formats: ALL_FORMATS, source: new BufferSource(new Uint8Array(bytes)) })
  const track = (await input.getPrimaryAudioTrack())!
  const packets: Packet[] = []
  for await (const packet of new EncodedPacketSink(track).packets()) packets.push({ seconds: packet.timestamp, data: Buffer.from(packet.data) })
  return { written: (await track.getDurationFromMetadata()) ?? (await input.getDurationFromMetadata()), packets }
}

/** Everything that lies in the data boxes of an MP4, or all of another file. */
const soundOf = (bytes: Buffer): Buffer => {
  const found: Buffer[] = []
  for (let at = 0; at + 8 <= bytes.length; at += Math.max(8, bytes.readUInt32BE(at))) {
    if (bytes.toString('latin1', at + 4, at + 8) === 'mdat') found.push(bytes.subarray(at + 8, at + bytes.readUInt32BE(at)))
  }
  return Buffer.concat(found)
}

/** The Duration that stands at the end of Info is all that is new in a WebM, with the size before it. */
const isOnlyLonger = (before: Buffer, after: Buffer): boolean => {
  let head = 0
  while (head < before.length && before[head] === after[head]) head += 1
  const tail = before.length - head
  return after.length - before.length <= 18 && after.subarray(after.length - tail + 60).equals(before.subarray(before.length - tail + 60))
}

it.each(recordings)('writes the length of $path into it, and keeps every packet', async ({ path, mimeType, durationSeconds, packets }) => {
  const original = read(path)
  const { bytes, type, durationSeconds: told } = await repair(new Uint8Array(original), mimeType)
  expect(told).toBeCloseTo(durationSeconds, 2)
  expect(type.replace(/\s/g, '')).toBe(mimeType.replace(/\s/g, ''))
  const after = await inspect(bytes)
  expect(after.written).toBeCloseTo(durationSeconds, 2)
  expect(after.packets).toHaveLength(packets)
  const times = after.packets.map(({ seconds }) => seconds)
  expect(times).toEqual([...times].sort((a, b) => a - b))
  if (path.endsWith('webm')) expect(after.packets).toEqual((await inspect(original)).packets)
  else expect(Buffer.concat(after.packets.map(({ data }) => data)).equals(soundOf(original))).toBe(true)
})

it.each(recordings)('leaves $path alone once it is repaired', async ({ path, mimeType }) => {
  const once = await repair(new Uint8Array(read(path)), mimeType)
  const twice = await repair(new Uint8Array(once.bytes), mimeType)
  expect(twice.same).toBe(true)
  expect(twice.durationSeconds).toBeCloseTo(once.durationSeconds!, 2)
})

it.each(['speech.webm', 'speech.m4a', 'speech.mp3', 'speech.ogg', 'speech.wav', 'empty.mp3', 'web-page.mp3'])('answers %s itself: it needs no repair', async (name) => {
  const { same } = await repair(new Uint8Array(read(`audio/${name}`)))
  expect(same).toBe(true)
})

/** Where the boxes or bytes with this name stand. */
const placesOf = (bytes: Buffer, name: string): number[] => {
  const found: number[] = []
  for (let at = bytes.indexOf(name); at >= 0; at = bytes.indexOf(name, at + 1)) found.push(at)
  return found
}

it('keeps the time of what was said after a gap between two fragments', async () => {
  const bytes = read('recordings/webkit-slices.mp4')
  const gapSeconds = 10
  const times = placesOf(bytes, 'tfdt')
  times.slice(2).forEach((at) => bytes.writeUInt32BE(bytes.readUInt32BE(at + 8) + gapSeconds * 44_100, at + 8))
  const { bytes: repaired, durationSeconds } = await repair(new Uint8Array(bytes))
  expect(durationSeconds).toBeCloseTo(5.108 + gapSeconds, 2)
  expect((await inspect(repaired)).packets.filter(({ seconds }) => seconds > 10)).toHaveLength(220 - 2 * 43)
})

it('lets fragments follow one another whose times overlap', async () => {
  const bytes = read('recordings/webkit-slices.mp4')
  const [, , third] = placesOf(bytes, 'tfdt')
  bytes.writeUInt32BE(bytes.readUInt32BE(third! + 8) - 6000, third! + 8)
  const { durationSeconds } = await repair(new Uint8Array(bytes))
  expect(durationSeconds).toBeGreaterThanOrEqual(5.1)
  expect(durationSeconds).toBeLessThan(5.3)
})

/** Two seconds, a pause of three, two seconds; this WebKit recorded all the time, and delivered all but the last second. */
const pausedFacts = { mimeType: 'audio/mp4', recordedMs: 4000, pauses: [{ atMs: 2000, durationMs: 3000 }] }

it('takes out what a recorder took in a pause', async () => {
  const original = read('recordings/webkit-paused.mp4')
  const { audio, durationSeconds } = await repairRecording(new Blob([new Uint8Array(original)]), pausedFacts)
  expect(durationSeconds).toBeCloseTo(2.99, 1)
  const { packets, written } = await inspect(Buffer.from(await audio.arrayBuffer()))
  expect(written).toBeCloseTo(durationSeconds!, 2)
  const all = (await inspect(Buffer.from(await (await repairRecording(new Blob([new Uint8Array(original)]), { mimeType: 'audio/mp4' })).audio.arrayBuffer()))).packets
  const wanted = all.filter(({ seconds }) => seconds + 0.0116 < 2 || seconds + 0.0116 >= 5)
  expect(packets.map(({ data }) => data)).toEqual(wanted.map(({ data }) => data))
})

it('takes nothing out of a recording whose pauses are not in it', async () => {
  const { durationSeconds } = await repairRecording(new Blob([new Uint8Array(read('recordings/webkit-slices.mp4'))]), { ...pausedFacts, recordedMs: 5200 })
  expect(durationSeconds).toBeCloseTo(5.108, 2)
})

it.each(['audio/recorded.mp4', 'recordings/webkit-slices.mp4'])('does not guess when %s is cut off in the midst of a fragment', async (path) => {
  const bytes = read(path)
  const { same, durationSeconds } = await repair(new Uint8Array(bytes.subarray(0, bytes.length - 200)))
  expect({ same, durationSeconds }).toEqual({ same: true, durationSeconds: null })
})

it('gives a WebM that a killed browser left behind its length, to the last whole packet', async () => {
  const bytes = read('audio/recorded.webm')
  const cut = bytes.subarray(0, bytes.length - 5)
  const { bytes: repaired, durationSeconds } = await repair(new Uint8Array(cut))
  expect(durationSeconds).toBeCloseTo(5.94, 2)
  expect(isOnlyLonger(cut, repaired)).toBe(true)
})

interface Damage {
  readonly kind: 'flip' | 'cut' | 'remove' | 'repeat' | 'zero'
  readonly at: number
  readonly count: number
  readonly value: number
}

const damages: Readonly<Record<Damage['kind'], (bytes: Buffer, at: number, damage: Damage) => Buffer>> = {
  flip: (bytes, at, { value }) => {
    if (at < bytes.length) bytes[at]! ^= value
    return bytes
  },
  cut: (bytes, at) => bytes.subarray(0, at),
  remove: (bytes, at, { count }) => Buffer.concat([bytes.subarray(0, at), bytes.subarray(at + count)]),
  repeat: (bytes, at, { count }) => Buffer.concat([bytes.subarray(0, at + count), bytes.subarray(at)]),
  zero: (bytes, at, { count }) => bytes.fill(0, at, Math.min(bytes.length, at + count)),
}

/** Half of the damage goes to the first kilobyte and the heads of fragments, where it matters most. */
const damaged = (bytes: Buffer, damage: Damage): Buffer => {
  const isHead = damage.value % 2 === 0
  const heads = placesOf(bytes, 'moof')
  const base = isHead && heads.length > 0 ? heads[damage.count % heads.length]! : 0
  const range = isHead ? Math.min(700, bytes.length - base) : bytes.length
  return damages[damage.kind](Buffer.from(bytes), base + (damage.at % Math.max(1, range)), damage)
}

const arbitraryDamage = fc.record({
  kind: fc.constantFrom('flip', 'cut', 'remove', 'repeat', 'zero'), at: fc.nat({ max: 60_000 }), count: fc.integer({ min: 1, max: 64 }), value: fc.integer({ min: 1, max: 255 }),
}) as fc.Arbitrary<Damage>

it.each(recordings)('never throws, never hangs and loses no sound of a damaged $path', async ({ path, mimeType }) => {
  const original = read(path)
  const slowMs = 20_000
  await fc.assert(
    fc.asyncProperty(fc.array(arbitraryDamage, { minLength: 1, maxLength: 3 }), async (list) => {
      const input = list.reduce(damaged, original)
      const startedAt = performance.now()
      const { same, bytes, durationSeconds } = await repair(new Uint8Array(input), mimeType)
      expect(performance.now() - startedAt).toBeLessThan(slowMs)
      expect(durationSeconds === null || (Number.isFinite(durationSeconds) && durationSeconds > 0)).toBe(true)
      if (same) return
      if (path.endsWith('webm')) expect(isOnlyLonger(input, bytes)).toBe(true)
      else expect(soundOf(bytes).equals(soundOf(input))).toBe(true)
    }),
    { seed: 6, numRuns: 400 },
  )
})

it('answers what cannot be read', async () => {
  const unreadable = Object.assign(new Blob(['abc']), { arrayBuffer: () => Promise.reject(new Error('NotReadableError')) })
  expect(await repairRecording(unreadable, { mimeType: 'audio/webm' })).toEqual({ audio: unreadable, durationSeconds: null })
})
