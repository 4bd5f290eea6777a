import { readFileSync, writeFileSync } from 'node:fs'

const kilobyte = 1024
const resetPeak = '5'

const read = (pid: number, field: 'VmHWM' | 'VmRSS'): number => {
  const found = new RegExp(`^${field}:\\s+(\\d+) kB`, 'm').exec(readFileSync(`/proc/${pid}/status`, 'utf8'))
  if (!found) throw new Error(`The kernel tells no ${field}.`)
  return Number(found[1]) * kilobyte
}

/** Bytes of one piece of work in one process, as the kernel counted them. */
export interface PeakMemory {
  readonly baselineBytes: number
  readonly peakBytes: number
}

/**
 * Resident memory of another process before and at the peak of some work. The kernel's own high-water mark is set back
 * just before, so that no peak is missed between two looks and none from loading counts. Linux only.
 */
export const peakDuring = async (pid: number, work: () => Promise<unknown>): Promise<PeakMemory> => {
  writeFileSync(`/proc/${pid}/clear_refs`, resetPeak)
  const baselineBytes = read(pid, 'VmRSS')
  await work()
  return { baselineBytes, peakBytes: read(pid, 'VmHWM') }
}
