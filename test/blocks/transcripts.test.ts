import fc from 'fast-check'
import { defaultModelId, errorByKey, errorMessage, estimateDollars, functions, renderSrt, renderVtt, type ErrorKey, type ErrorValues, type Segment, type Transcript } from '../../contract'
import { cloudFunction, uiFunction, type Shipped } from './shipped-functions'

type Key = Parameters<typeof uiFunction>[0]

const segments: readonly Segment[] = [
  { start: 0.5, end: 2, text: 'Good morning, Anna.', speaker: 'A' },
  { start: 2.5, end: 4, text: "I don't know the café.", speaker: 'B' },
  { start: 4, end: 65.25, text: 'Start with the art of code less. And a good one!', speaker: 'A' },
]
const words = [
  { word: 'Good', start: 0.5, end: 0.8 }, { word: 'morning,', start: 0.9, end: 1.4 }, { word: 'Anna.', start: 1.5, end: 2 },
  { word: 'I', start: 2.5, end: 2.6 }, { word: "don't", start: 2.7, end: 3 }, { word: 'know', start: 3.1, end: 3.3 }, { word: 'the', start: 3.4, end: 3.5 }, { word: 'café.', start: 3.6, end: 4 },
]
const text = segments.map((segment) => segment.text).join(' ')
const answer = { text, language: 'en', durationSeconds: 66, model: 'whisper-1', cost: 0.0066, warnings: [], segments }
const plain = segments.map(({ start, end, text: said }) => ({ start, end, text: said }))

const loaders = { ui: uiFunction, cloud: cloudFunction }
const both = (key: Key): [string, Shipped][] => (['ui', 'cloud'] as const).map((place) => [place, loaders[place](key, {})])

const failure = (key: ErrorKey, values: ErrorValues = {}): { code: number; message: string; httpStatusCode: number } => ({ code: errorByKey(key).number, message: errorMessage(key, values), httpStatusCode: 400 })

const onTranscripts = functions.filter(({ inputs }) => inputs[0]?.name === 'transcript' && inputs[0].required)
const filler: Readonly<Record<string, unknown>> = { words: 'good', seconds: 1 }
const argumentsFor = (key: Key, transcript: unknown): unknown[] => (functions.find((candidate) => candidate.key === key)?.inputs ?? []).map(({ name }) => (name === 'transcript' ? transcript : filler[name] ?? null))

describe.each(onTranscripts.flatMap(({ key, name }) => both(key).map(([place, shipped]) => ({ title: `${name} (${place})`, key, shipped }))))('$title', ({ key, shipped }) => {
  it.each([null, undefined, '', '  '])('says that no transcript was given (%p)', async (nothing) => {
    await expect(shipped(...argumentsFor(key, nothing))).rejects.toMatchObject(failure('transcript-missing'))
  })

  it.each([[{ nothing: 1 }, '{"nothing":1}'], [true, 'true'], [[], '[]'], [[1, 2], '[1,2]']])('says what is not a transcript (%j)', async (wrong, value) => {
    await expect(shipped(...argumentsFor(key, wrong))).rejects.toMatchObject(failure('transcript-unreadable', { value }))
  })

  it('gives the same for an answer, a verbose_json answer, segments, and JSON of them', async () => {
    const ofAnswer = await shipped(...argumentsFor(key, answer))
    const verbose = { task: 'transcribe', duration: 66, language: 'english', text, segments: segments.map((segment, id) => ({ id, seek: 0, tokens: [1], ...segment, text: ` ${segment.text}` })) }
    for (const same of [verbose, segments, JSON.stringify(answer), JSON.stringify(segments)]) expect(await shipped(...argumentsFor(key, same))).toEqual(ofAnswer)
  })
})

describe.each(both('captions'))('Audio: make captions (%s)', (_, captions) => {
  const transcript: Transcript = { text, language: 'en', durationSeconds: 66, segments, words: null, usage: null }

  it('writes what the service writes', async () => {
    expect(await captions(answer, null)).toBe(renderSrt(transcript))
    expect(await captions(answer, 'VTT')).toBe(renderVtt(transcript))
    expect(await captions({ ...answer, words }, 'srt')).toBe(renderSrt({ ...transcript, words }))
  })

  it('writes what the service writes, whatever is said', async () => {
    const said = fc.record({ start: fc.integer({ min: 0, max: 90 }), length: fc.integer({ min: 0, max: 20 }), text: fc.stringMatching(/^[a-zé ,.?日本語<&\n]{1,120}$/) })
    await fc.assert(fc.asyncProperty(fc.array(said, { minLength: 1, maxLength: 8 }), async (parts) => {
      const phrases = parts.map(({ start, length, text: spoken }) => ({ start, end: start + length, text: spoken.trim() })).filter((phrase) => phrase.text !== '')
      fc.pre(phrases.length > 0)
      const given = { text: 'x', segments: phrases }
      expect(await captions(given, 'vtt')).toBe(renderVtt({ ...transcript, segments: phrases }))
    }), { seed: 20261121, numRuns: 60 })
  })

  it('writes valid empty captions for silence', async () => {
    expect(await captions({ text: '', segments: [] }, 'vtt')).toBe('WEBVTT\n')
  })

  it('says that times are missing', async () => {
    for (const timeless of ['plain words', { text: 'words' }, { text: 'words', segments: [] }, 42]) await expect(captions(timeless, 'srt')).rejects.toMatchObject(failure('transcript-without-times'))
  })

  it('names the formats that it can write', async () => {
    await expect(captions(answer, 'ass')).rejects.toMatchObject(failure('parameter-option', { name: 'format', options: 'srt, vtt', value: '"ass"' }))
  })
})

