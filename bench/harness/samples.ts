/** What many runs of the same thing came to. */
export interface Summary {
  readonly count: number
  readonly median: number
  readonly min: number
  readonly max: number
}

/** Middle of the sorted samples. */
export const median = (samples: readonly number[]): number => {
  if (samples.length === 0) throw new RangeError('There is no median of nothing.')
  const sorted = [...samples].sort((a, b) => a - b)
  const half = sorted.length >> 1
  return sorted.length % 2 === 1 ? sorted[half]! : (sorted[half - 1]! + sorted[half]!) / 2
}

/** Median and range of samples. */
export const summarize = (samples: readonly number[]): Summary => ({ count: samples.length, median: median(samples), min: Math.min(...samples), max: Math.max(...samples) })

/** Three digits that count, and whole numbers from 100 on. */
export const formatNumber = (value: number): string => (Math.abs(value) >= 100 ? String(Math.round(value)) : String(Number(value.toPrecision(3))))

/** Median with the range in brackets. */
export const formatSamples = ({ median: middle, min, max }: Summary, unit: string): string => `${formatNumber(middle)} ${unit} (${formatNumber(min)}–${formatNumber(max)})`

/** Two ways of doing the same; each answers its sample. */
export interface Contest<Sample> {
  readonly ours: () => Promise<Sample>
  readonly direct: () => Promise<Sample>
}

/** The samples of both ways, in the order in which they were taken. */
export interface Pairs<Sample> {
  readonly ours: Sample[]
  readonly direct: Sample[]
}

const takeTurns = async <Sample>({ ours, direct }: Contest<Sample>, ourTurn: boolean): Promise<{ ours: Sample; direct: Sample }> => {
  if (ourTurn) return { ours: await ours(), direct: await direct() }
  const theirs = await direct()
  return { direct: theirs, ours: await ours() }
}

/** Runs both in turn, the beginner changing each time, so that a machine that slows down or speeds up favours neither. */
export const interleave = async <Sample>(contest: Contest<Sample>, count: number, warmups: number): Promise<Pairs<Sample>> => {
  for (let round = 0; round < warmups; round += 1) await takeTurns(contest, round % 2 === 0)
  const pairs: Pairs<Sample> = { ours: [], direct: [] }
  for (let round = 0; round < count; round += 1) {
    const { ours, direct } = await takeTurns(contest, round % 2 === 0)
    pairs.ours.push(ours)
    pairs.direct.push(direct)
  }
  return pairs
}

/** One number of each sample. */
export const pick = <Sample>({ ours, direct }: Pairs<Sample>, number: (sample: Sample) => number): Pairs<number> => ({ ours: ours.map(number), direct: direct.map(number) })

/** Milliseconds that some work took. */
export const timeMs = async (work: () => Promise<unknown>): Promise<number> => {
  const began = performance.now()
  await work()
  return performance.now() - began
}
