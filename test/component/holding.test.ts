import { actionsOf, type Command } from '../../ui-component/src/actions'
import { createHolding } from '../../ui-component/src/view/holding'
import { deferred } from './fake-browser'
import { Mounted, useFakeTime } from './mounted'

useFakeTime()

type Handler = (event: object) => void

/** The button of a page where holding talks; the question for the microphone is open until it is answered. */
const open = () => {
  const page = new Mounted({ sendAfterStop: false, holdToTalk: true })
  const question = deferred<void>()
  page.browser.onOpen = () => question.promise
  const holding = createHolding(page.controller)
  const run = (command: Command): void => (page.controller as unknown as Record<string, () => void>)[command]?.()
  /** As React does it: what the button does now is what it was when it was last drawn. Whether the browser goes on with it is the answer. */
  const fire = (type: string, init: object = {}): boolean => {
    const { command } = actionsOf(page.state, { source: 'both' }).primary
    let isFree = true
    ;(holding(command, () => run(command)) as Record<string, Handler | undefined>)[type]?.({ ...init, preventDefault: () => void (isFree = false) })
    return isFree
  }
  const key = (key: string, isDown: boolean): boolean => fire(isDown ? 'onKeyDown' : 'onKeyUp', { key })
  return {
    page, fire, key,
    down: () => fire('onPointerDown', { pointerType: 'mouse', pointerId: 1, currentTarget: { setPointerCapture: () => undefined } }),
    /** A pointer that is lifted makes a click. */
    up: () => {
      fire('onPointerUp')
      fire('onClick', { detail: 1 })
    },
    allow: async () => {
      question.resolve()
      await page.pass(0)
    },
  }
}

it('a short press while the browser still asks records, and the next one ends it', async () => {
  const { page, down, up, allow } = open()
  down()
  await page.pass(100)
  up()
  expect(page.state.type).toBe('asking')
  await allow()
  expect(page.state.type).toBe('recording')
  await page.pass(2000)
  down()
  up()
  await page.pass(500)
  expect(page.state.type).toBe('recorded')
})

it('a hold that ends while the browser still asks records nothing, and the next hold does', async () => {
  const { page, down, up, allow } = open()
  down()
  await page.pass(1000)
  up()
  expect(page.state.type).toBe('idle')
  await allow()
  down()
  await page.pass(1000)
  expect(page.state.type).toBe('recording')
  up()
  await page.pass(500)
  expect(page.state.type).toBe('recorded')
})

it.each(['Enter', ' '])('the key %j records while it is held, although it repeats while the browser asks', async (name) => {
  const { page, key, allow } = open()
  key(name, true)
  await page.pass(300)
  // A repeated key that is not prevented clicks.
  expect([page.state.type, key(name, true)]).toEqual(['asking', false])
  await allow()
  // What is said to those who use keys ends first.
  await page.pass(3000)
  expect(page.state.type).toBe('recording')
  expect(key(name, false)).toBe(false)
  await page.pass(500)
  expect(page.state.type).toBe('recorded')
})

it('a hold that outlasts the longest recording does not keep the next one from beginning', async () => {
  const { page, down, up, allow } = open()
  page.component.maxSeconds = 1
  await allow()
  down()
  await page.pass(2500)
  expect(page.state.type).toBe('recorded')
  up()
  page.controller.discard()
  down()
  await page.pass(100)
  expect(page.state.type).toBe('recording')
})

it('Cancel works as ever while the browser asks, with a pointer and with a key', () => {
  const { page, down, up, key, fire } = open()
  down()
  up()
  expect(page.state.type).toBe('asking')
  down()
  up()
  expect(page.state.type).toBe('idle')
  key('Enter', true)
  key('Enter', false)
  expect([page.state.type, key('Enter', true)]).toEqual(['asking', true])
  fire('onClick', { detail: 0 })
  expect(page.state.type).toBe('idle')
})
