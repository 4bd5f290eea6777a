import { interfaceLanguages } from '../../../contract'
import { escapeHtml } from '../../settings/html'
import { mediaOf, sheets } from '../theme-sheets'
import { themes, type Theme } from '../variant'

interface Choice {
  readonly name: string
  readonly label: string
  readonly options: readonly { readonly value: string; readonly label: string }[]
}

const same = (...values: readonly string[]): Choice['options'] => values.map((value) => ({ value, label: value }))

const choices: readonly Choice[] = [
  { name: 'layout', label: 'Layout', options: same('panel', 'bar', 'button') },
  { name: 'width', label: 'Width', options: same('640', '240', '375', '768', '1280') },
  { name: 'theme', label: 'Theme', options: same(...themes) },
  { name: 'language', label: 'Language', options: interfaceLanguages.filter(({ value }) => value !== 'auto') },
]

const select = ({ name, label, options }: Choice, chosen: string): string => {
  const lines = options.map((option) => `<option value="${escapeHtml(option.value)}"${option.value === chosen ? ' selected' : ''}>${escapeHtml(option.label)}</option>`)
  return `<label>${escapeHtml(label)} <select name="${name}">${lines.join('')}</select></label>`
}

/** The state switcher: every situation of the component, drawn by the built component itself. `only` leaves the switches out. */
export const statesPage = (query: URLSearchParams): string => {
  const theme = (query.get('theme') ?? 'system') as Theme
  const state = query.get('state')
  const switches = `<form>${choices.map((choice) => select(choice, query.get(choice.name) ?? '')).join('')}${state ? `<input type="hidden" name="state" value="${escapeHtml(state)}">` : ''}<button>Show</button></form>`
  return `<!doctype html>
<html lang="en" style="color-scheme: ${theme === 'dark' || theme === 'light' ? theme : 'light dark'}"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">
<title>States of the Audio Transcriber</title>
<link rel="icon" href="/icon.svg" type="image/svg+xml">
${sheets.map((sheet) => `<link rel="stylesheet" href="/states/${sheet}.css" media="${mediaOf(sheet, theme)}">`).join('\n')}
<style>
html, body { height: auto; }
body { margin: 0; padding: 16px; color: light-dark(#222, #ddd); font-family: Roboto, system-ui, sans-serif; }
h1 { margin: 0 0 12px; font-size: 20px; }
form { display: flex; flex-wrap: wrap; gap: 12px; margin-block-end: 16px; }
form select, form button { min-block-size: 44px; font: inherit; }
.situations { display: flex; flex-wrap: wrap; align-items: flex-start; gap: 24px; }
.situation { max-inline-size: 100%; }
.situation h2 { margin: 0 0 6px; font: 12px/1.4 ui-monospace, monospace; }
</style></head>
<body><main>${query.has('only') ? '' : `<h1>States of the Audio Transcriber</h1>${switches}`}<div id="states"></div></main>
<script src="/states/main.js"></script>
</body></html>
`
}
