import { createCutter } from '../../ui-component/src/live/cutter'
import { joinPhrases } from '../../ui-component/src/live/join'
import { createSender, type Progress } from '../../ui-component/src/live/sender'
import { createScope } from '../../ui-component/src/scope'
import type { Transcript } from '../../ui-component/src/state'
import { deferred, type Deferred } from './fake-browser'
import { settle, useFakeTime } from './mounted'

useFakeTime()

const text = (words: string): Transcript => ({ text: words, segments: [], language: '' })

/** Loud and quiet stretches in milliseconds; the answer is when it was cut. */
const cutsOf = (stretches: readonly (readonly [loudness: number, ms: number])[]): number[] => {
  const cutter = createCutter()
  const cuts: number[] = []
  let atMs = 0
  cutter.begin(0)
  for (const [loudness, ms] of stretches) {
    for (const end = atMs + ms; atMs < end; atMs += 50) {
      if (!cutter.look(loudness, atMs)) continue
      cuts.push(atMs)
      cutter.begin(atMs)
    }
  }
  return cuts
}

describe('a phrase', () => {
  it('ends where speech pauses, once', () => {
    const cuts = cutsOf([[0.1, 3000], [0, 3000], [0.1, 2000], [0, 2000]])
    expect(cuts).toHaveLength(2)
    expect(cuts[0]).toBeGreaterThanOrEqual(3650)
    expect(cuts[0]).toBeLessThan(4000)
  })

  it.each([
    ['between two words', [[0.1, 2000], [0, 400], [0.1, 2000]]],
    ['in silence before anything was said', [[0, 10_000]]],
    ['after a click', [[0, 1000], [0.2, 100], [0, 5000]]],
    ['inside a sound, however long it is', [[0.1, 120_000]]],
  ] as const)('does not end %s', (_, stretches) => {
    expect(cutsOf(stretches)).toEqual([])
  })

  it('ends in a shorter pause when it has become long', () => {
    expect(cutsOf([[0.1, 25_000], [0, 400], [0.1, 2000]])).toHaveLength(1)
    expect(cutsOf([[0.1, 45_000], [0, 200], [0.1, 2000]])).toHaveLength(1)
  })

  it('ends in the noise of a room too', () => {
    const noise = 0.008
    expect(cutsOf([[noise, 8000], [0.1, 3000], [noise, 2000], [0.1, 3000], [noise, 2000]])).toHaveLength(2)
  })
})

describe('phrases together', () => {
  it('are one text with the times of the whole recording', () => {
    const joined = joinPhrases([
      { offsetSeconds: 0, transcript: { text: ' one two ', segments: [{ start: 0.5, end: 1, words: [{ start: 0.5, word: 'one' }] }], language: '' } },
      { offsetSeconds: 10.5, transcript: { text: '', segments: [], language: '' } },
      { offsetSeconds: 20.25, transcript: { text: 'three', segments: [{ start: 0.5, end: 1, words: [{ start: 0.5, word: 'three' }] }], language: 'en' } },
    ])
    expect(joined).toEqual({
      text: 'one two three', language: 'en',
      segments: [{ start: 0.5, end: 1, words: [{ start: 0.5, word: 'one' }] }, { start: 20.75, end: 21.25, words: [{ start: 20.75, word: 'three' }] }],
    })
  })

  it('have no spaces where the language has none', () => {
    expect(joinPhrases([{ offsetSeconds: 0, transcript: text('你好。') }, { offsetSeconds: 3, transcript: text('谢谢') }]).text).toBe('你好。谢谢')
  })

  it('keep what is no segment as it is', () => {
    expect(joinPhrases([{ offsetSeconds: 3, transcript: { ...text('a'), segments: ['odd', null, { text: 'no times' }] } }]).segments).toEqual(['odd', null, { text: 'no times' }])
  })
})

describe('sending phrases', () => {
  const blob = (name: string): Blob => new Blob([name])
  const start = (): { sender: ReturnType<typeof createSender>; answers: Deferred<Transcript>[]; progress: Progress[]; scope: ReturnType<typeof createScope> } => {
    const answers: Deferred<Transcript>[] = []
    const progress: Progress[] = []
    const scope = createScope()
    const send = (): Promise<Transcript> => {
      const answer = deferred<Transcript>()
      answers.push(answer)
      return answer.promise
    }
    const sender = createSender(scope, { send, isFinal: (error) => String(error).includes('final') }, (item) => progress.push(item))
    return { sender, answers, progress, scope }
  }

  it('keeps their order, whichever is answered first', async () => {
    const { sender, answers, progress } = start()
    sender.add(blob('1'), 0)
    sender.add(blob('2'), 5)
    answers[1]?.resolve(text('second'))
    await settle()
    expect(progress.at(-1)).toMatchObject({ transcript: { text: '' }, pending: 1 })
    answers[0]?.resolve(text('first'))
    await settle()
    expect(progress.at(-1)).toMatchObject({ transcript: { text: 'first second' }, pending: 0 })
  })

  it('sends a failed one again until it goes through', async () => {
    const { sender, answers, progress } = start()
    sender.add(blob('1'), 0)
    for (let attempt = 0; attempt < 8; attempt += 1) {
      answers[attempt]?.reject(new Error('no connection'))
      await settle()
      expect(progress.at(-1)).toMatchObject({ pending: 1, isRetrying: true })
      jest.advanceTimersByTime(20_000)
      await settle()
    }
    answers[8]?.resolve(text('there at last'))
    await settle()
    expect(progress.at(-1)).toMatchObject({ transcript: { text: 'there at last' }, pending: 0 })
  })

  it('never has more than three on the way', () => {
    const { sender, answers } = start()
    for (let index = 0; index < 7; index += 1) sender.add(blob(String(index)), index)
    expect(answers).toHaveLength(3)
  })

  it('gives up soon after the end, so that the whole recording is sent', async () => {
    const { sender, answers } = start()
    sender.add(blob('1'), 0)
    const finished = sender.finish()
    for (let attempt = 0; attempt < 3; attempt += 1) {
      answers[attempt]?.reject(new Error('no connection'))
      await settle()
      jest.advanceTimersByTime(1000)
      await settle()
    }
    expect(await finished).toBeNull()
    expect(answers).toHaveLength(3)
  })

  it('does not repeat what cannot go through', async () => {
    const { sender, answers } = start()
    sender.add(blob('1'), 0)
    answers[0]?.reject(new Error('final'))
    await settle()
    jest.advanceTimersByTime(60_000)
    expect([answers.length, await sender.finish()]).toEqual([1, null])
  })

  it('tells nothing after it was dropped', async () => {
    const { sender, answers, progress, scope } = start()
    sender.add(blob('1'), 0)
    const told = progress.length
    scope.close()
    answers[0]?.resolve(text('late'))
    await settle()
    expect(progress).toHaveLength(told)
  })
})
