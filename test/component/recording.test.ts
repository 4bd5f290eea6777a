import { maxRecordingBytes } from '../../contract'
import { anyFailure as failureOf } from '../../ui-component/src/all-failures'
import repairPart from '../../ui-component/src/parts/repair'
import { recordingMimeType } from '../../ui-component/src/recorder'
import { heldOf } from '../../ui-component/src/state'
import { deferred, FakeBrowser } from './fake-browser'
import { Mounted, useFakeTime } from './mounted'

useFakeTime()

const domError = (name: string): Error => Object.assign(new Error(name), { name })

describe('the microphone', () => {
  it('is asked for one channel with the processing switches on', async () => {
    const page = new Mounted()
    await page.startRecording()
    expect(page.browser.asked).toEqual([{ channelCount: 1, echoCancellation: true, noiseSuppression: true, autoGainControl: true }])
    expect(page.recorder.options).toEqual({ mimeType: 'audio/webm;codecs=opus', audioBitsPerSecond: 32_000 })
  })

  it('is asked for anything when the device cannot do what is wished for', async () => {
    const page = new Mounted()
    page.browser.onOpen = () => (page.browser.asked.length === 1 ? Promise.reject(domError('OverconstrainedError')) : Promise.resolve())
    await page.startRecording()
    expect(page.browser.asked[1]).toBe(true)
    expect(page.state.type).toBe('recording')
  })

  it('is given back when the permission comes after the component has gone', async () => {
    const page = new Mounted()
    const permission = deferred<void>()
    page.browser.onOpen = () => permission.promise
    await page.startRecording()
    page.controller.close()
    permission.resolve()
    await page.pass(100)
    expect(page.browser.streams).toHaveLength(1)
    expect(page.browser.liveTracks).toBe(0)
    expect(page.browser.recorders).toHaveLength(0)
  })

  it('is given back when the permission comes after the person has cancelled, and nothing records', async () => {
    const page = new Mounted()
    const permission = deferred<void>()
    page.browser.onOpen = () => permission.promise
    await page.startRecording()
    page.controller.cancel()
    permission.resolve()
    await page.pass(100)
    expect([page.state.type, page.browser.liveTracks]).toEqual(['idle', 0])
  })

  it.each(['stop', 'discard', 'reset', 'close'] as const)('is given back after %s', async (end) => {
    const page = new Mounted()
    await page.startRecording()
    await page.pass(2000)
    expect(page.browser.liveTracks).toBe(1)
    page.controller[end]()
    await page.pass(500)
    expect(page.browser.liveTracks).toBe(0)
    expect(page.recorder.state).toBe('inactive')
  })

  it('is given back when no recorder can be made, and the failure says so', async () => {
    const page = new Mounted()
    page.browser.newRecorder = () => {
      throw domError('NotSupportedError')
    }
    await page.startRecording()
    expect(page.state).toMatchObject({ type: 'failed', failure: failureOf('unsupported-browser') })
    expect(page.browser.liveTracks).toBe(0)
  })
})

