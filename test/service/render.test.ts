import type { ResponseFormat } from '../../contract'
import type { AnswerFacts } from '../../service/src/render/json'
import { answerHeaders, render } from '../../service/src/render/render'
import type { Segment, Transcript } from '../../service/src/transcript'

const transcript = (segments: Segment[], part: Partial<Transcript> = {}): Transcript => ({ text: segments.map(({ text }) => text).join(' '), language: 'en', durationSeconds: 60, segments, words: null, usage: null, ...part })
const facts: AnswerFacts = { model: 'm', requestedModel: 'm', cost: 0.0012, warnings: [{ code: 'link-rewritten', message: 'Grüße' }], removed: [], savedSource: null }

describe('render', () => {
  const said = transcript([{ start: 0, end: 2, text: 'Hi.', speaker: 'A', signs: { noSpeechProbability: 0.1, averageLogProbability: -0.3, compressionRatio: 1 } }, { start: 2, end: 3, text: 'Ja.', sourceText: 'x', doubtful: true }])
  const document = (format: ResponseFormat): unknown => render(said, facts, { task: 'transcribe', format })

  test('writes json with text first, and phrases when the model gave any', () => {
    expect(Object.keys(document('json') as object).slice(0, 3)).toEqual(['text', 'language', 'durationSeconds'])
    expect(render({ ...said, segments: null }, facts, { task: 'transcribe', format: 'json' })).not.toHaveProperty('segments')
    expect(document('json')).toMatchObject({ segments: [{ start: 0, end: 2, text: 'Hi.', speaker: 'A' }, { text: 'Ja.', sourceText: 'x', doubtful: true }] })
  })

  test('writes the shapes of OpenAI for verbose_json and diarized_json', () => {
    expect(document('verbose_json')).toMatchObject({ task: 'transcribe', duration: 60, text: 'Hi. Ja.', segments: [{ id: 0, start: 0, end: 2, no_speech_prob: 0.1, avg_logprob: -0.3, compression_ratio: 1 }, { id: 1, no_speech_prob: null }] })
    expect(document('diarized_json')).toMatchObject({ duration: 60, segments: [{ type: 'transcript.text.segment', id: 'seg_001', speaker: 'A' }, { id: 'seg_002', speaker: '' }] })
  })

  test('puts nobody’s name to what nobody is known to have said, gaps among it', () => {
    const withGap = transcript([{ start: 0, end: 2, text: 'Hi.', speaker: 'B' }, { start: 2, end: 9, text: '[… 00:00:02–00:00:09 …]' }])
    const { segments } = render(withGap, facts, { task: 'transcribe', format: 'diarized_json' }) as { segments: { speaker: string }[] }
    expect(segments.map(({ speaker }) => speaker)).toEqual(['B', ''])
  })

  test('writes text by speaker when speakers are known', () => {
    expect(document('text')).toBe('A: Hi.\nJa.')
    expect(render(transcript([{ start: 0, end: 1, text: 'Hi.' }]), facts, { task: 'transcribe', format: 'text' })).toBe('Hi.')
  })

  test('puts what a string cannot hold into plain ASCII headers', () => {
    const headers = answerHeaders(said, facts)
    Object.values(headers).forEach((value) => expect(value).toMatch(/^[\x20-\x7e]*$/))
    expect(JSON.parse(headers['X-Transcript-Warnings'] ?? '')).toEqual(facts.warnings)
  })
})
