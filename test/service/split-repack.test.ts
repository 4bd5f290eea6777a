import { sniff, type AudioType } from '../../contract'
import { needsRepacking } from '../../service/src/audio/needs-repacking'
import { repack } from '../../service/src/audio/split/repack'
import type { AudioFile } from '../../service/src/source/body'
import { fixtures, readFixture, startOpenAi, type OpenAiProcess } from '../support/stand-in'

const never = new AbortController().signal

const fileOf = (bytes: Buffer): AudioFile => {
  const { type } = sniff(bytes.subarray(0, 512)) as { type: AudioType }
  return { type, byteLength: bytes.byteLength, pieces: [bytes], bytes }
}

/** The same film as QuickTime or an old phone labels it. */
const branded = (brand: string): Buffer => {
  const bytes = Buffer.from(readFixture('speech.mp4'))
  bytes.write(brand, 8, 'latin1')
  return bytes
}

let standIn: OpenAiProcess
beforeAll(async () => { standIn = await startOpenAi({ engine: 'stand-in' }) })
afterAll(() => standIn.stop())

describe('what phones and recorders make', () => {
  test.each(fixtures.promised.filter((name) => name !== 'speech.webm'))('%s is sent as it is', (name) => {
    expect(needsRepacking(fileOf(readFixture(name)))).toBe(false)
  })

  test.each([
    ['raw.aac', () => readFixture('raw.aac'), 'mp4', 'raw.aac'],
    ['an unfinished webm', () => readFixture('without-duration.webm'), 'ogg', 'without-duration.webm'],
    ['a recording of a browser', () => readFixture('recorded.webm'), 'ogg', 'recorded.webm'],
    ['a film of QuickTime', () => branded('qt  '), 'mp4', 'speech.mp4'],
    ['a film of an old phone', () => branded('3gp5'), 'mp4', 'speech.mp4'],
  ])('%s is sent in a container that is taken everywhere, with every word', async (_, bytes, container, name) => {
    const file = fileOf(bytes())
    expect(needsRepacking(file)).toBe(true)
    const packed = await repack(file, never)
    expect(packed.type.container).toBe(container)
    expect(packed.bytes.byteLength).toBeLessThanOrEqual(file.byteLength + 1000)
    const heard = await standIn.hear(packed.bytes)
    expect(heard.ok && heard.words.map(({ word }) => word)).toEqual(fixtures.speech[name]!.words.map(({ word }) => word))
  })

  test('what nobody can look into is sent as it is, as long as it might be understood', async () => {
    const broken = fileOf(Buffer.concat([readFixture('without-duration.webm').subarray(0, 200), Buffer.alloc(500, 255)]))
    expect(await repack(broken, never)).toBe(broken)
    const hopeless = fileOf(Buffer.concat([readFixture('raw.aac').subarray(0, 7), Buffer.alloc(500)]))
    await expect(repack(hopeless, never)).rejects.toMatchObject({ key: 'audio-damaged' })
  })
})
