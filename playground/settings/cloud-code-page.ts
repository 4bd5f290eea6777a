import type { FormField } from './configuration-form'
import { escapeHtml } from './html'

/** One service on the page. */
export interface ServiceCard {
  readonly name: string
  readonly description: string
  readonly methods: readonly { readonly name: string; readonly httpMethod: string; readonly url: string }[]
  readonly engine: string
  readonly fields: readonly FormField[]
}

/** What the last save did, shown where a screen reader announces it. */
export interface Notice {
  readonly kind: 'saved' | 'refused'
  readonly text: string
}

const style = `
:root { color-scheme: light dark; --line: color-mix(in srgb, currentColor 20%, transparent); --soft: color-mix(in srgb, currentColor 68%, transparent); --accent: #1a6dd6; }
@media (prefers-color-scheme: dark) { :root { --accent: #7ab2ff; } }
* { box-sizing: border-box; }
body { margin: 0 auto; padding: 1.5rem 1rem 4rem; max-width: 46rem; font: 1rem/1.5 system-ui, sans-serif; }
h1 { font-size: 1.6rem; } h2 { font-size: 1.2rem; margin: 0; overflow-wrap: anywhere; }
section { border: 1px solid var(--line); border-radius: .75rem; padding: 1.25rem; margin: 1.5rem 0; }
code { overflow-wrap: anywhere; } a { color: var(--accent); }
.soft, .hint { color: var(--soft); } .hint { font-size: .875rem; margin: .15rem 0 .3rem; }
.field { margin: 1.1rem 0; } label { font-weight: 600; }
input[type=text], input[type=password], select { display: block; width: 100%; min-height: 2.75rem; padding: .5rem .75rem; font: inherit; border: 1px solid var(--soft); border-radius: .5rem; background: Canvas; color: CanvasText; }
.remove { display: flex; gap: .5rem; align-items: center; margin-top: .4rem; min-height: 1.5rem; } .remove label { font-weight: 400; }
button { min-height: 2.75rem; padding: .5rem 1.5rem; font: inherit; font-weight: 600; border: 0; border-radius: .5rem; background: var(--accent); color: Canvas; cursor: pointer; }
:focus-visible { outline: 3px solid var(--accent); outline-offset: 2px; }
.notice { padding: .75rem 1rem; border-radius: .5rem; border: 1px solid var(--line); border-left: .4rem solid #2e8540; } .notice.refused { border-left-color: #c62828; }`

const attributes = (field: FormField, id: string): string => `id="${id}" name="${escapeHtml(field.name)}" aria-describedby="${id}-hint"`

const placeholder = (field: FormField): string => {
  if (field.isSet && field.secret) return 'Saved. Leave empty to keep it'
  return field.example === '' ? '' : `For example ${field.example}`
}

const control = (field: FormField, id: string): string => {
  const value = field.value ?? field.defaultValue
  const options = field.type === 'BOOL' ? ['false', 'true'] : field.options
  if (options.length > 0) {
    const choices = options.map((option) => `<option${option === value ? ' selected' : ''}>${escapeHtml(option)}</option>`)
    return `<select ${attributes(field, id)}>${choices.join('')}</select>`
  }
  const type = field.secret ? 'password' : 'text'
  return `<input type="${type}" ${attributes(field, id)} value="${field.secret ? '' : escapeHtml(value)}" placeholder="${escapeHtml(placeholder(field))}" autocomplete="off" spellcheck="false">`
}

const removal = (field: FormField, id: string): string =>
  field.secret && field.isSet
    ? `<div class="remove"><input type="checkbox" id="${id}-remove" name="remove:${escapeHtml(field.name)}" value="yes"><label for="${id}-remove">Remove the saved value</label></div>`
    : ''

const fieldHtml = (service: string, field: FormField): string => {
  const id = escapeHtml(`${service}-${field.name}`)
  return `<div class="field"><label for="${id}">${escapeHtml(field.displayName)}</label>
<p class="hint" id="${id}-hint">${escapeHtml(field.hint)}${field.secret && field.isSet ? ' <strong>A value is saved.</strong>' : ''}</p>
${control(field, id)}${removal(field, id)}</div>`
}

const cardHtml = (card: ServiceCard): string => {
  const id = escapeHtml(card.name)
  const methods = card.methods.map(({ name, httpMethod, url }) => `<li>${escapeHtml(name)}: <code>${escapeHtml(httpMethod)} ${escapeHtml(url)}</code></li>`)
  return `<section aria-labelledby="${id}"><h2 id="${id}">${id}</h2>
<p>${escapeHtml(card.description)}</p><ul>${methods.join('')}</ul>
<p class="soft">Engine: ${escapeHtml(card.engine)}.</p>
<form method="post" action="/cloud-code/${encodeURIComponent(card.name)}">
${card.fields.map((field) => fieldHtml(card.name, field)).join('\n')}
<button type="submit">Save</button></form></section>`
}

/** The page behind the gear icon: every service of the app with its configuration form. */
export const cloudCodePage = (appTitle: string, cards: readonly ServiceCard[], notice: Notice | null): string => `<!doctype html>
<html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">
<title>Cloud Code · ${escapeHtml(appTitle)}</title><style>${style}</style></head><body>
<nav aria-label="Places"><a href="/">Home</a></nav>
<main><h1>Cloud Code of ${escapeHtml(appTitle)}</h1>
<p>Services and their configuration. Values are kept on this machine; a saved key is never shown again.</p>
<div role="status">${notice ? `<p class="notice ${notice.kind}">${escapeHtml(notice.text)}</p>` : ''}</div>
${cards.length > 0 ? cards.map(cardHtml).join('\n') : '<p>No service is installed in this app.</p>'}
</main></body></html>
`
