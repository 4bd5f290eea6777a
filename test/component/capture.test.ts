import { maxAudioBytes, maxRecordingBytes } from '../../contract'
import { createHoldToTalk } from '../../ui-component/src/hold-to-talk'
import { createSilence, silentAfterMs } from '../../ui-component/src/silence'
import { deferred, type FakeRecorder } from './fake-browser'
import { Mounted, useFakeTime } from './mounted'
import { stateOf } from './states'

useFakeTime()

const said = (page: Mounted): string => page.controller.store.get().announcement

describe('before a recording', () => {
  it('what a screen reader says is over when it is started without a mouse', async () => {
    const page = new Mounted()
    page.controller.record()
    await page.pass(400)
    expect([page.state.type, said(page), page.browser.recorders.length]).toEqual(['asking', 'Recording started.', 0])
    await page.pass(1000)
    expect([page.state.type, said(page), page.recorder.state]).toEqual(['recording', 'Recording started.', 'recording'])
  })

  it('nobody waits who uses a mouse', async () => {
    const page = new Mounted()
    await page.startRecording()
    expect(page.recorder.state).toBe('recording')
  })

  it('what is said about going on is over too', async () => {
    const page = new Mounted()
    await page.startRecording()
    page.controller.pause()
    page.controller.resume()
    await page.pass(300)
    expect([page.state.type, said(page), page.recorder.state]).toEqual(['paused', 'Recording goes on.', 'paused'])
    await page.pass(1200)
    expect([page.state.type, page.recorder.state]).toEqual(['recording', 'recording'])
  })

  it('a second pause takes back what was about to go on', async () => {
    const page = new Mounted()
    await page.startRecording()
    page.controller.pause()
    page.controller.resume()
    page.controller.pause()
    await page.pass(3000)
    expect(page.state).toMatchObject({ type: 'paused', isResuming: false })
  })

  it('can be cancelled while it is announced', async () => {
    const page = new Mounted()
    page.controller.record()
    await page.pass(100)
    page.controller.escape()
    await page.pass(3000)
    expect([page.state.type, page.browser.recorders.length, page.browser.liveTracks]).toEqual(['idle', 0, 0])
  })

  it('the question of the browser is announced only when it stays', async () => {
    const page = new Mounted()
    const permission = deferred<void>()
    page.browser.onOpen = () => permission.promise
    page.controller.record(true)
    await page.pass(500)
    expect(said(page)).toBe('')
    await page.pass(1500)
    expect(said(page)).toBe('Waiting for the microphone…')
  })

  it('tones and vibration are over when it begins, and come after it has ended', async () => {
    const page = new Mounted({ tones: true, sendAfterStop: false })
    const before: number[] = []
    page.browser.prepare = () => before.push(page.browser.tones.length, page.browser.nowMs)
    await page.startRecording()
    expect([page.state.type, page.browser.tones, page.browser.recorders.length]).toEqual(['asking', [880], 0])
    const startedAt = page.browser.nowMs
    await page.pass(1000)
    expect([before[0], before[1]! - startedAt >= 120]).toEqual([1, true])
    page.controller.stop()
    expect([page.recorder.state, page.browser.tones, page.browser.vibrations]).toEqual(['inactive', [880, 587], [40, 40]])
  })

  it('nothing is heard or felt unless the page wants it', async () => {
    const page = new Mounted()
    await page.recordFor(1000)
    expect([page.browser.tones, page.browser.vibrations]).toEqual([[], []])
  })
})

describe('a limit', () => {
  it('of time is counted down aloud', async () => {
    const page = new Mounted({ maxSeconds: 62 })
    await page.startRecording()
    await page.pass(2500)
    expect(said(page)).toBe('60 seconds left.')
  })

  it('of size is counted down like one of time', async () => {
    const page = new Mounted({ maxSeconds: 100_000 })
    await page.startRecording()
    await page.pass(2000)
    page.recorder.dispatchEvent(Object.assign(new Event('dataavailable'), { data: { size: maxRecordingBytes - 1_000_000 } }))
    await page.pass()
    expect(page.state).toMatchObject({ type: 'recording' })
    expect((page.state as { maxMs: number }).maxMs).toBeLessThan(5000)
  })

  it('of one request ends no recording: longer ones are transcribed as a job', async () => {
    const page = new Mounted({ maxSeconds: 100_000 })
    await page.startRecording()
    await page.pass(2000)
    page.recorder.dispatchEvent(Object.assign(new Event('dataavailable'), { data: { size: maxAudioBytes + 1 } }))
    await page.pass()
    expect(page.state).toMatchObject({ type: 'recording' })
  })
})

