import fc from 'fast-check'
import { balancedLines, captionRules, chunksOf, cuesOf, renderSrt, renderVtt, type Segment, type Transcript } from '../../contract'

const transcript = (segments: Segment[], part: Partial<Transcript> = {}): Transcript => ({ text: segments.map(({ text }) => text).join(' '), language: 'en', durationSeconds: 60, segments, words: null, usage: null, ...part })
const long = 'This is a rather long sentence that a person says without any pause at all, and then goes on. It even has a second one, which is shorter.'

describe('cuesOf', () => {
  test('keeps a short phrase as it is', () => {
    expect(cuesOf(transcript([{ start: 1, end: 3, text: 'Hello there, world.' }]))).toEqual([{ start: 1, end: 3, lines: ['Hello there, world.'], speaker: null }])
  })

  test('cuts a long phrase at its sentence, in two balanced lines each', () => {
    const cues = cuesOf(transcript([{ start: 0, end: 10, text: long }]))
    expect(cues.map(({ lines }) => lines.join(' ')).join(' ')).toBe(long)
    cues.forEach(({ lines }) => {
      expect(lines.length).toBeLessThanOrEqual(captionRules.maxLines)
      lines.forEach((line) => expect(line.length).toBeLessThanOrEqual(captionRules.maxLineCharacters))
    })
  })

  test('begins a piece at the real time of its first word', () => {
    const words = long.split(' ').map((word, index) => ({ word, start: index < 10 ? index * 0.1 : 5 + index * 0.1, end: index < 10 ? index * 0.1 + 0.05 : 5 + index * 0.1 + 0.05 }))
    const cues = cuesOf(transcript([{ start: 0, end: 10, text: long }], { words }))
    const firstWords = cues.map(({ lines }) => lines.join(' ').split(' ').length).reduce<number[]>((sums, count) => [...sums, (sums[sums.length - 1] ?? 0) + count], [0]).slice(0, -1)
    expect(cues.map(({ start }) => start)).toEqual(firstWords.map((index) => words[index]?.start))
  })

  test.each([1, 2])('begins a cue at the time of its first word where there are no spaces, words of %d characters', (size) => {
    const text = '今天天气很好我们去公园散步然后回家吃饭晚上看电影明天早上还要上班所以早点睡觉吧大家都辛苦了晚安'
    const characters = [...text]
    const words = characters.flatMap((_, index) => (index % size ? [] : [{ word: characters.slice(index, index + size).join(''), start: (index * 12) / characters.length, end: ((index + size) * 12) / characters.length }]))
    const cues = cuesOf(transcript([{ start: 0, end: 12.3, text: `${text}。` }], { words }))
    expect(cues.length).toBeGreaterThan(1)
    let before = 0
    for (const { start, lines } of cues) {
      expect(Math.abs(start - (before * 12) / characters.length)).toBeLessThanOrEqual((size * 12) / characters.length)
      before += [...lines.join('')].length
    }
  })

  test('shows a quick cue longer when the pause allows, and never into the next one', () => {
    const [alone] = cuesOf(transcript([{ start: 1, end: 1.2, text: 'Yes.' }, { start: 9, end: 10, text: 'No.' }]))
    expect(alone?.end).toBeCloseTo(1 + captionRules.minSeconds)
    const [tight] = cuesOf(transcript([{ start: 1, end: 1.2, text: 'Yes.' }, { start: 1.4, end: 3, text: 'No.' }]))
    expect(tight?.end).toBeLessThanOrEqual(1.4)
  })

  test('never overlaps, never is empty, never loses a word, whatever comes in', () => {
    const seed = 20261121
    const word = fc.constantFrom('one', 'two,', 'three.', 'supercalifragilistic', '日本語の文章です', 'ไทย', 'é', 'a')
    const segment = fc.record({ start: fc.double({ min: 0, max: 100, noNaN: true }), length: fc.double({ min: 0, max: 30, noNaN: true }), words: fc.array(word, { maxLength: 60 }) })
    fc.assert(fc.property(fc.array(segment, { maxLength: 12 }), (parts) => {
      const segments = parts.map(({ start, length, words }) => ({ start, end: start + length, text: words.join(' ') }))
      const cues = cuesOf(transcript(segments))
      cues.forEach(({ start, end, lines }, index) => {
        expect(end).toBeGreaterThan(start)
        expect(lines.join('').trim()).not.toBe('')
        expect(lines.length).toBeLessThanOrEqual(captionRules.maxLines)
        expect(start).toBeGreaterThanOrEqual(cues[index - 1]?.end ?? 0)
      })
      const squeeze = (text: string): string => text.replace(/\s/g, '')
      const said = [...segments].sort((a, b) => a.start - b.start).map(({ text }) => text).join('')
      expect(squeeze(cues.map(({ lines }) => lines.join('')).join(''))).toBe(squeeze(said))
    }), { seed, numRuns: 300 })
  })
})

describe('text breaks', () => {
  test('balance two lines and keep one that fits', () => {
    expect(balancedLines('short', 42)).toEqual(['short'])
    expect(balancedLines('a line that is clearly a bit longer than forty-two', 42)).toEqual(['a line that is clearly a', 'bit longer than forty-two'])
  })

  test('cut a word that is longer than a cue, and scripts without spaces', () => {
    expect(chunksOf('x'.repeat(100), 40).map((chunk) => chunk.length)).toEqual([40, 40, 20])
    expect(chunksOf('これは長い文章です。次の文章もあります。', 12).join('')).toBe('これは長い文章です。次の文章もあります。')
  })
})

describe('captions', () => {
  test('are numbered SubRip with speakers where they change', () => {
    const segments = [{ start: 0.5, end: 2, text: 'Hi.', speaker: 'A' }, { start: 2.5, end: 4, text: 'Well.', speaker: 'A' }, { start: 3661.25, end: 3663, text: 'Yes.', speaker: 'B' }]
    expect(renderSrt(transcript(segments))).toBe('1\n00:00:00,500 --> 00:00:02,000\nA: Hi.\n\n2\n00:00:02,500 --> 00:00:04,000\nWell.\n\n3\n01:01:01,250 --> 01:01:03,000\nB: Yes.\n')
  })

  test('are WebVTT whose text cannot break out of its cue', () => {
    expect(renderVtt(transcript([{ start: 0, end: 2, text: 'a < b & c --> d', speaker: 'A' }]))).toBe('WEBVTT\n\n00:00:00.000 --> 00:00:02.000\n<v A>a &lt; b &amp; c --&gt; d\n')
  })

  test('of silence are valid and empty', () => {
    expect(renderSrt(transcript([]))).toBe('')
    expect(renderVtt(transcript([]))).toBe('WEBVTT\n')
  })
})
