import { maxAudioBytes } from '../../contract'
import { needsAsking } from '../../ui-component/src/asking'
import { isWorthConverting, speechBytes } from '../../ui-component/src/convert/door'
import { anyFailure as failureOf } from '../../ui-component/src/all-failures'
import { filesOf, webAddress } from '../../ui-component/src/picking'
import { readSettings } from '../../ui-component/src/settings'
import { heldOf } from '../../ui-component/src/state'
import { deferred } from './fake-browser'
import { Mounted, useFakeTime, wavFile } from './mounted'

useFakeTime()

const networkError = new Error('Network Error')

describe('several files', () => {
  const texts = (...all: string[]): (() => Promise<unknown>) => () => Promise.resolve({ text: all.shift() })

  it('have their turn one after another; the property grows, each event brings what is new', async () => {
    const page = new Mounted()
    page.browser.onInvoke = texts('first', 'second', 'third')
    await page.controller.choose([wavFile('a.wav'), wavFile('a.wav'), wavFile('b.wav')])
    await page.pass(300)
    expect(page.component.transcript).toBe('first\n\nsecond\n\nthird')
    expect(page.fired('onTranscript').map(({ transcript }) => transcript)).toEqual(['first', 'second', 'third'])
    expect([page.browser.uploads, page.state.waiting, page.browser.urls.size]).toEqual([3, [], 1])
  })

  it('that cannot be sent are left out, and a single one is named', async () => {
    const page = new Mounted()
    await page.controller.choose([new File(['words'], 'x.txt'), wavFile('a.wav')])
    await page.pass(200)
    expect([page.component.status, page.browser.uploads]).toEqual(['done', 1])
    await page.controller.choose([new File(['words'], 'x.txt'), new File([], 'y.wav')])
    await page.pass(100)
    expect(page.state).toMatchObject({ type: 'failed', fileName: 'x.txt', failure: { code: failureOf('file-not-audio').code } })
  })

  it('wait while one has failed, and go on when it is discarded or tried again', async () => {
    const page = new Mounted()
    page.browser.onInvoke = () => Promise.reject(networkError)
    await page.controller.choose([wavFile('a.wav'), wavFile('b.wav')])
    await page.pass(200)
    expect([page.state.type, page.state.waiting.length]).toEqual(['failed', 1])
    page.browser.onInvoke = texts('second')
    page.controller.discard()
    await page.pass(200)
    expect([page.component.transcript, page.state.waiting.length]).toEqual(['second', 0])
  })

  it('can be taken out of the row', async () => {
    const page = new Mounted({ sendAfterStop: false })
    await page.controller.choose([wavFile('a.wav'), wavFile('b.wav')])
    await page.pass(100)
    const [waiting] = page.state.waiting
    page.controller.removeWaiting(waiting?.id ?? 0)
    expect([page.state.waiting.length, page.browser.urls.size]).toEqual([0, 1])
  })

  it('that are still looked at are not sent after a reset', async () => {
    const page = new Mounted()
    const lengths = [deferred<number>(), deferred<number>()]
    let asked = 0
    page.browser.mediaSeconds = () => lengths[asked++]?.promise ?? Promise.resolve(1)
    const chosen = page.controller.choose([wavFile('a.wav'), wavFile('b.wav')])
    await page.pass(50)
    lengths[0]?.resolve(1)
    await page.pass(200)
    expect(page.state.type).toBe('done')
    page.controller.reset()
    lengths[1]?.resolve(1)
    await page.pass(200)
    await chosen
    expect([page.state.type, page.state.waiting, page.browser.uploads, page.component.transcript]).toEqual(['idle', [], 1, ''])
  })

  it('begin a new text when they are chosen anew', async () => {
    const page = new Mounted()
    page.browser.onInvoke = texts('first', 'second')
    await page.controller.choose(wavFile('a.wav'))
    await page.pass(100)
    await page.controller.choose(wavFile('b.wav'))
    await page.pass(100)
    expect(page.component.transcript).toBe('second')
  })
})

