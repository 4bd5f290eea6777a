import type { PlaygroundApp } from '../../backendless/apps'
import { escapeHtml } from '../../settings/html'
import { htmlPage } from '../../shell/header'

const content = (app: PlaygroundApp): string => `<div class="intro">
<div><h1>Audio Transcriber on a page of ${escapeHtml(app.title)}</h1><p class="engine" id="engine">Looking for the engine…</p></div>
<fieldset class="themes" id="themes"><legend class="unseen">Theme</legend></fieldset>
</div>
<div class="columns">
<div class="column page-area">
<section class="card" aria-labelledby="page-title">
<div class="card-head"><h2 id="page-title">Page</h2><button type="button" id="try-sample">Try a sample</button></div>
<p class="message" id="message" role="status"></p>
<iframe id="preview" title="Page of the app ${escapeHtml(app.title)}" allow="microphone; clipboard-write"></iframe>
</section>
</div>
<section class="card data-area" aria-labelledby="data-title">
<div class="card-head"><h2 id="data-title">Page data</h2></div>
<pre id="page-data" tabindex="0" role="region" aria-labelledby="data-title">{}</pre>
</section>
<section class="card events-area" aria-labelledby="events-title">
<div class="card-head"><h2 id="events-title">Events</h2><button type="button" class="quiet" id="clear-events">Clear</button></div>
<p class="soft" id="no-events">Events of the component appear here, newest first, with what their logic is given.</p>
<ol class="events" id="events" reversed></ol>
</section>
<section class="card settings-area" aria-labelledby="settings-title">
<div class="card-head"><h2 id="settings-title">Settings</h2></div>
<form id="settings" aria-labelledby="settings-title"></form>
</section>
</div>`

/** UI Builder of one app: the page with the component, and beside it what the console shows about it. */
export const consolePage = (app: PlaygroundApp): string =>
  htmlPage({ place: 'UI Builder', app, title: 'UI Builder', styles: ['/console.css'], scripts: ['/console/main.js'], main: content(app) })
