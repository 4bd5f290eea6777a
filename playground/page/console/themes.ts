import { themes, type Theme } from '../variant'
import { element } from './dom'

const labels: Readonly<Record<Theme, string>> = { system: 'System', light: 'Light', dark: 'Dark' }

const apply = (theme: Theme): void => {
  document.documentElement.dataset['theme'] = theme
}

const choice = (theme: Theme, current: Theme, onChange: (theme: Theme) => void): HTMLElement => {
  const input = element('input', { type: 'radio', name: 'theme', value: theme, checked: theme === current })
  input.addEventListener('change', () => {
    apply(theme)
    onChange(theme)
  })
  return element('label', {}, input, element('span', {}, labels[theme]))
}

/** The switch between light and dark, for this page and for the previewed app. */
export const showThemes = (place: HTMLElement, current: Theme, onChange: (theme: Theme) => void): void => {
  apply(current)
  place.append(...themes.map((theme) => choice(theme, current, onChange)))
}
