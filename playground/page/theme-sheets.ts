import type { Theme } from './variant'

/** The style sheets of an app, one a theme. */
export const sheets = ['light', 'dark'] as const

/** For which media a sheet holds under the chosen theme. */
export const mediaOf = (sheet: string, theme: Theme): string => {
  if (theme === 'system') return `(prefers-color-scheme: ${sheet})`
  return theme === sheet ? 'all' : 'not all'
}
