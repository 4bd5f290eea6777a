import type { PlaygroundApp } from '../backendless/apps'
import { escapeHtml } from '../settings/html'
import { htmlPage } from '../shell/header'
import { addressFor } from '../shell/places'
import type { Manifest } from './manifest'
import { noticeHtml, stateWords, styles, type Notice } from './page-parts'
import type { ProductState } from './product-state'
import { setupCheckHtml, setupCheckScript } from './setup-check/section'

const card = (app: PlaygroundApp, state: ProductState, canChange: boolean): string => {
  const { product, installed, hasUpdate } = state
  const page = escapeHtml(addressFor(app, `/marketplace/${product.key}`))
  const install = escapeHtml(addressFor(app, `/marketplace/${product.key}/install`))
  const offer = installed === null ? 'Install' : hasUpdate ? 'Update' : null
  const title = escapeHtml(product.title)
  return `<li class="card product"><p class="type">${escapeHtml(product.type)}</p>
<h2><a href="${page}">${title}</a></h2>
<p>${escapeHtml(product.summary)}</p>
<p class="soft">Free · ${escapeHtml(stateWords(state))}</p>
${canChange && offer ? `<p><a class="button" href="${install}">${offer}<span class="unseen"> ${title}</span></a></p>` : ''}</li>`
}

/** The products of the pack, and whether the app has them. */
export const listPage = (app: PlaygroundApp, manifest: Manifest, states: readonly ProductState[], options: { readonly canChange: boolean; readonly notice: Notice | null }): string => {
  const hasServices = states.some(({ product, installed }) => product.key === 'services' && installed)
  return htmlPage({
    place: 'Marketplace', app, title: 'Marketplace', styles, scripts: hasServices ? [setupCheckScript] : [],
    main: `<h1>Marketplace</h1>
<p class="soft intro">${escapeHtml(manifest.shortDescription)} ${options.canChange ? `Install into the app ${escapeHtml(app.title)}.` : `The app ${escapeHtml(app.title)} has the whole pack from the start; switch to New app to install it yourself.`}</p>
${noticeHtml(options.notice)}
<ul class="products">${states.map((state) => card(app, state, options.canChange)).join('\n')}</ul>
<p class="soft">${escapeHtml(manifest.notice)} ${escapeHtml(manifest.price.note)}</p>
${hasServices ? setupCheckHtml(app) : ''}`,
  })
}
