import { createScope } from '../../ui-component/src/scope'
import { createStore } from '../../ui-component/src/store'

describe('a scope', () => {
  beforeEach(() => void jest.useFakeTimers())
  afterEach(() => void jest.useRealTimers())

  it('gives everything back once, newest first', () => {
    const order: string[] = []
    const scope = createScope()
    scope.add(() => order.push('first'))
    scope.add(() => order.push('second'))
    scope.close()
    scope.close()
    expect(order).toEqual(['second', 'first'])
  })

  it('runs a release at once that is registered after its end', () => {
    const scope = createScope()
    scope.close()
    const late = jest.fn()
    scope.add(late)
    expect(late).toHaveBeenCalledTimes(1)
  })

  it('gives back early only once', () => {
    const scope = createScope()
    const release = jest.fn()
    const early = scope.add(release)
    early()
    early()
    scope.close()
    expect(release).toHaveBeenCalledTimes(1)
  })

  it('closes its children, and a child that is closed is forgotten', () => {
    const scope = createScope()
    const [kept, ended] = [jest.fn(), jest.fn()]
    scope.child().add(kept)
    const child = scope.child()
    child.add(ended)
    child.close()
    expect([kept.mock.calls.length, ended.mock.calls.length]).toEqual([0, 1])
    scope.close()
    expect([kept.mock.calls.length, ended.mock.calls.length]).toEqual([1, 1])
  })

  it('has closed children when it is closed itself', () => {
    const scope = createScope()
    scope.close()
    expect(scope.child().closed).toBe(true)
  })

  it('reports a release that throws, and goes on with the others', () => {
    const report = jest.fn()
    const scope = createScope(report)
    const other = jest.fn()
    scope.add(other)
    scope.add(() => {
      throw new Error('broken')
    })
    scope.close()
    expect([other.mock.calls.length, report.mock.calls.length]).toEqual([1, 1])
  })

  it('stops timers and listeners', () => {
    const scope = createScope()
    const [once, often, heard] = [jest.fn(), jest.fn(), jest.fn()]
    const target = new EventTarget()
    scope.after(100, once)
    scope.every(30, often)
    scope.listen(target, 'ping', heard)
    jest.advanceTimersByTime(70)
    target.dispatchEvent(new Event('ping'))
    scope.close()
    jest.advanceTimersByTime(1000)
    target.dispatchEvent(new Event('ping'))
    expect([once.mock.calls.length, often.mock.calls.length, heard.mock.calls.length]).toEqual([0, 2, 1])
    expect(jest.getTimerCount()).toBe(0)
  })

  it('starts nothing after its end', () => {
    const scope = createScope()
    scope.close()
    const never = jest.fn()
    const target = new EventTarget()
    scope.after(1, never)
    scope.every(1, never)
    scope.listen(target, 'ping', never)
    target.dispatchEvent(new Event('ping'))
    jest.advanceTimersByTime(100)
    expect(never).not.toHaveBeenCalled()
  })
})

describe('a store', () => {
  it('tells every listener of every change until it leaves', () => {
    const store = createStore(1, () => undefined)
    const seen: number[] = []
    const leave = store.subscribe(() => seen.push(store.get()))
    store.set(2)
    store.set(2)
    leave()
    store.set(3)
    expect([seen, store.get()]).toEqual([[2], 3])
  })

  it('tells the others although one listener throws', () => {
    const report = jest.fn()
    const store = createStore(1, report)
    const other = jest.fn()
    store.subscribe(() => {
      throw new Error('broken')
    })
    store.subscribe(other)
    store.set(2)
    expect([other.mock.calls.length, report.mock.calls.length]).toEqual([1, 1])
  })
})