describe('silence', () => {
  it('is told after three seconds, and forgotten as soon as something is heard', async () => {
    const page = new Mounted()
    page.browser.loudness = 0
    await page.startRecording()
    await page.pass(2500)
    expect(page.state).toMatchObject({ isSilent: false })
    await page.pass(1000)
    expect([page.state, said(page)]).toEqual([expect.objectContaining({ isSilent: true }), 'We can’t hear you. Check the microphone.'])
    page.browser.loudness = 0.1
    await page.pass(300)
    expect(page.state).toMatchObject({ isSilent: false })
  })

  it('is not claimed where the browser keeps its ears shut', async () => {
    const page = new Mounted()
    page.browser.loudness = null
    await page.startRecording()
    await page.pass(6000)
    expect(page.state).toMatchObject({ isSilent: false })
  })

  it('of a muted track is told like every silence', () => {
    const silence = createSilence()
    expect([0, 1000, silentAfterMs, silentAfterMs + 100].map((atMs) => silence(0, atMs))).toEqual([null, null, 'levelSilent', null])
    expect(silence(0.2, silentAfterMs + 200)).toBe('levelHeard')
  })
})

describe('Escape', () => {
  it('pauses and asks; a second one keeps the recording paused without the question', async () => {
    const page = new Mounted()
    await page.startRecording()
    page.controller.escape()
    expect(page.state).toMatchObject({ type: 'paused', why: 'escape' })
    expect(said(page)).toBe('Paused. Discard this recording?')
    page.controller.escape()
    expect(page.state).toMatchObject({ type: 'paused', why: 'person' })
  })

  it('leaves everything alone where nothing is recorded', async () => {
    const page = new Mounted({ sendAfterStop: false })
    await page.recordFor(500)
    const before = page.state
    page.controller.escape()
    expect(page.state).toBe(before)
  })
})

describe('hold to talk', () => {
  const talk = (): { journal: string[]; at: (ms: number) => void; type: (type: 'recording' | 'idle') => void } & ReturnType<typeof createHoldToTalk> => {
    const journal: string[] = []
    let nowMs = 0
    let state = stateOf('idle')
    const held = createHoldToTalk({ now: () => nowMs, state: () => state, record: () => journal.push('record'), stop: () => journal.push('stop') })
    return { ...held, journal, at: (ms) => void (nowMs = ms), type: (type) => void (state = stateOf(type)) }
  }

  it('records while the button is held', () => {
    const { press, letGo, journal, at } = talk()
    press()
    press()
    at(3000)
    letGo()
    letGo()
    expect(journal).toEqual(['record', 'stop'])
  })

  it('goes on after a short press, until the next one', () => {
    const { press, letGo, journal, at, type } = talk()
    press()
    at(200)
    letGo()
    type('recording')
    at(5000)
    press()
    at(5100)
    letGo()
    expect(journal).toEqual(['record', 'stop'])
  })

  it('is a recording like any other', async () => {
    const page = new Mounted({ sendAfterStop: false, holdToTalk: true })
    page.controller.press(true)
    await page.pass(2000)
    expect(page.state.type).toBe('recording')
    page.controller.letGo()
    await page.pass(500)
    expect(page.state.type).toBe('recorded')
  })
})

/** So that a change of the double cannot hide a fault: it ends later than it is told to. */
it('the recorder of these tests ends later than it is told to', async () => {
  const page = new Mounted()
  await page.startRecording()
  const recorder: FakeRecorder = page.recorder
  let hasEnded = false
  recorder.addEventListener('stop', () => void (hasEnded = true))
  recorder.stop()
  expect(hasEnded).toBe(false)
  await page.pass(100)
  expect(hasEnded).toBe(true)
})