describe.each(both('transcriptText'))('Audio: transcript text (%s)', (_, transcriptText) => {
  it('gives the text as it is', async () => {
    expect(await transcriptText(answer, null)).toBe(text)
    expect(await transcriptText('just words', 'plain')).toBe('just words')
    expect(await transcriptText(42, null)).toBe('42')
    expect(await transcriptText('{not JSON', null)).toBe('{not JSON')
    expect(await transcriptText({ segments: [{ start: 0, end: 1, text: 'これは' }, { start: 1, end: 2, text: '本です。' }] }, null)).toBe('これは本です。')
  })

  it('gives a paragraph each time another person speaks', async () => {
    expect(await transcriptText(answer, 'speakers')).toBe("A: Good morning, Anna.\nB: I don't know the café.\nA: Start with the art of code less. And a good one!")
    await expect(transcriptText(plain, 'speakers')).rejects.toMatchObject(failure('transcript-without-speakers'))
    expect(await transcriptText({ text: '', segments: [] }, 'speakers')).toBe('')
  })

  it('gives a line with the time for each phrase', async () => {
    expect(await transcriptText([...plain, { start: 3725, end: 3726, text: 'Late.' }], 'times')).toBe("[0:00] Good morning, Anna.\n[0:02] I don't know the café.\n[0:04] Start with the art of code less. And a good one!\n[1:02:05] Late.")
    await expect(transcriptText('words', 'times')).rejects.toMatchObject(failure('transcript-without-times'))
  })
})

describe.each(both('findWords'))('Audio: find words (%s)', (_, findWords) => {
  const places = async (...inputs: unknown[]): Promise<[number, string][]> => ((await findWords(...inputs)) as { start: number; words: string }[]).map(({ start, words: found }) => [start, found])

  it('finds every place with the time of its phrase', async () => {
    expect(await findWords(answer, 'good', null)).toEqual([
      { words: 'good', start: 0.5, end: 2, text: 'Good morning, Anna.', speaker: 'A', exact: false },
      { words: 'good', start: 4, end: 65.25, text: 'Start with the art of code less. And a good one!', speaker: 'A', exact: false },
    ])
  })

  it('gives the time of the words themselves when the transcript has it', async () => {
    expect(await findWords({ ...answer, words }, 'know the cafe', null)).toEqual([{ words: 'know the cafe', start: 3.1, end: 4, text: "I don't know the café.", speaker: 'B', exact: true }])
  })

  it('does not mind letter case, accents, punctuation and apostrophes', async () => {
    expect(await places(answer, 'CAFE', null)).toEqual([[2.5, 'CAFE']])
    expect(await places(answer, 'dont', null)).toEqual([[2.5, 'dont']])
    expect(await places(answer, 'morning anna', null)).toEqual([[0.5, 'morning anna']])
    expect(await places({ text: 'x', segments: [{ start: 7, end: 8, text: 'Das Straßenfest – schön!' }] }, 'SCHON', null)).toEqual([[7, 'SCHON']])
  })

  it('finds words that go on in the next phrase', async () => {
    expect(await findWords(plain, 'anna i dont', null)).toEqual([{ words: 'anna i dont', start: 0.5, end: 4, text: "Good morning, Anna. I don't know the café.", speaker: null, exact: false }])
  })

  it('finds parts of words only when told so', async () => {
    expect(await places(answer, 'art', null)).toEqual([[4, 'art']])
    expect(await places(answer, 'art', false)).toEqual([[4, 'art'], [4, 'art']])
  })

  it('finds several words, in the order of their times', async () => {
    expect(await places(answer, 'code less, good,,\nmorning', 'true')).toEqual([[0.5, 'good'], [0.5, 'morning'], [4, 'code less'], [4, 'good']])
    expect(await places(answer, ['know', 'anna'], null)).toEqual([[0.5, 'anna'], [2.5, 'know']])
  })

  it('finds words of scripts that write no spaces', async () => {
    const japanese = { text: 'これは本です。', words: [{ word: 'これ', start: 0, end: 1 }, { word: 'は', start: 1, end: 1.2 }, { word: '本', start: 1.2, end: 2 }, { word: 'です。', start: 2, end: 3 }] }
    expect(await findWords(japanese, '本です', null)).toMatchObject([{ start: 1.2, end: 3, exact: true }])
  })

  it('finds nothing where nothing is, without an error', async () => {
    expect(await findWords(answer, 'zebra', null)).toEqual([])
    expect(await findWords(answer, '?!', null)).toEqual([])
    expect(await findWords({ text: '', segments: [] }, 'good', null)).toEqual([])
  })

  it('says what is missing', async () => {
    await expect(findWords('good words', 'good', null)).rejects.toMatchObject(failure('transcript-without-times'))
    await expect(findWords(answer, '', null)).rejects.toMatchObject({ code: errorByKey('parameter-missing').number, message: expect.stringContaining('words must be given') as string })
    await expect(findWords(answer, 'good', 'maybe')).rejects.toMatchObject(failure('parameter-type', { name: 'wholeWords', expected: 'boolean (true or false)', value: '"maybe"' }))
  })
})

