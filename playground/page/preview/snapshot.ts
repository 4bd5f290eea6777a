/** A copy that stays as it is: page data are live proxies, and some values (a file) cannot be written down. */
export const snapshot = (value: unknown): unknown => JSON.parse(JSON.stringify(value ?? null))
