import type { PlaygroundApp } from '../backendless/apps'
import { escapeHtml } from '../settings/html'
import { htmlPage } from '../shell/header'
import { addressFor } from '../shell/places'
import type { Manifest, ManifestProduct, ProductKey } from './manifest'
import { listHtml, noticeHtml, stateWords, styles, type Notice } from './page-parts'
import type { ProductState } from './product-state'
import { setupCheckHtml, setupCheckScript } from './setup-check/section'

const code = (text: string): string => `<code>${escapeHtml(text)}</code>`

const servicesInside = ({ services = [] }: ManifestProduct): string =>
  services.map(({ name, description, methods }) => `<h3>${escapeHtml(name)}</h3><p>${escapeHtml(description)}</p>
<ul>${methods.map((method) => `<li>${code(`${method.httpMethod} /services/${name}${method.route}`)} ${escapeHtml(method.description)}</li>`).join('')}</ul>`).join('')

const functionsInside = ({ functions = [] }: ManifestProduct): string =>
  `<dl>${functions.map(({ name, description }) => `<dt>${escapeHtml(name)}</dt><dd>${escapeHtml(description)}</dd>`).join('')}</dl>`

const names = (title: string, list: readonly string[]): string => `<dt>${title}</dt><dd>${list.map(code).join(' ')}</dd>`

const componentInside = (app: PlaygroundApp, { settings = [], boundProperties = [], events = [], actions = [] }: ManifestProduct): string =>
  `<img class="thumbnail" src="${escapeHtml(addressFor(app, '/marketplace/component/thumbnail.png'))}" alt="The Audio Transcriber component on a page" width="390">
<dl>${names('Settings', settings.map(({ name }) => name))}${names('Bound properties', boundProperties.map(({ name }) => name))}${names('Events', events.map(({ name }) => name))}${names('Actions', actions.map(({ id }) => id))}</dl>`

const inside: Readonly<Record<ProductKey, (app: PlaygroundApp, product: ManifestProduct) => string>> = {
  services: (_app, product) => servicesInside(product),
  functions: (_app, product) => functionsInside(product),
  component: componentInside,
}

/** Where a product is used once it is installed. */
const useLinks: Readonly<Record<ProductKey, readonly { readonly path: string; readonly text: string }[]>> = {
  services: [{ path: '/cloud-code', text: 'Open Cloud Code' }],
  functions: [{ path: '/codeless', text: 'Open Codeless' }],
  component: [{ path: '/', text: 'Open UI Builder' }, { path: '/codeless', text: 'Open Codeless' }],
}

const actions = (app: PlaygroundApp, { product, installed, hasUpdate }: ProductState, canChange: boolean): string => {
  const to = (path: string): string => escapeHtml(addressFor(app, `/marketplace/${product.key}/${path}`))
  const use = installed ? useLinks[product.key].map(({ path, text }, index) => `<a class="button${index === 0 ? '' : ' quiet'}" href="${escapeHtml(addressFor(app, path))}">${text}</a>`) : []
  const change = [
    ...(installed === null ? [`<a class="button" href="${to('install')}">Install</a>`] : []),
    ...(hasUpdate ? [`<a class="button" href="${to('install')}">Update to ${escapeHtml(product.version)}</a>`] : []),
    ...(installed ? [`<a class="button quiet" href="${to('uninstall')}">Uninstall</a>`] : []),
  ]
  return `<p class="actions">${[...use, ...(canChange ? change : [])].join('\n')}</p>`
}

const needsText = ({ missing, installed }: ProductState): string =>
  installed || missing.length === 0 ? '' : `<p>Installed with it, because it is needed: ${missing.map(({ title }) => `<strong>${escapeHtml(title)}</strong>`).join(', ')}.</p>`

/** Everything about one product, as a developer reads it before installing. */
export const productPage = (app: PlaygroundApp, manifest: Manifest, state: ProductState, options: { readonly canChange: boolean; readonly notice: Notice | null }): string => {
  const { product, installed } = state
  const showsCheck = installed !== null && product.key !== 'functions'
  return htmlPage({
    place: 'Marketplace', app, title: product.title, styles, scripts: showsCheck ? [setupCheckScript] : [],
    main: `<p><a href="${escapeHtml(addressFor(app, '/marketplace'))}">Marketplace</a></p>
<h1>${escapeHtml(product.title)}</h1>
<p class="soft intro">${escapeHtml(product.type)} · free · ${escapeHtml(stateWords(state))} · licence ${escapeHtml(manifest.license)}</p>
${noticeHtml(options.notice)}
<p class="intro">${escapeHtml(product.summary)}</p>
${needsText(state)}
${actions(app, state, options.canChange)}
<section class="card" aria-labelledby="inside"><h2 id="inside">What it brings</h2>${inside[product.key](app, product)}${product.note ? `<p class="soft">${escapeHtml(product.note)}</p>` : ''}</section>
<section class="card" aria-labelledby="permissions"><h2 id="permissions">Permissions</h2>${listHtml(product.permissions)}</section>
${showsCheck ? setupCheckHtml(app) : ''}
<p class="soft">${escapeHtml(manifest.notice)} ${escapeHtml(manifest.price.note)}</p>`,
  })
}
