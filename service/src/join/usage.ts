type Usage = Readonly<Record<string, unknown>>

const isUsage = (value: unknown): value is Usage => typeof value === 'object' && value !== null && !Array.isArray(value)

const add = (sum: Usage, usage: Usage): Usage => {
  const result: Record<string, unknown> = { ...sum }
  for (const [name, value] of Object.entries(usage)) {
    const known = result[name]
    if (typeof value === 'number') result[name] = (typeof known === 'number' ? known : 0) + value
    else if (isUsage(value)) result[name] = add(isUsage(known) ? known : {}, value)
    else result[name] ??= value
  }
  return result
}

/** What all requests together were counted as; null when none told anything. Every number is a sum, every other value is the first one's. */
export const sumUsage = (usages: readonly (Usage | null)[]): Usage | null => {
  const told = usages.filter((usage) => usage !== null)
  return told.length === 0 ? null : told.reduce(add, {})
}
