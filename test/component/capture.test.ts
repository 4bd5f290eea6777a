import { createHost } from '../../ui-component/src/bridge'
import { createMachine, type Machine } from '../../ui-component/src/controller'
import { failureOf } from '../../ui-component/src/failure'
import { createHoldToTalk } from '../../ui-component/src/hold-to-talk'
import type { RecordingNews } from '../../ui-component/src/recording-news'
import { createSilence, silentAfterMs } from '../../ui-component/src/silence'
import { heldOf } from '../../ui-component/src/state'
import { deferred, FakeBrowser, type FakeRecorder } from './fake-browser'
import { Mounted, passTime, useFakeTime } from './mounted'
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

describe('an interruption', () => {
  it.each([
    ['a call takes the microphone', (page: Mounted) => page.recorder.stream.tracks[0]?.mute(true)],
    ['the page is about to be frozen', (page: Mounted) => page.browser.document.dispatchEvent(new Event('freeze'))],
  ])('pauses and says so when %s', async (_, interrupt) => {
    const page = new Mounted({ sendAfterStop: false })
    await page.startRecording()
    await page.pass(2000)
    interrupt(page)
    await page.pass(1000)
    expect([page.state.type, page.recorder.state]).toEqual(['paused', 'paused'])
    expect(page.state).toMatchObject({ why: 'interrupted' })
    expect(said(page)).toBe('The recording was interrupted and is paused. Everything until then is kept.')
    page.controller.resume(true)
    await page.pass(1000)
    page.controller.stop()
    await page.pass(500)
    expect(heldOf(page.state)?.take.durationSeconds).toBeGreaterThan(2.9)
    expect(heldOf(page.state)?.take.durationSeconds).toBeLessThan(4)
  })

  it('of an instant is none', async () => {
    const page = new Mounted()
    await page.startRecording()
    page.recorder.stream.tracks[0]?.mute(true)
    await page.pass(200)
    page.recorder.stream.tracks[0]?.mute(false)
    await page.pass(2000)
    expect(page.state.type).toBe('recording')
  })

  it('is the sleep of an hour: nothing of it counts, and the person goes on', async () => {
    const page = new Mounted({ sendAfterStop: false })
    await page.startRecording()
    await page.pass(3000)
    page.browser.nowMs += 3_600_000
    await page.pass(300)
    expect(page.state).toMatchObject({ type: 'paused', why: 'interrupted' })
    expect(page.component.durationSeconds).toBe(3)
    expect(page.fired('onError')).toEqual([])
  })
})

