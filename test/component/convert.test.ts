import { makeSmall, type ConvertWatch } from '../../ui-component/src/convert/door'
import { NoWorker, speechInWorker } from '../../ui-component/src/convert/in-worker'
import { FakeBrowser } from './fake-browser'
import { settle, useFakeTime, wavFile } from './mounted'

useFakeTime()

/** A worker that a test holds in its hands. */
class FakeWorker {
  static all: FakeWorker[] = []
  onmessage: ((event: { data: unknown }) => void) | null = null
  onerror: ((event: { message: string }) => void) | null = null
  isAlive = true
  readonly got: unknown[] = []

  constructor() {
    FakeWorker.all.push(this)
  }

  postMessage(message: unknown): void {
    this.got.push(message)
  }

  terminate(): void {
    this.isAlive = false
  }

  say(data: unknown): void {
    if (this.isAlive) this.onmessage?.({ data })
  }
}

const given = { Worker: globalThis.Worker, create: URL.createObjectURL, revoke: URL.revokeObjectURL }
const urls = new Set<string>()

beforeEach(() => {
  FakeWorker.all = []
  urls.clear()
  Object.assign(globalThis, { Worker: FakeWorker })
  Object.assign(URL, { createObjectURL: () => (urls.add('blob:1'), 'blob:1'), revokeObjectURL: (url: string) => void urls.delete(url) })
})

afterEach(() => {
  Object.assign(globalThis, { Worker: given.Worker })
  Object.assign(URL, { createObjectURL: given.create, revokeObjectURL: given.revoke })
})

const watching = (): ConvertWatch & { readonly steps: number[]; readonly way: AbortController } => {
  const steps: number[] = []
  const way = new AbortController()
  return { steps, way, signal: way.signal, onProgress: (part) => void steps.push(part) }
}

const started = (): { worker: FakeWorker; watch: ReturnType<typeof watching>; outcome: Promise<unknown> } => {
  const watch = watching()
  const outcome = speechInWorker('source', new Blob(['audio']), watch).catch((error: unknown) => error)
  const [worker] = FakeWorker.all
  if (!worker) throw new Error('no worker was started')
  return { worker, watch, outcome }
}

/** Whatever came of it: the worker has ended and its address is given back. */
const expectNothingLeft = (worker: FakeWorker): void => expect([worker.isAlive, urls.size]).toEqual([false, 0])

describe('a worker that makes audio small', () => {
  it('gets the file when it is ready, tells how far it is, and ends with the result', async () => {
    const { worker, watch, outcome } = started()
    expect(worker.got).toEqual([])
    worker.say({ type: 'ready' })
    expect(worker.got).toHaveLength(1)
    worker.say({ type: 'progress', part: 0.5 })
    const speech = new ArrayBuffer(3)
    worker.say({ type: 'done', speech })
    expect(await outcome).toBe(speech)
    expect(watch.steps).toEqual([0.5])
    expectNothingLeft(worker)
  })

  it('is killed when it goes no further, whatever it says meanwhile', async () => {
    const { worker, outcome } = started()
    worker.say({ type: 'ready' })
    worker.say({ type: 'progress', part: 0.2 })
    for (let second = 0; second < 40; second += 1) {
      worker.say({ type: 'progress', part: 0.2 })
      jest.advanceTimersByTime(1000)
    }
    expect(await outcome).toEqual(new Error('it goes no further'))
    expectNothingLeft(worker)
  })

  it('may take as long as it wants while it goes on', async () => {
    const { worker, outcome } = started()
    worker.say({ type: 'ready' })
    for (let step = 1; step <= 20; step += 1) {
      worker.say({ type: 'progress', part: step / 20 })
      jest.advanceTimersByTime(25_000)
    }
    worker.say({ type: 'done', speech: new ArrayBuffer(1) })
    expect(await outcome).toBeInstanceOf(ArrayBuffer)
  })

  it('ends at once when nobody wants the result any more', async () => {
    const { worker, watch, outcome } = started()
    worker.say({ type: 'ready' })
    watch.way.abort()
    expect(await outcome).toBeInstanceOf(Error)
    expectNothingLeft(worker)
  })

  it('that fails says why', async () => {
    const { worker, outcome } = started()
    worker.say({ type: 'ready' })
    worker.say({ type: 'failed', reason: 'it has no sound' })
    expect(await outcome).toEqual(new Error('it has no sound'))
    expectNothingLeft(worker)
  })

  it('that never begins is told apart, so that it can be done without one', async () => {
    const { worker, outcome } = started()
    worker.onerror?.({ message: 'blocked by a policy' })
    expect(await outcome).toBeInstanceOf(NoWorker)
    expectNothingLeft(worker)
  })
})

describe('the file stays as it is', () => {
  const large = wavFile('talk.wav', 1000)

  it.each([
    ['the part cannot be fetched', () => Promise.reject(new Error('offline'))],
    ['the part is something else', () => Promise.resolve('<html>')],
    ['making it small fails', () => Promise.resolve({ toSpeech: () => Promise.reject(new Error('it has no sound')) })],
    ['it would become larger', () => Promise.resolve({ toSpeech: () => Promise.resolve(new Blob([new Uint8Array(5000)])) })],
    ['nothing comes out', () => Promise.resolve({ toSpeech: () => Promise.resolve(new Blob([])) })],
  ])('when %s', async (_, onPart) => {
    const browser = new FakeBrowser()
    browser.onPart = onPart
    expect(await makeSmall(browser, large, watching())).toBeNull()
  })

  it('and otherwise its name follows its bytes', async () => {
    const browser = new FakeBrowser()
    browser.onPart = () => Promise.resolve({ toSpeech: () => Promise.resolve(new Blob(['OggS'])) })
    const small = await makeSmall(browser, large, watching())
    await settle()
    expect([small?.name, small?.type, small?.size]).toEqual(['talk.ogg', 'audio/ogg', 4])
  })
})