describe('an address', () => {
  it('is given to the service as it is, and nothing is uploaded or removed', async () => {
    const page = new Mounted()
    await page.controller.chooseAddress(' https://files.example/talks/My%20talk.mp3?x=1 ')
    await page.pass(100)
    expect(page.browser.calls.map(({ parameters }) => parameters.audioFileUrl)).toEqual(['https://files.example/talks/My%20talk.mp3?x=1'])
    expect(page.fired('onAudioReady')).toMatchObject([{ fileName: 'My talk.mp3' }])
    expect([page.browser.uploads, page.browser.removed, page.component.transcript]).toEqual([0, [], 'hello'])
  })

  it.each(['talk.mp3', 'ftp://files.example/a.mp3', 'javascript:alert(1)', ''])('%j is none', async (written) => {
    const page = new Mounted()
    await page.controller.chooseAddress(written)
    await page.pass(50)
    expect(page.component.errorCode).toBe(failureOf('address-not-web').code)
    expect(webAddress(written)).toBeNull()
  })

  it('of a page that is no audio shows what the service says', async () => {
    const page = new Mounted()
    page.browser.onInvoke = () => Promise.reject(Object.assign(new Error('This is a web page.\nGive the address of the file itself.'), { code: 41106, status: 422 }))
    await page.controller.chooseAddress('https://example.com/')
    await page.pass(100)
    expect(page.component).toMatchObject({ status: 'failed', errorCode: 41106, errorMessage: 'This is a web page.' })
  })
})

describe('a text for another record', () => {
  const late = async (): Promise<Mounted> => {
    const page = new Mounted({ recordId: 'A', transcript: 'of B' })
    const answer = deferred<unknown>()
    page.browser.onInvoke = () => answer.promise
    await page.controller.choose(wavFile())
    await page.pass(100)
    page.component.recordId = 'B'
    answer.resolve({ text: 'for A', language: 'en' })
    await page.pass(100)
    return page
  }

  it('is not written anywhere, waits in the list, and is told of', async () => {
    const page = await late()
    expect([page.component.transcript, page.component.status]).toEqual(['of B', 'idle'])
    expect([page.fired('onTranscript'), page.fired('onRecovered')]).toEqual([[], [{ recordId: 'A' }]])
    expect(page.controller.getWaitingTexts()).toEqual([{ recordId: 'A', transcript: 'for A', segments: [], language: 'en' }])
    expect([...page.browser.files.keys()]).toEqual([])
  })

  it('is used only when the page shows its record again', async () => {
    const page = await late()
    const { recordingId = '' } = page.state.late[0] ?? {}
    page.controller.useLate(recordingId)
    expect(page.component.transcript).toBe('of B')
    page.component.recordId = 'A'
    page.controller.useLate(recordingId)
    expect([page.component.transcript, page.state.late]).toEqual(['for A', []])
    expect(page.fired('onTranscript')).toMatchObject([{ transcript: 'for A', recordId: 'A' }])
  })

  it('can be copied and deleted', async () => {
    const page = await late()
    const { recordingId = '' } = page.state.late[0] ?? {}
    expect([await page.controller.copyLate(recordingId), page.browser.copied]).toEqual([true, 'for A'])
    page.controller.deleteLate(recordingId)
    expect(page.state.late).toEqual([])
  })
})

describe('an upload', () => {
  it('tells its bytes, and the page half of the progress', async () => {
    const page = new Mounted()
    const through = deferred<void>()
    page.browser.onUpload = () => through.promise
    await page.controller.choose(wavFile())
    await page.pass(50)
    page.browser.watch?.onProgress(30, 100)
    expect([page.component.progress, page.state]).toMatchObject([15, { work: { stage: 'uploading', done: 30, total: 100 } }])
    through.resolve()
    await page.pass(100)
    expect(page.component.progress).toBe(100)
  })

  it.each(['cancel', 'discard', 'reset', 'close'] as const)('really ends with %s', async (end) => {
    const page = new Mounted()
    page.browser.onUpload = () => new Promise(() => undefined)
    await page.controller.choose(wavFile())
    await page.pass(50)
    page.controller[end]()
    expect(page.browser.watch?.signal.aborted).toBe(true)
  })

  it('whose answer was lost is found again, and not made twice', async () => {
    const page = new Mounted()
    await page.controller.choose(wavFile('never.wav'))
    await page.pass(100)
    page.browser.upload = async (file, path) => {
      page.browser.uploads += 1
      page.browser.files.set(path, file)
      return Promise.reject(networkError)
    }
    await page.controller.choose(wavFile())
    await page.pass(100)
    expect(page.component.status).toBe('failed')
    page.controller.send()
    await page.pass(100)
    expect([page.component.status, page.browser.uploads]).toEqual(['done', 2])
  })
})

