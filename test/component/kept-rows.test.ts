import { createLeases } from '../../ui-component/src/keep/owners'
import { inHand, whyLeft } from '../../ui-component/src/keep/in-hand'
import { isExpired, isForeign, isOf, newRow, type Row } from '../../ui-component/src/keep/row'
import type { KeepStore } from '../../ui-component/src/keep/store'
import { useFakeTime } from './mounted'
import { held, stateOf, take } from './states'

useFakeTime()

describe('what is kept', () => {
  const row = (changes: Partial<Row> = {}): Row => newRow({ recordingId: 'r', recordId: '', userId: 'anna', startedAtMs: 1000, mimeType: 'audio/webm' }, changes)
  const hour = 3_600_000

  it.each([['anna', true, false], ['berta', false, true], [null, false, false]])('by Anna is of %s: %s, and theirs to be removed: %s', (user, isTheirs, isRemoved) => {
    expect([isOf(row(), user), isForeign(row(), user)]).toEqual([isTheirs, isRemoved])
  })

  it('without anybody signed in belongs to nobody, and is removed for nobody', () => {
    expect([isOf(row({ userId: null }), null), isOf(row({ userId: null }), 'anna'), isForeign(row({ userId: null }), 'anna')]).toEqual([true, false, false])
  })

  it('is over after its hours, but not because a clock was set back', () => {
    expect([isExpired(row(), 1000 + 24 * hour, 24), isExpired(row(), 1001 + 24 * hour, 24), isExpired(row({ startedAtMs: 99 * hour }), 0, 24)]).toEqual([false, true, false])
  })

  it('and in hand is not offered a second time', () => {
    expect(inHand(stateOf('recording', { waiting: [take(3)], undo: take(4) }))).toEqual(['r1'])
    expect(inHand(stateOf('idle'))).toEqual([])
  })

  it('is put back when something else takes its place, and removed when it was discarded or its text is there', () => {
    const other = held(2, { take: { ...take(2), recordingId: 'r2' } })
    expect(whyLeft(stateOf('recorded'), stateOf('recorded', { held: other }), 'r1')).toBe('put-back')
    expect(whyLeft(stateOf('idle', { undo: take(1) }), stateOf('idle'), 'r1')).toBe('over')
    expect(whyLeft(stateOf('done'), stateOf('recorded', { held: other }), 'r1')).toBe('over')
    expect(whyLeft(stateOf('recorded'), stateOf('idle'), 'r1')).toBe('over')
  })

  it('belongs to one tab where there are no locks, until that tab is silent for long', async () => {
    let now = 0
    let owner: { name: string; untilMs: number } | null = null
    const store = {
      lease: (_: string, name: string, nowMs: number, untilMs: number) => {
        if (owner && owner.name !== name && owner.untilMs > nowMs) return Promise.resolve(false)
        owner = { name, untilMs }
        return Promise.resolve(true)
      },
      change: () => {
        owner = null
        return Promise.resolve()
      },
    } as unknown as KeepStore
    const [one, two] = ['one', 'two'].map((name) => createLeases(store, name, () => now))
    expect([await one?.claim('r'), await two?.claim('r')]).toEqual([true, false])
    now = 60_000
    await one?.renew()
    now = 120_000
    expect(await two?.claim('r')).toBe(false)
    now = 300_000
    expect(await two?.claim('r')).toBe(true)
    two?.release('r')
    expect(await one?.claim('r')).toBe(true)
  })
})
