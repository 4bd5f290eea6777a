import { createCutter } from '../../ui-component/src/live/cutter'
import { joinPhrases } from '../../ui-component/src/live/join'
import { createLiveEffect } from '../../ui-component/src/live/live-effect'
import { createSender, type Progress } from '../../ui-component/src/live/sender'
import { createScope } from '../../ui-component/src/scope'
import type { Transcript } from '../../ui-component/src/state'
import { deferred, type Deferred } from './fake-browser'
import { Mounted, settle, useFakeTime } from './mounted'

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

describe('text as people speak', () => {
  const live = { liveText: true }
  const start = async (settings: Record<string, unknown> = live): Promise<Mounted> => {
    const page = new Mounted(settings)
    let call = 0
    page.browser.onPart = (name) => (name === 'live' ? Promise.resolve({ createLiveEffect }) : Promise.reject(new Error('none')))
    page.browser.onInvoke = () => Promise.resolve({ text: `phrase ${++call}` })
    // The first recording only fetches what later ones use at once.
    await page.startRecording()
    page.controller.discard()
    await page.pass(500)
    await page.startRecording()
    return page
  }
  const speak = async (page: Mounted): Promise<void> => {
    page.browser.loudness = 0.1
    await page.pass(2000)
    page.browser.loudness = 0
    await page.pass(1500)
  }

  it('grows in page data while the recording goes on, and is complete at the end', async () => {
    const page = await start()
    await speak(page)
    expect([page.state.type, page.component.transcript]).toEqual(['recording', 'phrase 1'])
    await speak(page)
    expect([page.component.transcript, page.fired('onTranscript')]).toEqual(['phrase 1 phrase 2', []])
    page.browser.loudness = 0.1
    await page.pass(2000)
    page.controller.stop()
    await page.pass(1500)
    expect(page.component).toMatchObject({ status: 'done', transcript: 'phrase 1 phrase 2 phrase 3' })
    expect(page.fired('onTranscript')).toEqual([expect.objectContaining({ transcript: 'phrase 1 phrase 2 phrase 3' })])
    expect([page.browser.calls.length, [...page.browser.files.keys()]]).toEqual([3, []])
  })

  it('pays once: the whole recording is not sent beside its phrases', async () => {
    const page = await start()
    await speak(page)
    page.controller.stop()
    await page.pass(1500)
    expect(page.statuses.slice(-3)).toEqual(['stopping', 'transcribing', 'done'])
  })

  it('sends nothing for the silence after the last word', async () => {
    const page = await start()
    await speak(page)
    await page.pass(2000)
    page.controller.stop()
    await page.pass(1500)
    expect([page.state.type, page.browser.calls.length]).toEqual(['done', 1])
  })

  it('is sent as usual when there was no pause', async () => {
    const page = await start()
    await page.pass(3000)
    page.controller.stop()
    await page.pass(1500)
    expect(page.component).toMatchObject({ status: 'done', transcript: 'phrase 1' })
    expect(page.statuses.slice(-4)).toEqual(['stopping', 'uploading', 'transcribing', 'done'])
  })

  it('comes from the whole recording when a phrase will not go through', async () => {
    const page = await start()
    const isWhole = (): boolean => page.statuses.includes('uploading')
    page.browser.onInvoke = () => (isWhole() ? Promise.resolve({ text: 'the whole' }) : Promise.reject(new Error('no connection')))
    await speak(page)
    page.controller.stop()
    for (let second = 0; second < 10; second += 1) await page.pass(1000)
    expect(page.component).toMatchObject({ status: 'done', transcript: 'the whole' })
  })

  it('asks before the whole of a long recording is sent instead of its phrases', async () => {
    const page = await start({ ...live, askAboveMinutes: 0.05 })
    page.browser.onInvoke = () => Promise.reject(new Error('no connection'))
    await speak(page)
    page.controller.stop()
    for (let second = 0; second < 10; second += 1) await page.pass(1000)
    expect([page.state.type, page.statuses.includes('uploading')]).toEqual(['recorded', false])
  })

  it.each([['the file is kept', { saveSource: true }], ['it heard no pause', {}]])('asks before a long recording is sent that has no phrases, because %s', async (_, settings) => {
    const page = await start({ ...live, ...settings, askAboveMinutes: 0.05 })
    await page.pass(4000)
    page.controller.stop()
    await page.pass(1500)
    expect([page.state.type, page.browser.uploads]).toEqual(['recorded', 0])
  })

  it('of a long recording is not asked for when its phrases are there', async () => {
    const page = await start({ ...live, askAboveMinutes: 0.05 })
    await speak(page)
    await speak(page)
    page.controller.stop()
    await page.pass(1500)
    expect(page.component).toMatchObject({ status: 'done', transcript: 'phrase 1 phrase 2' })
  })

  it('comes from the whole recording when the device was too busy to hear everything', async () => {
    const page = await start()
    await speak(page)
    page.browser.lagMs = 400
    await speak(page)
    page.browser.onInvoke = () => Promise.resolve({ text: 'the whole' })
    page.controller.stop()
    for (let second = 0; second < 3; second += 1) await page.pass(1000)
    expect(page.component).toMatchObject({ status: 'done', transcript: 'the whole' })
  })

  it('goes on over a pause of the person', async () => {
    const page = await start()
    page.browser.loudness = 0.1
    await page.pass(2000)
    page.controller.pause()
    await page.pass(5000)
    expect(page.component.transcript).toBe('phrase 1')
    page.controller.resume(true)
    await speak(page)
    page.controller.stop()
    await page.pass(1500)
    expect(page.component.transcript).toBe('phrase 1 phrase 2')
  })

  it('gives the page its earlier text back when the recording is discarded', async () => {
    const page = await start()
    page.controller.pageText('typed before')
    page.controller.discard()
    await page.pass(500)
    await page.startRecording()
    await speak(page)
    expect(page.component.transcript).not.toBe('typed before')
    page.controller.discard()
    await page.pass(1500)
    expect([page.state.type, page.component.transcript, page.state.soFar]).toEqual(['idle', 'typed before', null])
  })

  it('does not touch a record that is no longer the one on the page', async () => {
    const page = await start({ ...live, recordId: 'a' })
    await speak(page)
    page.component.recordId = 'b'
    page.controller.pageText('text of b')
    await speak(page)
    expect(page.controller.getTranscript()).toBe('text of b')
  })

  it.each([['not wanted', {}], ['the page decides when to send', { ...live, sendAfterStop: false }], ['the file is kept', { ...live, saveSource: true }]])('is off when %s', async (_, settings) => {
    const page = await start(settings)
    await speak(page)
    expect([page.state.soFar, page.browser.calls]).toEqual([null, []])
  })

  it('leaves no recorder, upload or timer behind when the component goes', async () => {
    const page = await start()
    await speak(page)
    page.controller.close()
    await page.pass(1000)
    expect(page.browser.recorders.map(({ state }) => state)).toEqual(page.browser.recorders.map(() => 'inactive'))
    expect([page.browser.liveTracks, [...page.browser.files.keys()]]).toEqual([0, []])
  })
})
