interface Timed {
  readonly start: number
  readonly end: number
}

/** What is being said at a time: where phrases touch or overlap, the one that began last. */
export const phraseAt = <T extends Timed>(phrases: readonly T[], time: number): T | undefined => [...phrases].reverse().find(({ start, end }) => start <= time && time <= end)
