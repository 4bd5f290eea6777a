import { needOf, responseFormats, type ResponseFormat, type WarningCode } from '../../contract'
import { parseConfiguration } from '../../service/src/configuration'
import { planCall, type SpeechValues } from '../../service/src/plan/plan-call'
import { chooseModel } from '../../service/src/plan/choose-model'
import { chooseRoute } from '../../service/src/plan/choose-route'
import { adapt } from '../../service/src/openai/adapt'
import { UpstreamError, type Remedy } from '../../service/src/openai/failure'
import type { SpeechRequest } from '../../service/src/openai/request'
import { waitBeforeRetry } from '../../service/src/openai/retry'

const before = '2027-02-25'
const after = '2027-02-26'
const none = { segments: false, words: false, speakers: false }
const choose = (part: Partial<Parameters<typeof chooseModel>[0]>) => chooseModel({ called: undefined, configured: '', need: none, wish: 'json', day: before, onOpenAi: true, ...part })
const codes = (warnings: readonly { code: WarningCode }[]): string[] => warnings.map(({ code }) => code)

describe('chooseModel', () => {
  test('uses the call, then the configuration, then whisper-1', () => {
    expect(choose({}).modelId).toBe('whisper-1')
    expect(choose({ configured: 'gpt-4o-transcribe' }).modelId).toBe('gpt-4o-transcribe')
    expect(choose({ configured: 'gpt-4o-transcribe', called: 'gpt-transcribe' })).toEqual({ modelId: 'gpt-transcribe', requestedModel: 'gpt-transcribe', warnings: [] })
  })

  test.each([['whisper-1', undefined], ['gpt-4o-mini-transcribe-2025-12-15', undefined], [undefined, '']])('replaces what has ended, whoever named it: %s', (called, configured = '') => {
    const choice = choose({ called, configured, day: after })
    expect(choice.modelId).toBe('gpt-transcribe')
    expect(choice.requestedModel).toBe(called ?? 'whisper-1')
    expect(codes(choice.warnings)).toEqual(['model-retired'])
    expect(choice.warnings[0]?.message).toContain('gpt-transcribe')
  })

  test('keeps a retired name on another server, which may have it for ever', () => {
    expect(choose({ called: 'whisper-1', day: after, onOpenAi: false })).toMatchObject({ modelId: 'whisper-1', warnings: [] })
  })

  test('replaces a configured model that cannot answer, and refuses a called one by naming those that can', () => {
    const need = needOf({ format: 'srt' })
    expect(choose({ configured: 'gpt-4o-transcribe', need })).toMatchObject({ modelId: 'whisper-1', warnings: [{ code: 'model-replaced' }] })
    expect(() => choose({ called: 'gpt-4o-transcribe', need: { ...need, words: true }, wish: 'json with word times' })).toThrow(expect.objectContaining({ key: 'format-not-for-model', message: expect.stringContaining('whisper-1') }))
  })

  test('keeps a called model without times, and any model where none with times is left: the pieces of the audio give them', () => {
    const need = needOf({ format: 'srt' })
    expect(choose({ called: 'gpt-4o-transcribe', need })).toMatchObject({ modelId: 'gpt-4o-transcribe', warnings: [] })
    expect(choose({ need, day: after })).toMatchObject({ modelId: 'gpt-transcribe', warnings: [{ code: 'model-retired' }] })
  })

  test('asks the diarizing model for speakers when nobody named another', () => {
    expect(choose({ need: needOf({ format: 'json', speakers: true }) }).modelId).toBe('gpt-4o-transcribe-diarize')
  })

  test.each<[string, Parameters<typeof needOf>[0], string | undefined, string[]]>([
    ['times of words, untouched', { format: 'json', timestamps: 'word' }, undefined, ['word times']],
    ['times of words from whisper-1', { format: 'verbose_json', timestamps: 'word' }, 'whisper-1', ['word times']],
    ['speakers, untouched', { format: 'json', speakers: true }, undefined, ['speakers']],
    ['diarized_json, untouched', { format: 'diarized_json' }, undefined, ['speakers']],
    ['diarized_json from its own model', { format: 'diarized_json' }, 'gpt-4o-transcribe-diarize', ['speakers']],
    ['both', { format: 'json', timestamps: 'word', speakers: true }, undefined, ['word times', 'speakers']],
  ])('goes on when no model is left for a wish, and says so: %s', (_name, wish, called, unmet) => {
    const choice = choose({ called, need: needOf(wish), day: after })
    expect([choice.modelId, codes(choice.warnings)]).toEqual(['gpt-transcribe', ['model-retired', ...unmet.map(() => 'wish-not-met')]])
    unmet.forEach((words, index) => expect(choice.warnings[index + 1]?.message).toContain(words))
  })

  test('keeps refusing what two models could do in two calls, and says that instead of naming none', () => {
    const both = { need: needOf({ format: 'json', timestamps: 'word', speakers: true }), wish: 'json with word times with speakers' }
    expect(() => choose(both)).toThrow(expect.objectContaining({ key: 'format-not-for-model', message: expect.stringContaining('No model gives all of it') }))
    expect(() => choose(both)).not.toThrow(expect.objectContaining({ message: expect.stringContaining('Leave model empty') }))
  })

  const expected: Record<string, readonly ResponseFormat[]> = {
    'whisper-1': ['json', 'text', 'srt', 'verbose_json', 'vtt'], 'gpt-4o-transcribe': ['json', 'text', 'srt', 'verbose_json', 'vtt'], 'gpt-4o-mini-transcribe': ['json', 'text', 'srt', 'verbose_json', 'vtt'],
    'gpt-4o-transcribe-diarize': ['json', 'text', 'srt', 'verbose_json', 'vtt', 'diarized_json'], 'gpt-transcribe': ['json', 'text', 'srt', 'verbose_json', 'vtt'], 'somebody-elses-whisper': ['json', 'text', 'srt', 'verbose_json', 'vtt'],
  }
  test.each(Object.keys(expected))('allows %s exactly the formats that it can make', (called) => {
    const allowed = responseFormats.filter((format) => {
      try {
        return Boolean(choose({ called, need: needOf({ format }) }))
      } catch {
        return false
      }
    })
    expect(allowed).toEqual(expected[called])
  })
})

