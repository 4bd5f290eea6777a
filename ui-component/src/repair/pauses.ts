import type { Run } from './fragments'

/** What the clock of the component knows of a recording, in milliseconds since it began. */
export interface Clock {
  readonly recordedMs: number
  readonly pauses: readonly { readonly atMs: number; readonly durationMs: number }[]
}

/** Clocks of page and recorder differ by less than this. */
const toleranceMs = 500

const sum = (values: readonly number[]): number => values.reduce((total, value) => total + value, 0)

/** Parts of a run, each without what is to be left out. */
const partsOf = (run: Run, keeps: (durationBefore: number) => boolean): readonly Run[] => {
  const parts: { start: number; end: number; sizes: number[]; durations: number[] }[] = []
  let time = 0
  let at = run.start
  run.sizes.forEach((size, index) => {
    const duration = run.durations[index]!
    const last = parts.at(-1)
    if (keeps(time + duration / 2)) {
      if (last?.end === at) {
        last.sizes.push(size)
        last.durations.push(duration)
        last.end += size
      } else parts.push({ start: at, end: at + size, sizes: [size], durations: [duration] })
    }
    time += duration
    at += size
  })
  return parts
}

/**
 * Some recorders go on in a pause. Then the file is longer than what was to be recorded, by about the pauses, and what was said in them is taken out:
 * people who pause do not want it heard. A file of the right length is left alone.
 */
export const withoutPauses = (runs: readonly Run[], scale: number, { recordedMs, pauses }: Clock): readonly Run[] => {
  const length = (sum(runs.map(({ durations }) => sum(durations))) / scale) * 1000
  const paused = sum(pauses.map(({ durationMs }) => durationMs))
  if (paused < 2 * toleranceMs || length - recordedMs < Math.max(toleranceMs, paused / 2)) return runs
  const isPaused = (ms: number): boolean => pauses.some(({ atMs, durationMs }) => ms >= atMs && ms < atMs + durationMs)
  let elapsed = 0
  return runs.flatMap((run) => {
    const before = elapsed
    elapsed += sum(run.durations)
    return partsOf(run, (duration) => !isPaused(((before + duration) / scale) * 1000))
  })
}
