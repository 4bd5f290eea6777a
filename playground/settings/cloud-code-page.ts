import type { PlaygroundApp } from '../backendless/apps'
import { htmlPage } from '../shell/header'
import { addressFor } from '../shell/places'
import type { FormField } from './configuration-form'
import { fieldHtml } from './fields-html'
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

const cardHtml = (app: PlaygroundApp, card: ServiceCard): string => {
  const id = escapeHtml(card.name)
  const methods = card.methods.map(({ name, httpMethod, url }) => `<li>${escapeHtml(name)}: <code>${escapeHtml(httpMethod)} ${escapeHtml(url)}</code></li>`)
  return `<section class="card" aria-labelledby="${id}"><h2 id="${id}">${id}</h2>
<p>${escapeHtml(card.description)}</p><ul>${methods.join('')}</ul>
<p class="soft">Engine: ${escapeHtml(card.engine)}.</p>
<details class="configuration" open><summary>Configuration</summary>
<form method="post" action="${escapeHtml(addressFor(app, `/cloud-code/${encodeURIComponent(card.name)}`))}">
${card.fields.map((field) => fieldHtml(card.name, field)).join('\n')}
<button type="submit">Save</button></form></details></section>`
}

const nothingInstalled = (app: PlaygroundApp): string =>
  `<p class="card">No service is installed in this app. Install <strong>Audio to Text Services</strong> from the <a href="${escapeHtml(addressFor(app, '/marketplace'))}">Marketplace</a>.</p>`

/** The page behind the gear icon: every service of the app with its configuration form. */
export const cloudCodePage = (app: PlaygroundApp, cards: readonly ServiceCard[], notice: Notice | null): string =>
  htmlPage({
    place: 'Cloud Code', app, title: 'Cloud Code', styles: ['/cloud-code.css'],
    main: `<h1>Cloud Code of ${escapeHtml(app.title)}</h1>
<p class="soft">Services and their configuration. Values are kept on this machine; a saved key is never shown again.</p>
<div role="status">${notice ? `<p class="notice ${notice.kind}">${escapeHtml(notice.text)}</p>` : ''}</div>
${cards.length > 0 ? cards.map((card) => cardHtml(app, card)).join('\n') : nothingInstalled(app)}`,
  })