describe('chooseRoute', () => {
  test.each([
    ['transcribe', 'whisper-1', undefined, 'transcribe'], ['translate', 'whisper-1', 'en', 'translate-audio'], ['translate', 'whisper-1', 'es', 'transcribe-then-translate-text'],
    ['translate', 'gpt-transcribe', 'en', 'transcribe-then-translate-text'], ['translate', 'gpt-4o-transcribe-diarize', 'en', 'transcribe-then-translate-text'],
  ] as const)('%s with %s to %s: %s', (task, model, target, route) => {
    expect(chooseRoute(task, model, target)).toBe(route)
  })
})

describe('planCall', () => {
  const settings = parseConfiguration({ apiKey: 'k' })
  const values: SpeechValues = { audioFileUrl: 'https://example.com/a.mp3', responseFormat: 'json', saveSource: false, silenceFilter: true, speakers: false, longAudio: 'error' as const, onGap: 'mark' as const }

  test('names every promised parameter that the model ignores', () => {
    const plan = planCall('transcribe', { ...values, model: 'gpt-transcribe', temperature: 0.2 }, settings, before)
    expect(plan.warnings.map(({ message }) => message)).toEqual(['The model gpt-transcribe ignores temperature.'])
  })

  test('translates without the endpoint once it has ended', () => {
    expect(planCall('translate', { ...values, targetLanguage: 'en' }, settings, before)).toMatchObject({ route: 'translate-audio', request: { endpoint: 'translations', modelId: 'whisper-1' } })
    expect(planCall('translate', { ...values, targetLanguage: 'en' }, settings, after)).toMatchObject({ route: 'transcribe-then-translate-text', request: { endpoint: 'transcriptions', modelId: 'gpt-transcribe' } })
  })

  test('asks nothing of a model that it cannot do, when no other is left', () => {
    const plan = planCall('transcribe', { ...values, responseFormat: 'diarized_json', timestamps: 'word' }, settings, after)
    expect(plan).toMatchObject({ need: { segments: true, words: false, speakers: false }, request: { modelId: 'gpt-transcribe', words: false } })
  })

  test('sends the spoken language of a translation only where it is read', () => {
    expect(codes(planCall('translate', { ...values, targetLanguage: 'en', sourceLanguage: 'de' }, settings, before).warnings)).toEqual(['parameter-ignored'])
    expect(planCall('translate', { ...values, targetLanguage: 'es', sourceLanguage: 'de' }, settings, before)).toMatchObject({ request: { language: 'de' }, warnings: [] })
  })
})

