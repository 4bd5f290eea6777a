import { createHost } from '../../ui-component/src/bridge'
import { createController, type Controller } from '../../ui-component/src/controller'
import type { State } from '../../ui-component/src/state'
import { FakeBrowser, type FakeRecorder } from './fake-browser'

/** A component on a page without React: the controller, a component object that records writes, and a clock that a test moves. */
export class Mounted {
  /** What stands in the properties; settings in, outputs out. */
  readonly component: Record<string, unknown>
  /** Writes and events in the order in which they happened. */
  readonly journal: string[] = []
  readonly events: { name: string; context: Record<string, unknown>; transcript: unknown }[] = []
  readonly controller: Controller

  constructor(settings: Record<string, unknown> = {}, handlers: Record<string, (context: unknown) => unknown> = {}, readonly browser = new FakeBrowser()) {
    // Keeping has tests of its own, in a browser that can store.
    const values: Record<string, unknown> = { keepUnsent: false, ...settings }
    this.component = new Proxy(values, {
      set: (target, name, value) => {
        this.journal.push(String(name))
        target[String(name)] = value
        return true
      },
    })
    const eventHandlers = Object.fromEntries(
      ['onStatusChange', 'onAudioReady', 'onTranscript', 'onRecovered', 'onError', 'onProgress'].map((name) => [
        name,
        (context: unknown) => {
          this.journal.push(name)
          this.events.push({ name, context: context as Record<string, unknown>, transcript: values.transcript })
          return handlers[name]?.(context)
        },
      ]),
    )
    this.controller = createController(this.browser, createHost(() => ({ component: this.component, eventHandlers }), this.browser.report))
    this.controller.begin()
    this.controller.checkObstacle()
  }

  get state(): State {
    return this.controller.store.get().state
  }

  get recorder(): FakeRecorder {
    const recorder = this.browser.recorders.at(-1)
    if (!recorder) throw new Error('nothing records')
    return recorder
  }

  /** The values of `onStatusChange`, in their order. */
  get statuses(): unknown[] {
    return this.events.filter(({ name }) => name === 'onStatusChange').map(({ context }) => context.status)
  }

  fired(name: string): Record<string, unknown>[] {
    return this.events.filter((event) => event.name === name).map(({ context }) => context)
  }

  /** Lets time pass, with everything that promises, file reads and timers do in it. */
  async pass(milliseconds = 0): Promise<void> {
    await passTime(this.browser, milliseconds)
  }

  async startRecording(): Promise<void> {
    this.controller.record(true)
    await this.pass()
  }

  async recordFor(milliseconds: number): Promise<void> {
    await this.startRecording()
    await this.pass(milliseconds)
    this.controller.stop()
    await this.pass(500)
  }
}

/** Moves the clock of a browser, with everything that happens meanwhile. */
export const passTime = async (browser: FakeBrowser, milliseconds: number): Promise<void> => {
  await settle()
  for (let left = milliseconds; left > 0; left -= 10) {
    browser.nowMs += Math.min(10, left)
    jest.advanceTimersByTime(Math.min(10, left))
  }
  await settle()
}

/** Reading a Blob takes real turns of the event loop, so `setImmediate` is never faked. */
export const settle = async (): Promise<void> => {
  for (let turn = 0; turn < 12; turn += 1) await new Promise((resolve) => setImmediate(resolve))
}

export const useFakeTime = (): void => {
  beforeEach(() => {
    jest.useFakeTimers({ doNotFake: ['setImmediate', 'nextTick', 'queueMicrotask', 'performance', 'Date'] })
  })
  afterEach(() => {
    jest.useRealTimers()
  })
}

/** A file of real-looking bytes. */
export const wavFile = (name = 'talk.wav', extraBytes = 0): File => {
  const head = [...'RIFF'].map((letter) => letter.charCodeAt(0)).concat([0, 0, 0, 0], [...'WAVE'].map((letter) => letter.charCodeAt(0)))
  return new File([new Uint8Array(head), new Uint8Array(extraBytes)], name, { type: 'audio/wav' })
}
