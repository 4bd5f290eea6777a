import type { CDPSession, Page } from 'playwright-core'
import { speakToFile } from '../support/spoken'
import { pickWords } from '../support/stand-in'
import { eventually, setDisplay } from './gestures'
import { startWorld, type World } from './world'

const cycles = 200
/** The first ones load what is loaded once (code, fonts, parts), and let the engine compile what it runs often. */
const warmups = 60
/** A player that leaves the page while it still loads finds its address given back. */
const playerHasGone = /ERR_FILE_NOT_FOUND/
const maxGrowth = 1.1
/** Enough for the recorder to have heard something. */
const shortMs = 200
const spoken = speakToFile(pickWords(2, 12))

let world: World

beforeAll(async () => {
  world = await startWorld({ wavPath: spoken.path })
})

afterAll(async () => {
  await world?.stop()
  spoken.remove()
})

/** What the page holds that must be given back. */
interface Held {
  readonly tracks: number
  readonly addresses: number
  readonly timers: number
  readonly contexts: number
}

declare const window: Window & { held?: () => Held; playground?: { events: unknown[] } }

/** Counts what is taken and given back; runs in the page before everything else. */
const countHeld = (): void => {
  const tracks = new Set<MediaStreamTrack>()
  const contexts = new Set<BaseAudioContext>()
  const addresses = new Set<string>()
  const timers = new Set<unknown>()
  const open = navigator.mediaDevices.getUserMedia.bind(navigator.mediaDevices)
  navigator.mediaDevices.getUserMedia = async (constraints) => {
    const stream = await open(constraints)
    stream.getTracks().forEach((track) => tracks.add(track))
    return stream
  }
  const create = URL.createObjectURL.bind(URL)
  const revoke = URL.revokeObjectURL.bind(URL)
  URL.createObjectURL = (thing: Blob) => {
    const address = create(thing)
    addresses.add(address)
    return address
  }
  URL.revokeObjectURL = (address) => {
    addresses.delete(address)
    revoke(address)
  }
  const later = window.setTimeout.bind(window) as (action: (...args: unknown[]) => void, delay?: number, ...args: unknown[]) => number
  const every = window.setInterval.bind(window)
  const forget = (id: unknown): boolean => timers.delete(id)
  Object.assign(window, {
    setTimeout: (action: unknown, delay?: number, ...args: unknown[]) => {
      const id = later(() => {
        forget(id)
        if (typeof action === 'function') (action as (...given: unknown[]) => void)(...args)
      }, delay)
      timers.add(id)
      return id
    },
    setInterval: (action: TimerHandler, delay?: number, ...args: unknown[]) => {
      const id = every(action, delay, ...args)
      timers.add(id)
      return id
    },
    AudioContext: class extends AudioContext {
      constructor(options?: AudioContextOptions) {
        super(options)
        contexts.add(this)
      }
    },
    held: () => {
      ;[...tracks].forEach((track) => track.readyState === 'ended' && tracks.delete(track))
      ;[...contexts].forEach((context) => context.state === 'closed' && contexts.delete(context))
      return { tracks: tracks.size, addresses: addresses.size, timers: timers.size, contexts: contexts.size }
    },
  })
  for (const name of ['clearTimeout', 'clearInterval'] as const) {
    const clear = window[name].bind(window)
    window[name] = (id) => {
      forget(id)
      clear(id)
    }
  }
}

const held = (page: Page): Promise<Held> => page.evaluate(() => window.held!())

/** Live bytes of the page after a thorough collection. */
const heapBytes = async (page: Page, session: CDPSession): Promise<number> => {
  // The log of the test page itself is not ours to count.
  await page.evaluate(() => void (window.playground!.events.length = 0))
  for (let turn = 0; turn < 3; turn += 1) await session.send('HeapProfiler.collectGarbage')
  return ((await session.send('Runtime.getHeapUsage')) as { usedSize: number }).usedSize
}

/**
 * On the page, recording, and away again: mostly in the midst of the recording, every fourth time with a finished one in hand. Runs wholly in the page,
 * because each call from outside leaves something of its own in the memory that is measured. Answers how many were finished.
 */
const runCycles = async ([count, shortMs]: readonly [number, number]): Promise<number> => {
  const { playground } = window as unknown as { playground: { current: { getComponentByUid(uid: string): Record<string, unknown> } } }
  const patienceMs = 60_000
  const until = async <T>(read: () => T | null | undefined | false): Promise<T> => {
    for (const end = Date.now() + patienceMs; Date.now() < end; await new Promise((resolve) => requestAnimationFrame(resolve))) {
      const found = read()
      if (found) return found
    }
    throw new Error(`Waited too long: ${read.toString()}`)
  }
  const status = (): unknown => playground.current.getComponentByUid('transcriber')['status']
  const button = (words: string): HTMLElement | undefined => [...document.querySelectorAll<HTMLElement>('.bl-customComponent-audioTranscriber button')].find(({ innerText }) => innerText.trim() === words)
  const press = async (words: string): Promise<void> => {
    const found = await until(() => button(words))
    found.dispatchEvent(new PointerEvent('click', { bubbles: true, pointerType: 'mouse' }))
  }
  const show = (isShown: boolean): void => {
    playground.current.getComponentByUid('area')['display'] = isShown
  }
  let finished = 0
  for (let index = 0; index < count; index += 1) {
    show(true)
    await press('Start recording')
    await until(() => status() === 'recording')
    if (index % 4 === 0) {
      await new Promise((resolve) => setTimeout(resolve, shortMs))
      await press('Stop recording')
      // On a busy machine so short a recording may be empty: then it has failed.
      await until(() => status() === 'recorded' || status() === 'failed')
      if (status() === 'recorded') finished += 1
    }
    show(false)
    await until(() => !button('Start recording') && !button('Stop recording') && !button('Record again') && !button('Try again'))
  }
  return finished
}

it(`gives back every track, address, timer and audio context in ${cycles} rounds of mounting, recording and leaving, and the memory stays as it is`, async () => {
  const settings = { sendAfterStop: 'false', keepUnsent: 'false' }
  await world.open({ expectedComplaints: playerHasGone, prepare: (page) => page.addInitScript(countHeld).then(() => undefined), variant: { settings } }, async (opened) => {
    const { page, context } = opened
    const session = await context.newCDPSession(page)
    await setDisplay(page, false)
    const before = await held(page)
    await page.evaluate(runCycles, [warmups, shortMs] as const)
    const heapBefore = await heapBytes(page, session)
    expect(await page.evaluate(runCycles, [cycles, shortMs] as const)).toBeGreaterThan(cycles / 8)
    await eventually(() => held(page), before)
    expect((await heapBytes(page, session)) / heapBefore).toBeLessThan(maxGrowth)
  })
}, 400_000)