describe('adapt', () => {
  const request: SpeechRequest = { endpoint: 'transcriptions', modelId: 'whisper-1', asks: 'verbose_json', words: false, language: 'gu' }
  const refused = (remedy: Remedy | null): UpstreamError => new UpstreamError('upstream-refused', {}, remedy)

  test.each<[string, Partial<SpeechRequest>, Remedy | null, boolean, Partial<SpeechRequest> | null, WarningCode | null]>([
    ['drops a language that is refused', {}, 'language', false, { language: undefined }, 'language-hint-dropped'],
    ['has nothing to drop without one', { language: undefined }, 'language', false, null, null],
    ['asks another server for plain json', { modelId: 'theirs' }, 'format', false, { asks: 'json' }, 'format-refused'],
    ['keeps asking for times that are needed', { modelId: 'theirs' }, 'format', true, null, null],
    ['takes the successor of a model that is gone', {}, 'model', false, { modelId: 'gpt-transcribe', asks: 'json' }, 'model-retired'],
    ['takes no successor that has no times when times are needed', {}, 'model', true, null, null],
    ['takes nothing for a model without successor', { modelId: 'theirs' }, 'model', false, null, null],
    ['transcribes when the translation endpoint is gone', { endpoint: 'translations' }, 'endpoint', false, { endpoint: 'transcriptions', modelId: 'whisper-1' }, 'endpoint-retired'],
    ['leaves other errors alone', {}, null, false, null, null],
    ['leaves a busy server alone', {}, 'wait', false, null, null],
  ])('%s', (_name, part, remedy, needsTimes, expected, warning) => {
    const adapted = adapt({ ...request, ...part }, refused(remedy), { ...none, segments: needsTimes })
    if (expected === null) expect(adapted).toBeNull()
    else expect(adapted).toMatchObject({ request: expected, warnings: [{ code: warning }] })
  })

  test('answers null for foreign errors', () => {
    expect(adapt(request, new Error('x'), none)).toBeNull()
  })

  test('a successor that meets fewer wishes tells which', () => {
    const told = (part: Partial<SpeechRequest>, speakers: boolean): string[] => codes(adapt({ ...request, ...part }, refused('model'), { ...none, speakers })?.warnings ?? [])
    expect(told({ words: true }, false)).toEqual(['model-retired', 'wish-not-met'])
    expect(told({ modelId: 'gpt-4o-transcribe-diarize' }, true)).toEqual(['model-retired', 'wish-not-met'])
    expect(told({ modelId: 'gpt-4o-transcribe-diarize' }, false)).toEqual(['model-retired'])
  })
})

describe('waitBeforeRetry', () => {
  const busy = (retryAfterSeconds: number | null = null): UpstreamError => new UpstreamError('upstream-busy', {}, 'wait', retryAfterSeconds)

  test.each([[1, 0, 0.5], [2, 0, 1], [3, 0, 2], [1, 1, 0.375], [4, 0, null]])('attempt %i with chance %d waits %s s', (attempt, random, seconds) => {
    expect(waitBeforeRetry(busy(), attempt, 100, random)).toBe(seconds)
  })

  test('waits as long as the server says, unless the call would be over', () => {
    expect(waitBeforeRetry(busy(7), 1, 100, 0)).toBe(7)
    expect(waitBeforeRetry(busy(0), 1, 100, 0)).toBe(0)
    expect(waitBeforeRetry(busy(60), 1, 30, 0)).toBeNull()
  })

  test.each([new UpstreamError('upstream-no-credit', {}), new UpstreamError('audio-damaged', {}), new Error('x')])('does not repeat what cannot succeed: %s', (error) => {
    expect(waitBeforeRetry(error, 1, 100, 0)).toBeNull()
  })
})