describe('clocks', () => {
  it.each([['forward', 40 * 60_000], ['back', -40 * 60_000]])('of the day that jump %s change no length', async (_, jumpMs) => {
    const page = new Mounted({ sendAfterStop: false })
    page.browser.wallMs = 0
    await page.startRecording()
    await page.pass(1000)
    page.browser.wallMs = jumpMs
    await page.pass(1000)
    page.controller.stop()
    await page.pass(500)
    expect(heldOf(page.state)?.take.durationSeconds).toBeCloseTo(2, 0)
  })

  it('that count past an hour do not end at the hour', async () => {
    const page = new Mounted({ maxSeconds: 10_000 })
    await page.startRecording()
    for (let minute = 0; minute < 65; minute += 1) {
      page.browser.nowMs += 29_000
      page.recorder.data()
      await page.pass(30)
      page.browser.nowMs += 29_000
      page.recorder.data()
      await page.pass(30)
    }
    expect(page.state.type).toBe('recording')
    expect(page.component.durationSeconds).toBeGreaterThan(3600)
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
    page.recorder.dispatchEvent(Object.assign(new Event('dataavailable'), { data: { size: 12_000_000 } }))
    await page.pass()
    expect(page.state).toMatchObject({ type: 'recording' })
    expect((page.state as { maxMs: number }).maxMs).toBeLessThan(5000)
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

describe('the bytes of a recording', () => {
  /** The machine below a component, and what is told of its recordings. */
  const listen = (recordId: string): { news: RecordingNews[]; component: Record<string, unknown>; machine: Machine; browser: FakeBrowser; pass(milliseconds?: number): Promise<void> } => {
    const browser = new FakeBrowser()
    const component: Record<string, unknown> = { recordId, sendAfterStop: false }
    const machine = createMachine(browser, createHost(() => ({ component }), browser.report))
    const news: RecordingNews[] = []
    machine.context.recordings.listen((item) => news.push(item))
    machine.begin()
    machine.context.dispatch({ type: 'record', atMs: browser.nowMs, isQuick: true, ids: { recordingId: 'random', recordId } })
    return { news, component, machine, browser, pass: (milliseconds = 0) => passTime(browser, milliseconds) }
  }

  it('are told as they come, with the record to which they belong from the beginning', async () => {
    const { news, component, machine, browser, pass } = listen('patient-1')
    await pass()
    component.recordId = 'patient-2'
    browser.recorders[0]?.data()
    machine.context.dispatch({ type: 'stop', atMs: browser.nowMs })
    await pass(500)
    expect(news.map(({ type }) => type)).toEqual(['begun', 'chunk', 'chunk', 'ended'])
    news.forEach((item) => expect(item).toMatchObject({ recordingId: 'random', recordId: 'patient-1' }))
    expect(heldOf(machine.context.state())?.take).toMatchObject({ recordId: 'patient-1', recordingId: 'random' })
  })

  it('come to their end even when the component has gone', async () => {
    const { news, machine, browser, pass } = listen('')
    await pass(1000)
    machine.close()
    await pass(500)
    expect(news.map(({ type }) => type)).toEqual(['begun', 'chunk', 'ended'])
    expect(browser.liveTracks).toBe(0)
  })

  it('bring their pauses', async () => {
    const { news, machine, browser, pass } = listen('')
    const dispatch = (type: 'pause' | 'stop'): void => machine.context.dispatch({ type, atMs: browser.nowMs })
    await pass(1000)
    dispatch('pause')
    await pass(5000)
    machine.context.dispatch({ type: 'resume', atMs: browser.nowMs, isQuick: true })
    await pass(1000)
    dispatch('stop')
    await pass(500)
    expect(news.at(-1)).toMatchObject({ type: 'ended', pauses: [{ atMs: 1000, durationMs: 5000 }], recordedMs: 2000 })
  })

  it('are mended before they are played or sent', async () => {
    const page = new Mounted({ sendAfterStop: false })
    page.browser.onPart = () => Promise.resolve({ repairRecording: (audio: Blob) => Promise.resolve({ audio: new Blob([audio, 'mended']), durationSeconds: 7.25 }) })
    await page.recordFor(1000)
    expect(heldOf(page.state)?.take).toMatchObject({ repaired: true, durationSeconds: 7.3 })
    expect(await page.controller.getFile()?.text()).toContain('mended')
  })

  it.each([
    ['is missing', () => Promise.reject(new Error('404'))],
    ['is something else', () => Promise.resolve('<html>')],
    ['fails', () => Promise.resolve({ repairRecording: () => Promise.reject(new Error('broken')) })],
  ])('stay as they are when what mends them %s', async (_, answer) => {
    const page = new Mounted({ sendAfterStop: false })
    page.browser.onPart = answer
    await page.recordFor(1000)
    expect(heldOf(page.state)?.take).toMatchObject({ repaired: false, durationSeconds: 1 })
  })
})

describe('the microphone', () => {
  const inputs = [{ id: 'a', label: 'Built in' }, { id: 'b', label: 'Headset' }]

  it('is remembered on this device', () => {
    const first = new Mounted()
    first.controller.chooseMicrophone('b')
    const browser = new FakeBrowser()
    first.browser.memory.forEach((value, key) => browser.memory.set(key, value))
    const second = createMachine(browser, createHost(() => ({ component: {} }), browser.report))
    second.begin()
    expect(second.context.state().microphoneId).toBe('b')
  })

  it('that was chosen is opened', async () => {
    const page = new Mounted()
    page.controller.chooseMicrophone('b')
    await page.startRecording()
    expect(page.browser.asked[0]).toMatchObject({ deviceId: { exact: 'b' } })
  })

  it('that is unplugged is replaced, and taken again when it is back', async () => {
    const page = new Mounted({ sendAfterStop: false })
    page.controller.chooseMicrophone('b')
    page.browser.onOpen = () => (page.browser.asked.length === 1 ? Promise.reject(Object.assign(new Error(), { name: 'OverconstrainedError' })) : Promise.resolve())
    await page.startRecording()
    expect([page.state.type, page.browser.asked[1]]).toEqual(['recording', expect.not.objectContaining({ deviceId: expect.anything() })])
    expect(page.state.microphoneId).toBe('b')
  })

  it('that comes or goes is in the list at once', async () => {
    const page = new Mounted()
    page.browser.inputs = inputs
    page.browser.devices.dispatchEvent(new Event('devicechange'))
    await page.pass()
    expect(page.state.microphones).toEqual(inputs)
    const before = page.state
    page.browser.devices.dispatchEvent(new Event('devicechange'))
    await page.pass()
    expect(page.state).toBe(before)
  })

  it('gets its name when it may be used', async () => {
    const page = new Mounted()
    page.browser.inputs = inputs
    await page.startRecording()
    expect(page.state.microphones).toEqual(inputs)
  })

  it('is asked for what the page wants', async () => {
    const page = new Mounted({ keepEcho: true, keepNoise: true, keepLoudness: true })
    await page.startRecording()
    expect(page.browser.asked).toEqual([{ channelCount: 1, echoCancellation: false, noiseSuppression: false, autoGainControl: false }])
  })

  it('that ends before anything is recorded is told, and waited for no longer', async () => {
    const page = new Mounted()
    page.controller.record()
    await page.pass(100)
    page.browser.streams[0]?.tracks[0]?.unplug()
    await page.pass(3000)
    expect(page.component).toMatchObject({ status: 'failed', errorCode: failureOf('no-microphone').code })
  })

  it('hears nothing during a pause, even if the recorder goes on', async () => {
    const page = new Mounted()
    await page.startRecording()
    page.controller.pause()
    expect(page.recorder.stream.tracks.map(({ enabled }) => enabled)).toEqual([false])
    page.controller.resume(true)
    expect(page.recorder.stream.tracks.map(({ enabled }) => enabled)).toEqual([true])
  })
})

describe('the screen', () => {
  it('stays on while something is recorded, and only then', async () => {
    const page = new Mounted()
    await page.startRecording()
    expect(page.browser.awake).toBe(1)
    page.controller.pause()
    expect(page.browser.awake).toBe(0)
    page.controller.resume(true)
    await page.pass()
    page.browser.document.dispatchEvent(new Event('visibilitychange'))
    await page.pass()
    expect(page.browser.awake).toBe(1)
    page.controller.close()
    expect(page.browser.awake).toBe(0)
  })
})

describe('everything that listens', () => {
  it('is given back', async () => {
    const page = new Mounted({ sendAfterStop: false })
    await page.recordFor(1000)
    await page.pass(1000)
    expect(page.browser.ears).toBe(0)
    await page.startRecording()
    expect(page.browser.ears).toBe(1)
    page.controller.close()
    expect([page.browser.ears, page.browser.liveTracks]).toEqual([0, 0])
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
