import { formatNumber, formatSamples, median, summarize } from './samples'

/** One line of the table: what we need, what the direct way needs, and whether the target is met. */
export interface Figure {
  readonly what: string
  readonly ours: string
  /** What a user would do instead; null when there is no other way. */
  readonly direct: string | null
  readonly result: string
  /** null = for information only. */
  readonly target: string | null
  readonly met: boolean | null
}

/** What one measurement found, and how. */
export interface Report {
  readonly figures: readonly Figure[]
  /** Sentences that let somebody repeat or doubt the figures. */
  readonly how: readonly string[]
}

/** What a measurement is given. */
export interface Bench {
  /** A copy of the built service that no other build can change. */
  readonly serviceDir: string
  /** Removed after the run. */
  readonly scratchDir: string
  /** How often to repeat: the given number, or few in a quick run. */
  readonly repetitions: (full: number) => number
}

/** One file of `bench/`: run by its name, shown under its title. */
export interface Measurement {
  readonly name: string
  readonly title: string
  readonly run: (bench: Bench) => Promise<Report>
}

/** Our median divided by the direct way's, both measured in turn; without a target it informs only. */
export const ratioFigure = (what: string, unit: string, { ours, direct }: { ours: readonly number[]; direct: readonly number[] }, maxRatio: number | null): Figure => {
  const ratio = median(ours) / median(direct)
  return {
    what,
    ours: formatSamples(summarize(ours), unit),
    direct: formatSamples(summarize(direct), unit),
    result: ratio.toFixed(3),
    target: maxRatio === null ? null : `≤ ${maxRatio}`,
    met: maxRatio === null ? null : ratio <= maxRatio,
  }
}

/** One number that must not be exceeded; without a limit it informs only. */
export const limitFigure = (what: string, unit: string, value: number, max: number | null, direct: string | null = null): Figure => ({
  what, ours: `${formatNumber(value)} ${unit}`, direct, result: formatNumber(value), target: max === null ? null : `≤ ${formatNumber(max)}`, met: max === null ? null : value <= max,
})

/** A count that must not exceed a limit, beside the count of the direct way. */
export const countFigure = (what: string, ours: number, direct: number | null, max: number): Figure => ({
  what, ours: String(ours), direct: direct === null ? null : String(direct), result: String(ours), target: max === 0 ? '0' : `≤ ${max}`, met: ours <= max,
})
