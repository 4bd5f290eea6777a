import type { Row } from '../../ui-component/src/keep/row'
import { Device } from './device'
import { deferred } from './fake-browser'
import { settle, useFakeTime, wavFile, type Mounted } from './mounted'

jest.mock('../../ui-component/src/keep/store', () => ({ openKeepStore: ({ store }: Device) => Promise.resolve(store) }))

useFakeTime()

let device = new Device()
beforeEach(() => {
  device = new Device()
})
afterEach(async () => {
  device.close()
  await settle()
})

const hour = 3_600_000
const networkError = new Error('Network Error')
const unsent = (page: Mounted): string[] => page.state.unsent.map(({ recordingId }) => recordingId)

describe('whoever signs out', () => {
  const works: [string, (page: Mounted) => Promise<unknown>][] = [
    ['a recording', (page) => page.startRecording()],
    ['an upload', async (page) => {
      page.browser.onUpload = () => deferred<void>().promise
      await page.controller.choose(wavFile())
    }],
    ['a call', async (page) => {
      page.browser.onInvoke = () => deferred().promise
      await page.controller.choose(wavFile())
    }],
  ]

  it.each(works)('leaves nothing of %s that goes on', async (_, begin) => {
    device.user = 'anna'
    const page = device.open()
    await page.pass(100)
    await begin(page)
    await page.pass(500)
    expect(['recording', 'uploading', 'transcribing']).toContain(page.state.type)
    device.user = 'berta'
    await page.pass(4000)
    expect([page.state.type, page.browser.liveTracks, device.rows.size, page.component.transcript ?? '']).toEqual(['idle', 0, 0, ''])
  })

  it('leaves nothing in any of the components of the page', async () => {
    device.user = 'anna'
    const pages = [device.open({ sendAfterStop: false }), device.open({ sendAfterStop: false })]
    for (const page of pages) {
      await page.controller.choose(wavFile())
      await page.pass(200)
    }
    expect(pages.map(({ state }) => state.type)).toEqual(['recorded', 'recorded'])
    device.user = null
    for (const page of pages) await page.pass(4000)
    expect(pages.map(({ state }) => state.type)).toEqual(['idle', 'idle'])
  })

  it('after the components have gone leaves nothing on the device', async () => {
    device.user = 'anna'
    const page = device.open({ sendAfterStop: false })
    await page.recordFor(2000)
    page.controller.close()
    await page.pass(500)
    expect(device.rows.size).toBe(1)
    device.user = null
    await page.pass(4000)
    expect(device.rows.size).toBe(0)
  })
})

describe('what waited for the connection', () => {
  const queued = async (): Promise<Mounted> => {
    const page = device.open()
    page.browser.onUpload = () => Promise.reject(networkError)
    await page.recordFor(2000)
    await page.pass(500)
    expect([page.state.type, [...device.rows.values()].map(({ isQueued }) => isQueued)]).toEqual(['queued', [true]])
    return page
  }

  it('and was cancelled when it was sent is not sent by a later page', async () => {
    const page = await queued()
    page.browser.onUpload = () => deferred<void>().promise
    page.controller.send()
    await page.pass(100)
    page.controller.cancel()
    await page.pass(100)
    page.controller.close()
    await page.pass(100)
    const next = device.open()
    await next.pass(7000)
    expect([next.state.type, next.browser.uploads, unsent(next).length]).toEqual(['idle', 0, 1])
  })

  it('is sent by a later page when the page was closed while it was sent', async () => {
    const page = await queued()
    page.browser.onUpload = () => deferred<void>().promise
    page.controller.send()
    await page.pass(100)
    page.controller.close()
    await page.pass(100)
    const next = device.open()
    await next.pass(7000)
    expect([next.component.transcript, device.rows.size]).toEqual(['hello', 0])
  })
})

