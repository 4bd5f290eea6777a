import { anyFailure as failureOf } from '../../ui-component/src/all-failures'
import { heldOf } from '../../ui-component/src/state'
import { deferred } from './fake-browser'
import { Mounted, useFakeTime, wavFile } from './mounted'

useFakeTime()

const listing = (page: Mounted): string[] => [...page.browser.files.keys()]
const failing = (error: Error) => (): Promise<never> => Promise.reject(error)
const networkError = new Error('Network Error')

describe('what lies in the file storage', () => {
  const endings: [string, Record<string, unknown>, (page: Mounted) => void | Promise<void>][] = [
    ['success', {}, () => undefined],
    ['no speech', { onInvoke: () => Promise.resolve({ text: '' }) }, () => undefined],
    ['cancel while transcribing', { onInvoke: () => deferred().promise }, (page) => page.controller.cancel()],
    ['discard while transcribing', { onInvoke: () => deferred().promise }, (page) => page.controller.discard()],
    ['reset while transcribing', { onInvoke: () => deferred().promise }, (page) => page.controller.reset()],
    ['leaving the page while transcribing', { onInvoke: () => deferred().promise }, (page) => page.controller.close()],
    ['a failed call, then discard', { onInvoke: failing(networkError) }, (page) => page.controller.discard()],
    ['a failed call, then leaving the page', { onInvoke: failing(networkError) }, (page) => page.controller.close()],
    ['a failed call, then another file', { onInvoke: failing(networkError) }, async (page) => {
      page.browser.onInvoke = () => Promise.resolve({ text: 'other' })
      await page.controller.choose(wavFile('other.wav'))
    }],
  ]

  it.each(endings)('after %s is nothing', async (_, browser, end) => {
    const page = new Mounted()
    Object.assign(page.browser, browser)
    await page.controller.choose(wavFile())
    await page.pass(100)
    await end(page)
    await page.pass(100)
    expect(page.browser.uploads).toBeGreaterThan(0)
    expect(listing(page)).toEqual([])
    expect(page.component.audioUrl ?? null).toBeNull()
  })

  it.each(['cancel', 'discard', 'reset', 'close'] as const)('after %s while uploading is nothing, as soon as the upload is through', async (end) => {
    const page = new Mounted()
    const through = deferred<void>()
    page.browser.onUpload = () => through.promise
    await page.controller.choose(wavFile())
    await page.pass(50)
    expect(page.state.type).toBe('uploading')
    page.controller[end]()
    through.resolve()
    await page.pass(100)
    expect([listing(page), page.browser.removed.length, page.browser.calls.length]).toEqual([[], 1, 0])
  })

  it('is the file, when it is to be kept, and its address is bound', async () => {
    const page = new Mounted({ saveSource: true })
    await page.controller.choose(wavFile())
    await page.pass(100)
    page.controller.close()
    await page.pass(100)
    expect(listing(page)).toEqual(['audio/random0.wav'])
    expect(page.component.audioUrl).toBe('https://files.example/audio/random0.wav')
  })

  it('has its address bound only while the file is there', async () => {
    const page = new Mounted()
    const answer = deferred<unknown>()
    page.browser.onInvoke = () => answer.promise
    await page.controller.choose(wavFile())
    await page.pass(100)
    expect(page.component.audioUrl).toBe('https://files.example/audio/random0.wav')
    answer.resolve({ text: 'hello' })
    await page.pass(100)
    expect(page.component.audioUrl).toBeNull()
  })

  it('does not disturb the transcript when it cannot be removed', async () => {
    const page = new Mounted()
    page.browser.onRemove = failing(new Error('no right to delete'))
    await page.controller.choose(wavFile())
    await page.pass(100)
    expect(page.component).toMatchObject({ status: 'done', errorCode: null })
    expect(page.browser.reported).toHaveLength(1)
  })
})

describe('trying again', () => {
  it('after a failed call uploads nothing a second time', async () => {
    const page = new Mounted()
    page.browser.onInvoke = failing(networkError)
    await page.controller.choose(wavFile())
    await page.pass(100)
    page.browser.onInvoke = () => Promise.resolve({ text: 'hello' })
    page.controller.send()
    await page.pass(100)
    expect([page.component.transcript, page.browser.uploads, page.browser.calls.length]).toEqual(['hello', 1, 2])
    expect(page.browser.calls[1]?.parameters).toEqual(page.browser.calls[0]?.parameters)
    expect(listing(page)).toEqual([])
  })

  it('after a failed upload uploads again', async () => {
    const page = new Mounted()
    page.browser.onUpload = failing(networkError)
    await page.controller.choose(wavFile())
    await page.pass(100)
    expect(page.component).toMatchObject({ status: 'failed', errorCode: failureOf('upload-failed').code })
    page.browser.onUpload = () => Promise.resolve()
    page.controller.send()
    await page.pass(100)
    expect([page.component.transcript, page.browser.uploads]).toEqual(['hello', 2])
    expect(page.component).toMatchObject({ errorCode: null, errorMessage: null, errorAdvice: null })
  })

  it('keeps the audio in hand all the time', async () => {
    const page = new Mounted()
    page.browser.onInvoke = failing(networkError)
    await page.controller.choose(wavFile())
    for (let attempt = 0; attempt < 3; attempt += 1) {
      await page.pass(100)
      expect(page.state.type).toBe('failed')
      expect(page.controller.getFile()?.name).toBe('talk.wav')
      page.controller.send()
    }
    page.controller.download()
    expect(page.browser.downloads).toEqual(['talk.wav'])
  })
})

describe('object addresses', () => {
  it('are given back with the audio they belong to', async () => {
    const page = new Mounted({ sendAfterStop: false })
    await page.recordFor(1000)
    await page.controller.choose(wavFile())
    await page.pass(100)
    // The recording, which has no text, can still be brought back.
    expect(page.browser.urls.size).toBe(2)
    page.controller.discard()
    expect(page.browser.urls.size).toBe(1)
    await page.pass(10_100)
    expect(page.browser.urls.size).toBe(0)
  })

  it('are all given back when the component goes', async () => {
    const page = new Mounted({ sendAfterStop: false })
    await page.recordFor(1000)
    page.controller.close()
    expect(page.browser.urls.size).toBe(0)
  })

  it('live on for the whole time after a second discard of the same recording', async () => {
    const page = new Mounted({ sendAfterStop: false })
    await page.recordFor(1000)
    page.controller.discard()
    await page.pass(5000)
    page.controller.undo()
    page.controller.discard()
    await page.pass(9000)
    expect(page.browser.urls.size).toBe(1)
    await page.pass(1100)
    expect(page.browser.urls.size).toBe(0)
  })

  it('live on when a discarded recording is brought back in time', async () => {
    const page = new Mounted({ sendAfterStop: false })
    await page.recordFor(1000)
    page.controller.discard()
    await page.pass(9000)
    page.controller.undo()
    await page.pass(5000)
    const take = heldOf(page.state)?.take
    expect(page.browser.urls.has(String(take?.playUrl))).toBe(true)
  })
})
