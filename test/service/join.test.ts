import fc from 'fast-check'
import { joinPieces, type HeardPiece } from '../../service/src/join/join'
import { findSeam } from '../../service/src/join/seam'
import { sumUsage } from '../../service/src/join/usage'
import type { Transcript } from '../../service/src/transcript'

const heard = (text: string, more: Partial<Transcript> = {}): Transcript => ({ text, language: 'en', durationSeconds: null, segments: null, words: null, usage: null, ...more })
const piece = (startSeconds: number, endSeconds: number, transcript: Transcript | null, overlapSeconds = 0): HeardPiece => ({ startSeconds, endSeconds, overlapSeconds, transcript })

describe('findSeam', () => {
  test.each([
    ['the run that both share', 'we met on monday', 'on monday we spoke', { dropFromEnd: 0, dropFromStart: 2 }],
    ['a word that was cut at the end', 'we met on mond', 'met on monday', { dropFromEnd: 1, dropFromStart: 2 }],
    ['other case and marks', 'see you, Monday.', 'you monday then', { dropFromEnd: 0, dropFromStart: 2 }],
    ['nothing in common', 'one two', 'three four', { dropFromEnd: 0, dropFromStart: 0 }],
    ['the run that drops least of two equal ones', 'so so', 'so it is', { dropFromEnd: 0, dropFromStart: 1 }],
    ['a word that was cut at the start', 'we met on monday', 'day we spoke', { dropFromEnd: 0, dropFromStart: 0 }],
    ['a word that was cut at both sides of what is common', 'we met on mond', 'et on monday', { dropFromEnd: 1, dropFromStart: 2 }],
    ['nothing where one word far from the cut is the same by accident', 'why we moved to the city', 'welcome back after the break and now', { dropFromEnd: 0, dropFromStart: 0 }],
    ['nothing where a common word would cost another one', 'we moved to the city', 'the break is over', { dropFromEnd: 0, dropFromStart: 0 }],
    ['a run with words beside it that were misheard so near to the cut', 'I told him that twenty one', 'told him that 21 people', { dropFromEnd: 2, dropFromStart: 3 }],
  ])('finds %s', (_title, first, second, seam) => {
    expect(findSeam(first.split(' '), second.split(' '))).toEqual(seam)
  })
})