describe('what is kept', () => {
  it('is kept for its hours from its last second on', async () => {
    const page = device.open({ keepUnsentHours: 1, sendAfterStop: false })
    await page.startRecording()
    await page.pass(100)
    device.wallMs = 2 * hour
    page.recorder.data()
    await page.pass(100)
    page.controller.close()
    await page.pass(100)
    const next = device.open({ keepUnsentHours: 1 })
    await next.pass(100)
    expect(unsent(next)).toHaveLength(1)
    device.wallMs = 3.1 * hour
    await next.pass(4000)
    expect([unsent(next), device.rows.size]).toEqual([[], 0])
  })

  it('is offered again after it could not be read', async () => {
    device.leave('r1')
    const read = device.onRead
    device.onRead = () => Promise.reject(new Error('the disk is busy'))
    const page = device.open()
    await page.pass(100)
    page.controller.sendUnsent('r1')
    await page.pass(4000)
    expect([page.state.type, unsent(page), page.browser.reported.length]).toEqual(['idle', ['r1'], 1])
    device.onRead = read
    const other = device.open()
    await other.pass(100)
    expect(unsent(other)).toEqual(['r1'])
    other.controller.sendUnsent('r1')
    await other.pass(200)
    expect(other.component.transcript).toBe('hello')
  })

  it('tells the length that is known, and none that is not', async () => {
    const lengths: [string, Partial<Row>][] = [['ended', { durationSeconds: 7, pieces: 9 }], ['killed', { pieces: 5 }], ['film', { origin: 'file', fileName: 'film.mp4', pieces: 3, bytes: 12_000_000 }], ['job', { bytes: 0, pieces: 0, jobId: 'j' }]]
    lengths.forEach(([id, changes]) => device.leave(id, changes))
    const page = device.open({}, (browser) => void (browser.online = false))
    await page.pass(100)
    expect(page.state.unsent.map(({ recordingId, durationSeconds }) => [recordingId, durationSeconds])).toEqual([['ended', 7], ['killed', 5], ['film', null], ['job', null]])
  })

  it('is mended with its pauses', async () => {
    const facts: unknown[] = []
    const pauses = [{ atMs: 1000, durationMs: 5000 }]
    device.leave('r1', { durationSeconds: 2.5, pauses, mimeType: 'audio/mp4' })
    const page = device.open({}, (browser) => {
      const repairRecording = (audio: Blob, fact: unknown): Promise<object> => {
        facts.push(fact)
        return Promise.resolve({ audio, durationSeconds: 2.5 })
      }
      const { onPart } = browser
      browser.onPart = (name) => (name === 'repair' ? Promise.resolve({ repairRecording }) : onPart(name))
    })
    await page.pass(100)
    page.controller.sendUnsent('r1')
    await page.pass(200)
    expect(facts).toMatchObject([{ recordedMs: 2500, pauses }])
  })
})

describe('in a repeater', () => {
  const queuedFor = (recordId: string): void => device.leave('r1', { recordId, isQueued: true })
  const rows = (...recordIds: string[]): Mounted[] => recordIds.map((recordId) => device.open({ recordId }))
  const passAll = async (pages: readonly Mounted[], milliseconds: number): Promise<void> => {
    for (let left = milliseconds; left > 0; left -= 500) for (const page of pages) await page.pass(500)
  }

  it.each([['first', ['B', 'A']], ['last', ['A', 'B']]])('a recording that waited goes to its record, whether that looks %s', async (_, order) => {
    queuedFor('B')
    const pages = rows(...order)
    await passAll(pages, 7000)
    expect(pages.map(({ component }) => component.transcript ?? '')).toEqual(order.map((id) => (id === 'B' ? 'hello' : '')))
    expect(pages.flatMap(({ state }) => state.late)).toEqual([])
  })

  it('it goes to its record although that is drawn a moment later', async () => {
    queuedFor('B')
    const [first] = rows('A')
    await first?.pass(1000)
    const [later] = rows('B')
    await passAll([first as Mounted, later as Mounted], 7000)
    expect([first?.state.late, later?.component.transcript]).toEqual([[], 'hello'])
  })

  it('it is sent all the same when no record of the page is its own, and its text waits', async () => {
    queuedFor('C')
    const pages = rows('A', 'B')
    await passAll(pages, 7000)
    expect(pages[0]?.browser.calls.length).toBe(1)
    expect(pages[0]?.state.late).toMatchObject([{ recordId: 'C', transcript: { text: 'hello' } }])
  })
})