describe.each(both('textAtTime'))('Audio: text at time (%s)', (_, textAtTime) => {
  it.each([[0, ''], [0.5, 'Good morning, Anna.'], [2.2, ''], ['3,9', "I don't know the café."], [4, 'Start with the art of code less. And a good one!'], [70, '']])('at second %p: %p', async (seconds, said) => {
    expect(await textAtTime(answer, seconds)).toBe(said)
  })

  it('knows single words when there are no phrases', async () => {
    expect(await textAtTime({ text: 'Good morning', words }, 1)).toBe('morning,')
  })

  it('says what is missing or wrong', async () => {
    await expect(textAtTime('words', 1)).rejects.toMatchObject(failure('transcript-without-times'))
    await expect(textAtTime(answer, null)).rejects.toMatchObject(failure('parameter-missing', { name: 'seconds', what: 'Seconds from the start of the audio.' }))
    await expect(textAtTime(answer, -1)).rejects.toMatchObject(failure('parameter-range', { name: 'seconds', min: 0, max: 359999, value: '-1' }))
    await expect(textAtTime(answer, 'soon')).rejects.toMatchObject(failure('parameter-type', { name: 'seconds', expected: 'number', value: '"soon"' }))
  })
})

describe.each(both('speakers'))('Audio: speakers (%s)', (_, speakers) => {
  it('tells who speaks, how long, how often and what', async () => {
    expect(await speakers(answer)).toEqual([
      { speaker: 'A', seconds: 62.75, share: 0.977, turns: 2, start: 0.5, text: 'Good morning, Anna. Start with the art of code less. And a good one!' },
      { speaker: 'B', seconds: 1.5, share: 0.023, turns: 1, start: 2.5, text: "I don't know the café." },
    ])
  })

  it('says what is missing; in silence nobody speaks', async () => {
    await expect(speakers(plain)).rejects.toMatchObject(failure('transcript-without-speakers'))
    await expect(speakers('words')).rejects.toMatchObject(failure('transcript-without-times'))
    expect(await speakers({ text: '', segments: [] })).toEqual([])
  })
})

describe.each(both('cost'))('Audio: cost (%s)', (_, cost) => {
  it('is what the answer says, also when it says that no price is known', async () => {
    expect(await cost(answer, null, null)).toBe(0.0066)
    expect(await cost({ ...answer, cost: null }, null, null)).toBeNull()
  })

  it('is estimated before the call', async () => {
    expect(await cost(null, 90, null)).toBe(estimateDollars(defaultModelId, 90, null))
    expect(await cost(null, '60', 'gpt-transcribe')).toBe(0.0045)
    expect(await cost(null, 60, 'a model of my own')).toBeNull()
  })

  it('is estimated from the length that the transcript tells, or else the caller', async () => {
    expect(await cost({ text, duration: '60' }, null, null)).toBe(0.006)
    expect(await cost({ text }, 60, null)).toBe(0.006)
    expect(await cost(answer, null, 'gpt-transcribe')).toBe(estimateDollars('gpt-transcribe', 66, null))
  })

  it('says what is missing', async () => {
    await expect(cost(null, null, null)).rejects.toMatchObject({ code: errorByKey('parameter-missing').number, message: expect.stringContaining('transcript or seconds must be given') as string })
    await expect(cost('words', null, null)).rejects.toMatchObject(failure('transcript-without-length'))
  })
})
