import { createHost } from '../../ui-component/src/bridge'
import { createMachine, type Machine } from '../../ui-component/src/controller'
import { anyFailure as failureOf } from '../../ui-component/src/all-failures'
import type { RecordingNews } from '../../ui-component/src/recording-news'
import { heldOf } from '../../ui-component/src/state'
import { FakeBrowser } from './fake-browser'
import { Mounted, passTime, useFakeTime } from './mounted'

useFakeTime()

const said = (page: Mounted): string => page.controller.store.get().announcement

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

