import { parseConfiguration } from '../../service/src/configuration'
import { allowancesOf, estimateSeconds, resetsAt } from '../../service/src/quota/allowances'
import { openMinutesTable, type MinutesTable } from '../../service/src/quota/minutes-table'
import { openQuota } from '../../service/src/quota/quota'

const settings = (part: Record<string, string>) => parseConfiguration({ apiKey: 'k', ...part })
const now = new Date('2026-12-31T23:59:00Z')

/** Behaves like the table of the platform: one row an allowance, conditional adding. */
const memoryTable = () => {
  const seconds: Record<string, number> = {}
  const table: MinutesTable = {
    add: (rowId, add, limit) => {
      const used = seconds[rowId] ?? 0
      if (used >= limit) return Promise.resolve(false)
      seconds[rowId] = used + add
      return Promise.resolve(true)
    },
    correct: (rowId, add) => {
      seconds[rowId] = (seconds[rowId] ?? 0) + add
      return Promise.resolve()
    },
  }
  return { seconds, table }
}

describe('allowances', () => {
  test('belong to a user, to all guests together, and to the app', () => {
    const both = settings({ minutesPerUserPerDay: '1.5', minutesPerAppPerDay: '10' })
    expect(allowancesOf(both, 'U-1', '2026-12-31').map(({ rowId, limitSeconds }) => [rowId, limitSeconds])).toEqual([['user-U-1-2026-12-31', 90], ['app-2026-12-31', 600]])
    expect(allowancesOf(both, null, '2026-12-31')[0]?.rowId).toBe('guests-2026-12-31')
    expect(allowancesOf(both, "x' or '1'='1", '2026-12-31')[0]?.rowId).toBe('guests-2026-12-31')
    expect(allowancesOf(settings({}), 'U-1', '2026-12-31')).toEqual([])
  })

  test('start again at midnight UTC', () => {
    expect(resetsAt(now)).toBe('2027-01-01T00:00:00Z')
  })

  test('reserve a length that the container makes likely', () => {
    expect(estimateSeconds(16_000 * 60, 'mp3')).toBe(60)
    expect(estimateSeconds(10, 'webm')).toBe(1)
  })
})

describe('the table of the minutes', () => {
  /** A table in which another call makes the row of the day just after this one has found none. */
  const busyTable = (seconds: number) => {
    let row: number | null = null
    const asked: string[] = []
    return {
      asked,
      bulkUpdate: (where: string) => {
        asked.push('update')
        const limit = Number(/seconds < (\d+)/.exec(where)?.[1])
        const matches = row !== null && row < limit
        row ??= seconds
        return Promise.resolve(matches ? 1 : 0)
      },
      findById: () => Promise.resolve(row === null ? null : { seconds: row }),
      bulkCreate: () => Promise.reject(new Error('exists')),
    }
  }
  const openOn = (table: object): MinutesTable => {
    const instance = { Data: { of: () => table } }
    Object.assign(globalThis, { Backendless: { serverURL: `http://${Math.random()}`, initApp: () => instance } })
    return openMinutesTable()
  }
  afterAll(() => void Reflect.deleteProperty(globalThis, 'Backendless'))

  test('counts a call although another one began the day a moment before it', async () => {
    expect(await openOn(busyTable(10)).add('app-2026-12-31', 5, 60)).toBe(true)
    expect(await openOn(busyTable(60)).add('app-2026-12-31', 5, 60)).toBe(false)
  })

  test('asks nothing further when there are no minutes at all', async () => {
    const table = busyTable(0)
    expect(await openOn(table).add('app-2026-12-31', 5, 0)).toBe(false)
    expect(table.asked).toEqual(['update'])
  })
})

describe('openQuota', () => {
  const minute = 16_000 * 60

  test('replaces the estimate by the real length', async () => {
    const { seconds, table } = memoryTable()
    const quota = openQuota(settings({ minutesPerUserPerDay: '5' }), { userId: 'U' }, now, () => table)
    await quota.reserve(minute, 'mp3')
    expect(seconds).toEqual({ 'user-U-2026-12-31': 60 })
    expect(await quota.settle(12.3)).toEqual([])
    expect(seconds).toEqual({ 'user-U-2026-12-31': 13 })
  })

  test('gives everything back when one allowance is used up, and says when it starts again', async () => {
    const { seconds, table } = memoryTable()
    seconds['app-2026-12-31'] = 600
    const quota = openQuota(settings({ minutesPerUserPerDay: '5', minutesPerAppPerDay: '10' }), { userId: 'U' }, now, () => table)
    await expect(quota.reserve(minute, 'mp3')).rejects.toMatchObject({ key: 'app-quota-used', message: expect.stringMatching(/10 minutes.*2027-01-01T00:00:00Z/) })
    expect(seconds).toEqual({ 'user-U-2026-12-31': 0, 'app-2026-12-31': 600 })
  })

  test('gives the estimate back after a call that cost nothing', async () => {
    const { seconds, table } = memoryTable()
    const quota = openQuota(settings({ minutesPerAppPerDay: '10' }), {}, now, () => table)
    await quota.reserve(minute, 'mp3')
    await quota.release()
    expect(seconds).toEqual({ 'app-2026-12-31': 0 })
  })

  test('sends nothing when the minutes cannot be counted, and names the table to create', async () => {
    const broken: MinutesTable = { add: () => Promise.reject(new Error('Table not found')), correct: () => Promise.reject(new Error('Table not found')) }
    const quota = openQuota(settings({ minutesPerAppPerDay: '10' }), {}, now, () => broken)
    await expect(quota.reserve(minute, 'mp3')).rejects.toMatchObject({ key: 'quota-unavailable', message: expect.stringContaining('AudioMinutes') })
  })

  test('counts guest accounts as the one guest: anybody can make as many of them as wanted', async () => {
    const { seconds, table } = memoryTable()
    for (const userId of ['G-1', 'G-2']) await openQuota(settings({ minutesPerUserPerDay: '5' }), { userId, userRoles: ['GuestUser', 'JSUser'] }, now, () => table).reserve(minute, 'mp3')
    expect(seconds).toEqual({ 'guests-2026-12-31': 120 })
  })

  test('asks nothing without limits', async () => {
    const quota = openQuota(settings({}), {}, now, () => { throw new Error('opened') })
    await quota.reserve(minute, 'mp3')
    expect(await quota.settle(5)).toEqual([])
  })
})
