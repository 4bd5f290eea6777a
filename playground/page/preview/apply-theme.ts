import { mediaOf } from '../theme-sheets'
import type { Theme } from '../variant'

/** Which of the style sheets holds; switching loads nothing and loses nothing. */
export const applyTheme = (theme: Theme): void =>
  document.querySelectorAll<HTMLLinkElement>('link[data-sheet]').forEach((link) => {
    link.media = mediaOf(link.dataset['sheet'] ?? '', theme)
  })