describe('a refused microphone', () => {
  const cases = [
    ['NotAllowedError', { policy: true }, 'permission-denied'],
    ['NotAllowedError', { policy: true, permission: 'granted' }, 'permission-denied'],
    ['NotAllowedError', { policy: false }, 'permission-blocked-by-page'],
    ['NotAllowedError', { policy: null, permission: 'granted' }, 'permission-blocked-by-page'],
    ['NotAllowedError', { policy: null, permission: 'denied' }, 'permission-denied'],
    ['NotAllowedError', { policy: null, permission: 'unknown' }, 'permission-denied'],
    ['SecurityError', {}, 'permission-blocked-by-page'],
    ['NotFoundError', {}, 'no-microphone'],
    ['NotReadableError', {}, 'microphone-busy'],
    ['AbortError', {}, 'microphone-busy'],
  ] as const

  it.each(cases)('that says %s with %j means %s', async (name, surroundings, key) => {
    const page = new Mounted()
    Object.assign(page.browser, surroundings, { onOpen: () => Promise.reject(domError(name)) })
    await page.startRecording()
    const { code, sentence, advice } = failureOf(key)
    expect(page.component).toMatchObject({ status: 'failed', errorCode: code, errorMessage: sentence, errorAdvice: advice })
    expect(page.fired('onError')).toEqual([{ errorCode: code, errorMessage: sentence, errorAdvice: advice }])
  })

  it('can be asked for again, and the error is gone then', async () => {
    const page = new Mounted()
    page.browser.onOpen = () => Promise.reject(domError('NotFoundError'))
    await page.startRecording()
    page.browser.onOpen = () => Promise.resolve()
    await page.startRecording()
    expect(page.component).toMatchObject({ status: 'recording', errorCode: null, errorMessage: null, errorAdvice: null })
  })

  it.each([['insecure-page'], ['unsupported-browser']] as const)('because of %s is known before anybody presses a button', (key) => {
    const page = new Mounted()
    page.browser.obstacle = key
    page.controller.checkObstacle()
    expect(page.component).toMatchObject({ status: 'unsupported', errorCode: failureOf(key).code })
  })

  it('does not matter where only files are wanted', () => {
    const page = new Mounted({ source: 'file' })
    page.browser.obstacle = 'insecure-page'
    page.controller.checkObstacle()
    expect(page.state.type).toBe('idle')
  })
})

describe('the format', () => {
  it.each([
    [false, ['audio/webm;codecs=opus', 'audio/mp4'], 'audio/webm;codecs=opus'],
    [false, ['audio/ogg;codecs=opus'], 'audio/ogg;codecs=opus'],
    [true, ['audio/webm;codecs=opus', 'audio/webm', 'audio/mp4'], 'audio/mp4'],
    [true, ['audio/mp4;codecs=mp4a.40.2', 'audio/mp4'], 'audio/mp4;codecs=mp4a.40.2'],
    [false, [], undefined],
  ])('with apple=%s and %j is %s', (apple, types, expected) => {
    expect(recordingMimeType(Object.assign(new FakeBrowser(), { apple, types }))).toBe(expected)
  })
})

