import { minutesTable, warn, type AudioType, type Warning } from '../../../contract'
import type { Settings } from '../configuration'
import { ServiceError } from '../errors'
import { personOf, type Caller } from '../platform'
import { allowancesOf, estimateSeconds, resetsAt, type Allowance } from './allowances'
import { openMinutesTable, type MinutesTable } from './minutes-table'

/** Counts the minutes of one call against the daily allowances. */
export interface Quota {
  /** Takes an estimate out of every allowance before anything is paid; throws when one is used up. */
  readonly reserve: (byteLength: number, container: AudioType['container']) => Promise<void>
  /** Replaces the estimate by the real length; null keeps it. */
  readonly settle: (seconds: number | null) => Promise<Warning[]>
  /** Gives the estimate back after a call that cost nothing. */
  readonly release: () => Promise<void>
}

const unlimited: Quota = { reserve: () => Promise.resolve(), settle: () => Promise.resolve([]), release: () => Promise.resolve() }

const unavailable = (cause: unknown): ServiceError =>
  new ServiceError('quota-unavailable', { table: minutesTable.name, columns: Object.entries(minutesTable.columns).map(([name, type]) => `${name} (${type})`).join(', ') }, cause)

/** Opens the counting for one call; without limits nothing is asked or written. */
export const openQuota = (settings: Settings, caller: Caller, now: Date, open: () => MinutesTable = openMinutesTable): Quota => {
  const allowances = allowancesOf(settings, personOf(caller), now.toISOString().slice(0, 10))
  if (allowances.length === 0) return unlimited
  let reservedSeconds = 0
  let reserved: Allowance[] = []

  const correctAll = async (seconds: number): Promise<void> => {
    const rows = reserved
    await Promise.all(rows.map(({ rowId }) => open().correct(rowId, seconds)))
  }
  const release = async (): Promise<void> => {
    await correctAll(-reservedSeconds).catch(() => undefined)
    reserved = []
  }
  const reserve = async (byteLength: number, container: AudioType['container']): Promise<void> => {
    reservedSeconds = estimateSeconds(byteLength, container)
    for (const allowance of allowances) {
      const added = await open().add(allowance.rowId, reservedSeconds, allowance.limitSeconds).catch(async (error: unknown) => {
        await release()
        throw unavailable(error)
      })
      if (!added) {
        await release()
        throw new ServiceError(allowance.error, { limit: allowance.limitMinutes, resetsAt: resetsAt(now) })
      }
      reserved.push(allowance)
    }
  }
  const settle = async (seconds: number | null): Promise<Warning[]> => {
    try {
      if (seconds !== null) await correctAll(Math.ceil(seconds) - reservedSeconds)
      return []
    } catch {
      return [warn('quota-not-counted')]
    }
  }
  return { reserve, settle, release }
}
