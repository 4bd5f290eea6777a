import { heldOf } from '../../ui-component/src/state'
import { Device } from './device'
import { deferred } from './fake-browser'
import { Mounted, settle, useFakeTime, wavFile } from './mounted'

jest.mock('../../ui-component/src/keep/store', () => ({ openKeepStore: ({ store }: Device) => Promise.resolve(store) }))

useFakeTime()

const nameInHand = (page: Mounted): string | undefined => heldOf(page.state)?.take.file.name

describe('audio without a text that something else replaces', () => {
  it.each([
    ['another recording', (page: Mounted) => page.recordFor(1000)],
    ['a file', (page: Mounted) => page.controller.choose(wavFile('other.wav'))],
  ])('can be brought back after %s, and then the other one can', async (_, replace) => {
    const page = new Mounted({ sendAfterStop: false })
    await page.controller.choose(wavFile('first.wav'))
    await page.pass(100)
    await replace(page)
    await page.pass(100)
    const other = nameInHand(page)
    expect(page.state.undo?.file.name).toBe('first.wav')
    expect(page.controller.store.get().announcement).toMatch(/You can undo this for 10 seconds/)
    page.controller.undo()
    expect([page.state.type, nameInHand(page), page.state.undo?.file.name]).toEqual(['recorded', 'first.wav', other])
    await page.pass(10_100)
    expect([page.state.undo, page.browser.urls.size]).toEqual([null, 1])
  })

  it('can be brought back for its whole time after the other one was sent', async () => {
    const page = new Mounted()
    page.browser.onInvoke = () => Promise.reject(new Error('no'))
    await page.controller.choose(wavFile('first.wav'))
    await page.pass(100)
    const answer = deferred<unknown>()
    page.browser.onInvoke = () => answer.promise
    await page.recordFor(1000)
    await page.pass(20_000)
    expect(page.state.type).toBe('transcribing')
    answer.resolve({ text: 'hello' })
    await page.pass(9000)
    expect([page.state.type, page.state.undo?.file.name]).toEqual(['done', 'first.wav'])
    await page.pass(1100)
    expect(page.state.undo).toBeNull()
  })

  it('is over when it has its text', async () => {
    const page = new Mounted()
    await page.controller.choose(wavFile('first.wav'))
    await page.pass(100)
    await page.recordFor(1000)
    await page.pass(100)
    expect(page.state.undo).toBeNull()
  })

  it('is not taken back by Undo when it is kept on the device: there it waits', async () => {
    const device = new Device()
    const page = device.open({ sendAfterStop: false })
    await page.recordFor(2000)
    const first = heldOf(page.state)?.take.recordingId
    await page.recordFor(2000)
    await page.pass(100)
    expect([page.state.undo, page.state.unsent.map(({ recordingId }) => recordingId)]).toEqual([null, [first]])
    device.close()
    await settle()
  })
})
