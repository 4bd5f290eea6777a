import { apps } from '../backendless/apps'
import { escapeHtml } from '../settings/html'
import { addressFor, places, type Where } from './places'

const link = (href: string, text: string, current: 'page' | 'true' | null): string =>
  `<a href="${escapeHtml(href)}"${current ? ` aria-current="${current}"` : ''}>${escapeHtml(text)}</a>`

const pathOf = ({ place }: Where): string => places.find(({ name }) => name === place)?.path ?? '/'

const appSwitch = (where: Where): string => apps.map((app) => link(addressFor(app, pathOf(where)), app.title, app === where.app ? 'true' : null)).join('')

const placeLinks = ({ place, app }: Where): string => places.map(({ name, path }) => link(addressFor(app, path), name, name === place ? 'page' : null)).join('')

/** What stands in the header of every page: the app that is shown, and the four places. */
export const headerContent = (where: Where): string => `<p class="brand">Audio to text</p>
<nav class="apps" aria-label="App">${appSwitch(where)}</nav>
<nav aria-label="Places">${placeLinks(where)}</nav>`

/** What a page of the playground is made of. */
export interface PageParts extends Where {
  /** First in the title of the window. */
  readonly title: string
  readonly main: string
  /** Addresses of style sheets and scripts beside those that every page has. */
  readonly styles?: readonly string[]
  readonly scripts?: readonly string[]
}

/** A whole page with the header. */
export const htmlPage = ({ title, main, styles = [], scripts = [], ...where }: PageParts): string => `<!doctype html>
<html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">
<title>${escapeHtml(title)} · ${escapeHtml(where.app.title)} · Audio to text playground</title>
<link rel="icon" href="/icon.svg" type="image/svg+xml">
${['/shell.css', ...styles].map((href) => `<link rel="stylesheet" href="${escapeHtml(href)}">`).join('\n')}
${scripts.map((src) => `<script src="${escapeHtml(src)}" defer></script>`).join('\n')}
</head><body>
<a class="skip" href="#content">Skip to the content</a>
<header class="bar">${headerContent(where)}</header>
<main id="content" tabindex="-1">${main}</main>
</body></html>
`
