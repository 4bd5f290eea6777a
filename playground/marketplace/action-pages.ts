import type { PlaygroundApp } from '../backendless/apps'
import { escapeHtml } from '../settings/html'
import { htmlPage } from '../shell/header'
import { addressFor } from '../shell/places'
import { configurationForms, type FilledService } from './form'
import type { ManifestProduct } from './manifest'
import { noticeHtml, styles, type Notice } from './page-parts'
import type { ProductState } from './product-state'

const titles = (products: readonly ManifestProduct[]): string => products.map(({ title }) => `<strong>${escapeHtml(title)}</strong>`).join(', ')

const backLink = (app: PlaygroundApp, { key, title }: ManifestProduct): string => `<p><a href="${escapeHtml(addressFor(app, `/marketplace/${key}`))}">${escapeHtml(title)}</a></p>`

const whatHappens = (app: PlaygroundApp, { missing, installed }: ProductState): string => {
  if (installed) return '<p class="intro">Ids, configuration and logic stay as they are.</p>'
  const title = escapeHtml(app.title)
  return missing.length === 0 ? `<p class="intro">Goes into the app ${title}.</p>` : `<p class="intro">Goes into the app ${title}, together with what it needs: ${titles(missing)}.</p>`
}

const formPart = (services: readonly FilledService[]): string =>
  services.length === 0
    ? ''
    : `<h2>Configuration</h2><p class="soft">Every value can be changed later in Cloud Code. Without a key the engine of the playground answers.</p>${configurationForms(services)}`

/** The step before an installation or an update: what happens, and the configuration form of every service. */
export const installPage = (app: PlaygroundApp, state: ProductState, services: readonly FilledService[], notice: Notice | null): string => {
  const { product, installed } = state
  const verb = installed ? 'Update' : 'Install'
  return htmlPage({
    place: 'Marketplace', app, title: `${verb} ${product.title}`, styles,
    main: `${backLink(app, product)}<h1>${verb} ${escapeHtml(product.title)} ${escapeHtml(product.version)}</h1>
${whatHappens(app, state)}
${noticeHtml(notice)}
<form method="post" action="${escapeHtml(addressFor(app, `/marketplace/${product.key}/install`))}">
${formPart(services)}
<p class="actions sticky"><button type="submit">${verb}</button></p></form>`,
  })
}

/** The question before a product is removed, with what will stop working and what stays. */
export const uninstallPage = (app: PlaygroundApp, { product, neededBy }: ProductState, notice: Notice | null): string => {
  const broken = neededBy.length === 0 ? '' : `<p class="notice refused">${titles(neededBy)} will say that the service is not installed until you install it again.</p>`
  const values = product.services ? '<p>Its configuration, keys included, is removed.</p>' : ''
  return htmlPage({
    place: 'Marketplace', app, title: `Uninstall ${product.title}`, styles,
    main: `${backLink(app, product)}<h1>Uninstall ${escapeHtml(product.title)}?</h1>
${noticeHtml(notice)}
${broken}${values}
<p>Files, data, pages and logic of the app ${escapeHtml(app.title)} stay.</p>
<form method="post" action="${escapeHtml(addressFor(app, `/marketplace/${product.key}/uninstall`))}">
<p class="actions"><button type="submit">Uninstall</button> <a class="button quiet" href="${escapeHtml(addressFor(app, `/marketplace/${product.key}`))}">Keep it</a></p></form>`,
  })
}