describe('joinPieces', () => {
  test('shifts times to the whole audio', () => {
    const parts = [0, 60].map((start) => piece(start, start + 60, heard('hi', { segments: [{ start: 1, end: 2, text: 'hi' }], words: [{ start: 1, end: 2, word: 'hi' }] })))
    expect(joinPieces(parts, 120)).toMatchObject({ text: 'hi hi', durationSeconds: 120, segments: [{ start: 1, end: 2 }, { start: 61, end: 62 }], words: [{ start: 1, end: 2 }, { start: 61, end: 62 }] })
  })

  test('gives a voice the same letter in all pieces, a new voice the next free one, the words in order', () => {
    const said = (speaker: string, text: string): object => ({ start: 0, end: 1, text, speaker })
    const spoken = (...turns: readonly (readonly [string, string])[]): Transcript => heard(turns.map(([, text]) => text).join(' '), { segments: turns.map((turn) => said(...turn)) as Transcript['segments'] })
    const joined = joinPieces([
      piece(0, 5, spoken(['A', 'one'], ['B', 'two'])),
      piece(5, 9, null),
      piece(9, 12, spoken(['known-B', 'three'], ['A', 'four'], ['A', 'five'])),
      piece(12, 15, spoken(['A', 'six'], ['known-A', 'seven'])),
    ], 15)
    expect(joined.segments?.map(({ text, speaker }) => [text, speaker])).toEqual([['one', 'A'], ['two', 'B'], [expect.any(String), undefined], ['three', 'B'], ['four', 'C'], ['five', 'C'], ['six', 'D'], ['seven', 'A']])
    expect(joined.text).toMatch(/^one two \[.*\] three four five six seven$/)
  })

  test('names more voices than there are letters', () => {
    const parts = Array.from({ length: 29 }, (_, index) => piece(index, index + 1, heard('hi', { segments: [{ start: 0, end: 1, text: 'hi', speaker: 'A' }] })))
    expect(joinPieces(parts, 29).segments?.slice(25).map(({ speaker }) => speaker)).toEqual(['Z', 'AA', 'AB', 'AC'])
  })

  test('keeps every word that was spoken twice when nothing overlaps', () => {
    expect(joinPieces([piece(0, 5, heard('no no no')), piece(5, 9, heard('no no'))], 9).text).toBe('no no no no no')
  })

  test('says the words of an overlap once, in the text, the phrases and the words', () => {
    const words = (texts: string[], from: number) => texts.map((word, index) => ({ start: from + index, end: from + index + 0.8, word }))
    const first = heard('a b c d', { segments: [{ start: 0, end: 4, text: 'a b c d' }], words: words(['a', 'b', 'c', 'd'], 0) })
    const second = heard('c d e f', { segments: [{ start: 0, end: 2, text: 'c d' }, { start: 2, end: 4, text: 'e f' }], words: words(['c', 'd', 'e', 'f'], 0) })
    const joined = joinPieces([piece(0, 4, first), piece(2, 6, second, 2)], 6)
    expect(joined.text).toBe('a b c d e f')
    expect(joined.segments).toEqual([{ start: 0, end: 4, text: 'a b c d' }, { start: 4, end: 6, text: 'e f' }])
    expect(joined.words?.map(({ word, start }) => [word, start])).toEqual([['a', 0], ['b', 1], ['c', 2], ['d', 3], ['e', 4], ['f', 5]])
  })

  test.each([
    ['ja', '今日は天気', '天気がいい', '今日は天気がいい'],
    [null, '今天天气很好我们去', '我们去公园散步', '今天天气很好我们去公园散步'],
    ['zh', '我用 Visual Studio Code', 'Studio Code 写 open source 代码', '我用 Visual Studio Code 写 open source 代码'],
    [null, 'สวัสดีครับ', 'ดีครับผม', 'สวัสดีครับผม'],
  ])('compares characters where the script has no spaces, told %s, and leaves spaces where they are', (language, first, second, whole) => {
    expect(joinPieces([piece(0, 4, heard(first, { language })), piece(3, 8, heard(second, { language }), 1)], 8).text).toBe(whole)
  })

  test('puts nothing between texts of a script without spaces, a space where there are words', () => {
    const text = (...texts: string[]): string => joinPieces(texts.map((said, index) => piece(index, index + 1, heard(said, { language: null }))), texts.length).text
    expect([text('你好。', '再见'), text('你好', 'Bob', 'hi'), text('가나', '다라')]).toEqual(['你好。再见', '你好 Bob hi', '가나 다라'])
  })

  test('leaves phrases alone whose times tell that nothing was heard twice', () => {
    const said = (text: string, start: number, end: number): Transcript => heard(text, { segments: [{ start, end, text }] })
    expect(joinPieces([piece(0, 60, said('and so it is', 50, 55)), piece(58.5, 90, said('it is late', 4, 6), 1.5)], 90).text).toBe('and so it is it is late')
  })

  test('of thousands of pieces takes no longer for each than of a few', () => {
    const tokens = Array.from({ length: 20_000 }, (_, index) => piece(index, index + 1.2, heard(`w${index} w${index + 1}`, { segments: [{ start: 0, end: 1.2, text: `w${index} w${index + 1}` }] }), index === 0 ? 0 : 0.2))
    const joined = joinPieces(tokens, 20_000)
    expect(joined.text).toBe(Array.from({ length: 20_001 }, (_, index) => `w${index}`).join(' '))
    expect(joined.segments?.map(({ text }) => text).join(' ')).toBe(joined.text)
  })

  test('marks a piece that is missing with its times', () => {
    const joined = joinPieces([piece(0, 300, heard('a', { segments: [{ start: 0, end: 300, text: 'a' }] })), piece(300, 3900, null), piece(3900, 4000, heard('b', { segments: [{ start: 0, end: 9, text: 'b' }] }))], 4000)
    expect(joined.text).toBe('a [… 00:05:00–01:05:00 …] b')
    expect(joined.segments?.[1]).toEqual({ start: 300, end: 3900, text: '[… 00:05:00–01:05:00 …]' })
  })

  test('takes the language of most of the audio', () => {
    expect(joinPieces([piece(0, 10, heard('ja', { language: 'de' })), piece(10, 90, heard('yes')), piece(90, 95, heard('', { language: 'fr' }))], 95).language).toBe('en')
  })

  test('cut anywhere with any overlap, distinct words come out once and in order', () => {
    const property = fc.property(fc.integer({ min: 2, max: 60 }), fc.array(fc.tuple(fc.integer({ min: 1, max: 59 }), fc.integer({ min: 0, max: 2 })), { maxLength: 8 }), (count, cuts) => {
      const all = Array.from({ length: count }, (_, index) => `w${index}`)
      const at = [...new Map(cuts.filter(([cut]) => cut < count)).entries()].sort((a, b) => a[0] - b[0])
      const bounds = [[0, 0], ...at, [count, 0]] as [number, number][]
      const parts = bounds.slice(0, -1).map(([from, overlap], index) => {
        const back = Math.min(overlap, from)
        return piece(from - back, bounds[index + 1]?.[0] ?? count, heard(all.slice(from - back, bounds[index + 1]?.[0]).join(' ')), back)
      })
      expect(joinPieces(parts, count).text).toBe(all.join(' '))
    })
    fc.assert(property, { seed: 11, numRuns: 500 })
  })

  test('cut through words, with frequent words among rare ones, no word is lost', () => {
    const vocabulary = ['the', 'so', 'city', 'break', 'and', 'monday', 'people', 'no']
    const cut = fc.record({ at: fc.integer({ min: 0, max: 3 }), overlap: fc.integer({ min: 0, max: 5 }), cutsEnd: fc.boolean(), cutsStart: fc.boolean() })
    const property = fc.property(fc.array(fc.constantFrom(...vocabulary), { minLength: 20, maxLength: 120 }), fc.array(cut, { minLength: 1, maxLength: 6 }), (frequent, cuts) => {
      const all = frequent.map((word, index) => (index % 2 ? word : `rare${index}`))
      let from = 0
      const bounds = cuts.flatMap(({ at, ...edge }) => {
        const to = from + 12 + at
        const end = to < all.length - 1 ? [{ from, to, ...edge }] : []
        from = to
        return end
      })
      const parts = [...bounds, { from: bounds.at(-1)?.to ?? 0, to: all.length, overlap: 0, cutsEnd: false, cutsStart: false }].map((bound, index, list) => {
        const before = list[index - 1]
        const first = bound.from - (before?.overlap ?? 0)
        const words = all.slice(first, bound.to)
        // Where somebody is speaking at a cut, a word is heard in part by one of the two and whole by the other.
        if (bound.cutsEnd && bound.overlap > 1) words[words.length - 1] = (words.at(-1) ?? '').slice(0, 2)
        if (before?.cutsStart && before.overlap > 1) words[0] = (words[0] ?? '').slice(-2)
        return piece(first, bound.to, heard(words.join(' ')), before?.overlap ?? 0)
      })
      const said = joinPieces(parts, all.length).text.split(' ')
      let found = 0
      for (const word of said) if (word === all[found]) found += 1
      expect(all.slice(found)).toEqual([])
    })
    fc.assert(property, { seed: 12, numRuns: 2000 })
  })
})

describe('sumUsage', () => {
  test('adds numbers at every depth and keeps the rest', () => {
    expect(sumUsage([{ type: 'tokens', input_tokens: 3, details: { audio: 1 } }, null, { type: 'tokens', input_tokens: 4, details: { audio: 2, text: 5 } }])).toEqual({ type: 'tokens', input_tokens: 7, details: { audio: 3, text: 5 } })
    expect(sumUsage([null, null])).toBeNull()
  })
})
