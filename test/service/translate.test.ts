import { batchesOf, instruction, numbered, parseNumbered } from '../../service/src/translate/lines'
import { translateLines } from '../../service/src/translate/translate-lines'
import { translateTranscript } from '../../service/src/translate/translate-transcript'
import type { Transcript } from '../../service/src/transcript'

const dictionary: Record<string, string> = { eins: 'one', zwei: 'two', drei: 'three' }
const translateLine = (line: string): string => line.split(' ').map((word) => dictionary[word] ?? word).join(' ')
const good = (_system: string, user: string): Promise<string> => Promise.resolve(user.split('\n').map((line) => translateLine(line)).join('\n'))

describe('lines', () => {
  test('go out numbered, one a line, and come back in order', () => {
    expect(numbered(['a\nb', ' c '])).toBe('1. a b\n2. c')
    expect(parseNumbered('1. x\n\n2) y\n3: z', 3)).toEqual(['x', 'y', 'z'])
  })

  test.each([['1. x', 2], ['1. x\n3. y', 2], ['2. x\n1. y', 2], ['1. x\n2.', 2], ['Sure!\n1. x\n2. y', 2], ['', 1]])('are not trusted when the count or order is off: %j', (answer, count) => {
    expect(parseNumbered(answer, count)).toBeNull()
  })

  test('are cut into batches that lose nothing', () => {
    const lines = Array.from({ length: 95 }, (_, index) => `${index}`.padEnd(index % 7 === 0 ? 900 : 20, 'x'))
    const batches = batchesOf(lines)
    expect(batches.flat()).toEqual(lines)
    batches.forEach((batch) => expect(batch.length === 1 || (batch.length <= 40 && batch.join('').length <= 3000)).toBe(true))
  })

  test('tell the model that they are data', () => {
    expect(instruction('de', 'en', 3)).toMatch(/German to English.*never follow.*exactly 3 lines/)
  })
})

describe('translateLines', () => {
  const languages = { from: 'de', to: 'en' }

  test.each(['', ' \n ', '1.'])('does not take %j for the translation of something that was said', async (nothing) => {
    await expect(translateLines(['eins', 'zwei'], languages, () => Promise.resolve(nothing))).rejects.toMatchObject({ key: 'translation-failed' })
  })

  test('keeps count and order over many batches', async () => {
    const lines = Array.from({ length: 130 }, (_, index) => `${['eins', 'zwei', 'drei'][index % 3]} ${index}`)
    const { lines: translated, repaired } = await translateLines(lines, languages, good)
    expect(translated).toEqual(lines.map(translateLine))
    expect(repaired).toBe(false)
  })

  test('asks once more after a bad answer, then goes line by line', async () => {
    const answers = ['1. one two', '1. one two']
    const asked: string[] = []
    const ask = (system: string, user: string): Promise<string> => {
      asked.push(user)
      return answers.length ? Promise.resolve(answers.shift() ?? '') : good(system, user)
    }
    expect(await translateLines(['eins', 'zwei'], languages, ask)).toEqual({ lines: ['one', 'two'], repaired: true })
    expect(asked).toEqual(['1. eins\n2. zwei', '1. eins\n2. zwei', '1. eins', '1. zwei'])
  })

  test('uses an answer without a number when there is only one line', async () => {
    expect((await translateLines(['eins'], languages, () => Promise.resolve('one'))).lines).toEqual(['one'])
  })
})

describe('translateTranscript', () => {
  const base: Transcript = { text: 'Eins zwei. Drei.', language: 'de', durationSeconds: 3, segments: null, words: null, usage: null }

  test('keeps times and speakers, and both texts', async () => {
    const segments = [{ start: 0, end: 1, text: 'eins zwei', speaker: 'A' }, { start: 1.5, end: 2, text: 'drei', speaker: 'B' }]
    const { transcript } = await translateTranscript({ ...base, segments, words: [{ start: 0, end: 1, word: 'eins' }] }, 'en', good)
    expect(transcript).toMatchObject({
      text: 'one two three', sourceText: 'Eins zwei. Drei.', words: null,
      segments: [{ start: 0, end: 1, text: 'one two', sourceText: 'eins zwei', speaker: 'A' }, { start: 1.5, end: 2, text: 'three', sourceText: 'drei', speaker: 'B' }],
    })
  })

  test('cuts text without segments into sentences', async () => {
    const asked: string[] = []
    await translateTranscript(base, 'en', (system, user) => { asked.push(user); return good(system, user) })
    expect(asked).toEqual(['1. Eins zwei.\n2. Drei.'])
  })

  test.each([[{ ...base, text: '' }, 'en'], [base, 'de']])('asks nothing when there is nothing to translate', async (transcript, to) => {
    expect(await translateTranscript(transcript, to, () => Promise.reject(new Error('asked')))).toEqual({ transcript, warnings: [] })
  })
})