describe('when a part cannot be fetched', () => {
  it('a file is refused with a reason, and the next one works', async () => {
    const page = new Mounted()
    const fetchPart = page.browser.onSendPart
    page.browser.onSendPart = () => Promise.reject(networkError)
    await page.controller.choose(wavFile())
    await page.pass(50)
    expect(page.component).toMatchObject({ status: 'failed', errorCode: failureOf('upload-failed', { reason: '' }).code })
    page.browser.onSendPart = fetchPart
    await page.controller.choose(wavFile())
    await page.pass(100)
    expect(page.component.status).toBe('done')
  })

  it('a recording stays in hand, and trying again works', async () => {
    const page = new Mounted()
    const fetchPart = page.browser.onSendPart
    page.browser.onSendPart = () => Promise.reject(networkError)
    await page.recordFor(1000)
    expect([page.component.status, heldOf(page.state)?.take.origin]).toEqual(['failed', 'microphone'])
    page.browser.onSendPart = fetchPart
    page.controller.send()
    await page.pass(100)
    expect(page.component.status).toBe('done')
  })
})

describe('long audio', () => {
  it('is shown with its price before it is sent', async () => {
    const page = new Mounted({ askAboveMinutes: 10 })
    page.browser.seconds = 3600
    page.browser.onPart = (name) => (name === 'price' ? Promise.resolve({ estimate: () => 0.36 }) : Promise.reject(new Error(name)))
    await page.controller.choose(wavFile())
    await page.pass(100)
    expect([page.component.status, heldOf(page.state)?.take.dollars, page.browser.uploads]).toEqual(['recorded', 0.36, 0])
    page.controller.send()
    await page.pass(100)
    expect(page.component.status).toBe('done')
  })

  it('of unknown length is not asked about', () => {
    expect(needsAsking({ durationSeconds: null }, readSettings({}))).toBe(false)
    expect(needsAsking({ durationSeconds: 1800 }, readSettings({}))).toBe(false)
    expect(needsAsking({ durationSeconds: 1801 }, readSettings({}))).toBe(true)
  })

  it.each([[maxAudioBytes + 1, null, true], [maxAudioBytes + 1, 7200, false], [maxAudioBytes + 1, 600, true], [9 * 1024 * 1024, 300, true], [9 * 1024 * 1024, null, false], [9 * 1024 * 1024, 3000, false], [1024, 1, false]])('of %d bytes and %d s is worth making small: %s', (bytes, seconds, expected) => {
    expect(isWorthConverting(bytes, seconds)).toBe(expected)
  })

  it('of ten hours is taken, although even small it is more than one request of the service can bring', async () => {
    const page = new Mounted({ askAboveMinutes: 600 })
    page.browser.seconds = 36_000
    expect(speechBytes(page.browser.seconds)).toBeGreaterThan(maxAudioBytes)
    await page.controller.choose(Object.defineProperty(wavFile('day.wav'), 'size', { value: speechBytes(page.browser.seconds) }))
    await page.pass(100)
    expect(page.component).toMatchObject({ status: 'done', errorCode: null })
    expect(page.browser.uploads).toBe(1)
  })
})

describe('what is dropped or pasted', () => {
  const data = (files: File[], items: object[] = []): DataTransfer => ({ files, items } as unknown as DataTransfer)

  it('are all the files, a folder, or nothing', () => {
    const files = [wavFile('a.wav'), wavFile('b.wav')]
    expect(filesOf(data(files))).toEqual(files)
    expect(filesOf(data(files, [{ kind: 'file', webkitGetAsEntry: () => ({ isDirectory: true }) }]))).toBe('folder')
    expect([filesOf(data([])), filesOf(null)]).toEqual([null, null])
  })
})
