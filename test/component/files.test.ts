import { audioTypeOf, maxSourceBytes } from '../../contract'
import { anyFailure as failureOf } from '../../ui-component/src/all-failures'
import { checkFile, fileOfDrop } from '../../ui-component/src/picking'
import { heldOf } from '../../ui-component/src/state'
import { nameFor, recordedType, recordingName } from '../../ui-component/src/take'
import { deferred } from './fake-browser'
import { Mounted, useFakeTime, wavFile } from './mounted'

useFakeTime()

/** Nobody makes a file of two gigabytes for this. */
const ofSize = (size: number): File => Object.defineProperty(wavFile('long.wav'), 'size', { value: size })

describe('a picked file', () => {
  it.each([
    ['of 0 bytes', new File([], 'a.wav'), 'file-empty'],
    ['that is a renamed PDF', new File(['%PDF-1.7 and more'], 'talk.mp3', { type: 'audio/mpeg' }), 'file-not-audio'],
    ['that is text', new File(['just words'], 'talk.mp3'), 'file-not-audio'],
    ['that is too large', ofSize(maxSourceBytes + 1), 'file-too-large'],
  ] as const)('%s is refused by name, before anything is uploaded', async (_, file, key) => {
    const page = new Mounted()
    await page.controller.choose(file)
    await page.pass(50)
    expect(page.state).toMatchObject({ type: 'failed', step: 'file', fileName: file.name })
    expect(page.component.errorCode).toBe(failureOf(key).code)
    expect([page.browser.uploads, page.browser.urls.size]).toEqual([0, 0])
  })

  it('says what it is instead, and how large it is', async () => {
    const pdf = await checkFile(new File(['%PDF-1.7'], 'talk.mp3'))
    expect(pdf).toMatchObject({ ok: false, failure: { advice: expect.stringContaining('a PDF document') } })
    const large = await checkFile(ofSize(2050 * 1024 * 1024 + 1))
    expect(large).toMatchObject({ ok: false, failure: { sentence: 'The audio is too large: 2050.1 MB, the limit is 2048 MB.' } })
  })

  it('exactly as large as the limit is accepted', async () => {
    expect(await checkFile(ofSize(maxSourceBytes))).toMatchObject({ ok: true })
  })

  it('that the browser cannot read is a folder', async () => {
    const folder = Object.assign(new File(['x'], 'folder'), { slice: () => ({ arrayBuffer: () => Promise.reject(new Error('NotReadableError')) }) })
    expect(await checkFile(folder)).toEqual({ ok: false, failure: failureOf('folder-dropped') })
  })

  it('does not take the place of the audio in hand when it is refused', async () => {
    const page = new Mounted({ sendAfterStop: false })
    await page.recordFor(1000)
    await page.controller.choose(new File([], 'a.wav'))
    await page.pass(50)
    expect(page.state.type).toBe('failed')
    expect(heldOf(page.state)?.take.origin).toBe('microphone')
  })

  it('is known with name, type, size and length before it is sent', async () => {
    const page = new Mounted({ sendAfterStop: false })
    await page.controller.choose(wavFile('talk.mp3'))
    expect(page.fired('onAudioReady')).toEqual([{ fileName: 'talk.wav', mimeType: 'audio/wav', sizeBytes: 12, durationSeconds: 12.5 }])
    expect(page.component).toMatchObject({ status: 'recorded', durationSeconds: 12.5 })
  })

  it('loses against a recording that was started while it was looked at', async () => {
    const page = new Mounted()
    const measured = deferred<number | null>()
    page.browser.mediaSeconds = () => measured.promise
    const choosing = page.controller.choose(wavFile())
    await page.startRecording()
    measured.resolve(3)
    await choosing
    expect(page.state.type).toBe('recording')
    expect(page.browser.urls.size).toBe(0)
  })

  it('loses against a file that was chosen later', async () => {
    const page = new Mounted({ sendAfterStop: false })
    const first = deferred<number | null>()
    page.browser.mediaSeconds = () => first.promise
    const slow = page.controller.choose(wavFile('first.wav'))
    await page.pass()
    page.browser.mediaSeconds = () => Promise.resolve(1)
    await page.controller.choose(wavFile('second.wav'))
    first.resolve(1)
    await slow
    expect(page.controller.getFile()?.name).toBe('second.wav')
  })

  it('is not taken while something is being recorded', async () => {
    const page = new Mounted()
    await page.startRecording()
    await page.controller.choose(wavFile())
    await page.pass(50)
    expect(page.state.type).toBe('recording')
  })
})

describe('a drop', () => {
  const item = (isDirectory: boolean): unknown => ({ kind: 'file', webkitGetAsEntry: () => ({ isDirectory }) })
  const file = wavFile()

  it.each([
    ['a folder', { items: [item(true)], files: [file] }, 'folder'],
    ['a file', { items: [item(false)], files: [file] }, file],
    ['a file in a browser without entries', { items: [{ kind: 'file' }], files: [file] }, file],
    ['text', { items: [{ kind: 'string' }], files: [] }, null],
    ['nothing', null, null],
  ])('of %s is recognised', (_, data, expected) => {
    expect(fileOfDrop(data as unknown as DataTransfer | null)).toBe(expected)
  })

  it('of a folder is a named failure', async () => {
    const page = new Mounted()
    await page.controller.choose('folder')
    expect(page.component).toMatchObject({ status: 'failed', errorCode: failureOf('folder-dropped').code })
  })
})

describe('names', () => {
  it.each([
    ['talk.mp3', 'mp3', 'talk.mp3'],
    ['TALK.MPGA', 'mp3', 'TALK.MPGA'],
    ['talk.mp3', 'wav', 'talk.wav'],
    ['talk', 'ogg', 'talk.ogg'],
    ['.mp3', 'wav', 'audio.wav'],
    ['../../etc/😀 talk?.wav', 'wav', '..-..-etc-😀 talk-.wav'],
    ['two.dots.m4a', 'mp4', 'two.dots.m4a'],
  ] as const)('%s with the bytes of %s becomes %s', (original, container, expected) => {
    expect(nameFor(original, audioTypeOf(container))).toBe(expected)
  })

  it('of recordings sort by time', () => {
    expect(recordingName(new Date(2026, 0, 2, 3, 4, 5), audioTypeOf('webm'))).toBe('recording-2026-01-02-030405.webm')
  })

  it.each([['audio/mp4; codecs=mp4a', 'mp4'], ['audio/ogg;codecs=opus', 'ogg'], ['', 'webm'], ['audio/x-unknown', 'webm']] as const)('of unknown bytes follow what the recorder says (%s)', (mimeType, container) => {
    expect(recordedType({ kind: 'other', what: 'x', advice: 'not-audio' }, mimeType)).toBe(audioTypeOf(container))
  })

  it('follow the bytes when the recorder says something else', () => {
    expect(recordedType({ kind: 'audio', type: audioTypeOf('mp4') }, 'audio/webm')).toBe(audioTypeOf('mp4'))
  })
})
