import { filterSilence } from '../../service/src/silence'
import type { Segment, Transcript } from '../../service/src/transcript'

const signs = (noSpeechProbability: number, averageLogProbability: number, compressionRatio = 1.2) => ({ noSpeechProbability, averageLogProbability, compressionRatio })
const doubt = signs(0.9, -1)
const sure = signs(0.01, -0.2)
const transcript = (...segments: Segment[]): Transcript => ({ text: segments.map(({ text }) => text).join(' '), language: 'en', durationSeconds: 30, segments, words: null, usage: null })
const phrase = (text: string, part: Segment['signs']): Segment => ({ start: 0, end: 2, text, ...(part ? { signs: part } : {}) })

describe('filterSilence', () => {
  test('empties a file in which every sign agrees, and answers what it dropped', () => {
    const { transcript: filtered, removed, warnings } = filterSilence(transcript(phrase('Thank you for watching!', doubt), phrase('Bye.', doubt)), {})
    expect(filtered).toMatchObject({ text: '', segments: [] })
    expect(removed.map(({ text }) => text)).toEqual(['Thank you for watching!', 'Bye.'])
    expect(warnings.map(({ code }) => code)).toEqual(['silence-removed'])
  })

  test('knows the echo of a prompt and endless repetition', () => {
    expect(filterSilence(transcript(phrase('Names are Ada and Grace', doubt)), { prompt: 'Names are Ada and Grace.' }).removed).toHaveLength(1)
    expect(filterSilence(transcript(phrase('la la la la la', signs(0.9, -1, 9))), {}).removed).toHaveLength(1)
  })

  test('knows the echo of keywords, which a model without a field for them gets as its prompt', () => {
    const told = { keywords: 'Backendless\nCodeless\nKovalenko', prompt: 'A talk.' }
    expect(filterSilence(transcript(phrase('Backendless, Codeless, Kovalenko.', doubt)), told).removed).toHaveLength(1)
    expect(filterSilence(transcript(phrase('Kovalenko. A talk.', doubt)), told).removed).toHaveLength(1)
    expect(filterSilence(transcript(phrase('Backendless, Codeless, Kovalenko.', sure)), told).removed).toEqual([])
  })

  test.each([
    ['a doctor really says it', [phrase('Thank you.', sure)]],
    ['speech surrounds it', [phrase('The dose is five milligrams.', sure), phrase('Thank you.', doubt)]],
    ['only the model doubts', [phrase('Five milligrams twice a day.', doubt)]],
    ['the server tells no signs', [phrase('Thank you.', undefined)]],
  ])('removes nothing when %s', (_name, segments) => {
    const filtered = filterSilence(transcript(...segments), {})
    expect(filtered.removed).toEqual([])
    expect(filtered.transcript.text).toBe(transcript(...segments).text)
  })

  test('marks a doubtful phrase inside speech', () => {
    const { transcript: filtered, warnings } = filterSilence(transcript(phrase('The dose is five milligrams.', sure), phrase('Thank you.', doubt)), {})
    expect(filtered.segments?.map(({ doubtful }) => doubtful)).toEqual([undefined, true])
    expect(warnings).toMatchObject([{ code: 'segments-doubtful', message: expect.stringContaining('invented: 1.') }])
  })

  test('leaves a transcript without phrases alone', () => {
    const plain = { ...transcript(), text: 'you', segments: null }
    expect(filterSilence(plain, {})).toEqual({ transcript: plain, removed: [], warnings: [] })
  })
})
