import type { PlaygroundApp } from '../../backendless/apps'
import { escapeHtml } from '../../settings/html'

/** Address of the script that fills the section. */
export const setupCheckScript = '/marketplace/setup-check.js'

/** Where the ticks appear; the script does the checks that only a browser can do. */
export const setupCheckHtml = ({ id, jsKey, name }: PlaygroundApp): string => `<section class="card" aria-labelledby="setup-check-title">
<h2 id="setup-check-title">Setup check</h2>
<ol class="check" id="setup-check" aria-live="polite" data-app-id="${escapeHtml(id)}" data-key="${escapeHtml(jsKey)}" data-app="${escapeHtml(name)}"><li>Checking…</li></ol>
<p><button type="button" class="quiet" id="check-again">Check again</button></p></section>`