describe('a finished recording', () => {
  it('waits for data that comes after stop was pressed', async () => {
    const page = new Mounted({ sendAfterStop: false })
    await page.startRecording()
    page.recorder.lastDataMs = 200
    page.recorder.endMs = 210
    await page.pass(1000)
    page.controller.stop()
    await page.pass(150)
    expect(page.state.type).toBe('stopping')
    await page.pass(500)
    expect(heldOf(page.state)?.take.file.size).toBe(8)
  })

  it('waits for data that comes even after the recorder says that it stopped', async () => {
    const page = new Mounted({ sendAfterStop: false })
    await page.startRecording()
    page.recorder.data([0x1a, 0x45, 0xdf, 0xa3])
    page.recorder.endMs = 10
    page.recorder.lastDataMs = 200
    page.controller.stop()
    await page.pass(600)
    expect(heldOf(page.state)?.take.file.size).toBe(12)
  })

  it.each([['usual', 20, 30], ['late', 60, 30]])('does not wait longer than for the last bytes (%s)', async (_, lastDataMs, endMs) => {
    const page = new Mounted({ sendAfterStop: false })
    await page.startRecording()
    Object.assign(page.recorder, { lastDataMs, endMs })
    page.controller.stop()
    await page.pass(80)
    expect(page.state.type).toBe('recorded')
  })

  it('does not wait for ever for a recorder that never says that it stopped', async () => {
    const page = new Mounted({ sendAfterStop: false })
    await page.startRecording()
    page.recorder.endMs = 10_000_000
    page.controller.stop()
    await page.pass(4000)
    expect(page.state.type).toBe('stopping')
    await page.pass(1500)
    expect(page.state.type).toBe('recorded')
    expect(page.browser.liveTracks).toBe(0)
  })

  it('has its length from our own clock and its name from its bytes', async () => {
    const page = new Mounted({ sendAfterStop: false })
    page.browser.prepare = (recorder) => {
      recorder.mimeType = 'audio/webm'
      recorder.bytes = [0, 0, 0, 24, ...[...'ftypiso5'].map((letter) => letter.charCodeAt(0))]
    }
    page.browser.onPart = () => Promise.resolve(repairPart)
    await page.recordFor(3200)
    const take = heldOf(page.state)?.take
    expect(take?.file).toMatchObject({ name: 'recording-2026-11-21-090507.m4a', type: 'audio/mp4' })
    expect(take?.durationSeconds).toBeCloseTo(3.2, 1)
    expect(page.fired('onAudioReady')).toEqual([{ fileName: 'recording-2026-11-21-090507.m4a', mimeType: 'audio/mp4', sizeBytes: 12, durationSeconds: take?.durationSeconds }])
  })

  it.each([['audio/webm;codecs=opus', 'webm', 'audio/webm'], ['audio/mp4', 'm4a', 'audio/mp4'], ['audio/ogg;codecs=opus', 'ogg', 'audio/ogg']])('of a recorder for %s is named as that says while nobody can look at its bytes', async (mimeType, extension, type) => {
    const page = new Mounted({ sendAfterStop: false })
    page.browser.prepare = (recorder) => void (recorder.mimeType = mimeType)
    await page.recordFor(1000)
    expect(heldOf(page.state)?.take.file).toMatchObject({ name: `recording-2026-11-21-090507.${extension}`, type })
  })

  it('without a single byte is a named failure', async () => {
    const page = new Mounted()
    page.browser.prepare = (recorder) => void (recorder.bytes = [])
    await page.recordFor(1000)
    expect(page.component).toMatchObject({ status: 'failed', errorCode: failureOf('recording-empty').code })
    expect(page.browser.uploads).toBe(0)
  })

  it('from a lost microphone is kept, not sent, and the person is told', async () => {
    const page = new Mounted()
    await page.startRecording()
    await page.pass(2000)
    page.recorder.stream.tracks[0]?.unplug()
    await page.pass(500)
    expect(page.component).toMatchObject({ status: 'recorded', errorCode: failureOf('microphone-lost').code })
    expect([heldOf(page.state)?.take.file.size, page.browser.uploads, page.browser.liveTracks]).toEqual([8, 0, 0])
  })

  it('ends by itself at the longest time', async () => {
    const page = new Mounted({ maxSeconds: 2 })
    await page.startRecording()
    await page.pass(1900)
    expect(page.state.type).toBe('recording')
    await page.pass(700)
    expect(page.statuses).toEqual(['asking', 'recording', 'stopping', 'uploading', 'transcribing', 'done'])
  })

  it('ends by itself before it becomes larger than what its length can be mended of', async () => {
    const page = new Mounted({ sendAfterStop: false })
    await page.startRecording()
    const large = Object.assign(new Event('dataavailable'), { data: { size: maxRecordingBytes - 100_000 } })
    page.recorder.dispatchEvent(large)
    await page.pass(10)
    expect(page.state).toMatchObject({ type: 'stopping', why: 'limit' })
  })

  it('pauses and goes on', async () => {
    const page = new Mounted({ sendAfterStop: false })
    await page.startRecording()
    await page.pass(1000)
    page.controller.pause()
    expect(page.recorder.state).toBe('paused')
    await page.pass(5000)
    page.controller.resume(true)
    expect(page.recorder.state).toBe('recording')
    await page.pass(1000)
    page.controller.stop()
    await page.pass(500)
    expect(heldOf(page.state)?.take.durationSeconds).toBeCloseTo(2, 1)
  })
})

describe('late events of a recorder', () => {
  it('change nothing after the component has gone', async () => {
    const page = new Mounted()
    await page.startRecording()
    const { recorder, controller } = page
    controller.close()
    const before = page.journal.length
    recorder.data()
    recorder.dispatchEvent(new Event('stop'))
    recorder.stream.tracks[0]?.unplug()
    await page.pass(6000)
    expect(page.journal).toHaveLength(before)
    expect(page.browser.uploads).toBe(0)
  })

  it('of an earlier recording do not end a later one', async () => {
    const page = new Mounted({ sendAfterStop: false })
    await page.recordFor(1000)
    const earlier = page.recorder
    await page.startRecording()
    earlier.data()
    earlier.dispatchEvent(new Event('stop'))
    earlier.stream.tracks[0]?.unplug()
    await page.pass(1000)
    expect(page.state.type).toBe('recording')
  })
})
