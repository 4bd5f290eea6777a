import type { PlaygroundApp } from '../backendless/apps'
import { escapeHtml } from '../settings/html'
import { htmlPage } from '../shell/header'
import type { Program } from './programs/program'

const programOptions = (programs: readonly Program[], shown: string): string =>
  programs.map(({ id, title }) => `<option value="${escapeHtml(id)}"${id === shown ? ' selected' : ''}>${escapeHtml(title)}</option>`).join('')

const importDialog = `<dialog id="import" aria-labelledby="import-title"><h2 id="import-title">Paste block XML</h2>
<p class="hint" id="import-hint">As the console's editor copies it: a &lt;block&gt; or a whole &lt;xml&gt;. Nothing is added unless all of it fits.</p>
<textarea id="import-text" rows="10" aria-labelledby="import-title" aria-describedby="import-hint import-problem" spellcheck="false"></textarea>
<p class="problem" id="import-problem" role="alert"></p>
<p class="actions"><button type="button" id="import-add">Add</button><button type="button" class="quiet" id="import-close">Close</button></p></dialog>`

const main = (app: PlaygroundApp, programs: readonly Program[], shown: string): string => `<h1>Codeless of ${escapeHtml(app.title)}</h1>
<div class="bars">
<p class="choice"><label for="program">Program</label><select id="program">${programOptions(programs, shown)}</select></p>
<p class="choice"><label for="event">Logic of</label><select id="event"></select></p>
<div class="choice add"><label for="add-block">Add block</label><input type="text" id="add-block" role="combobox" aria-expanded="false" aria-controls="add-list" aria-autocomplete="list" autocomplete="off" placeholder="Search all blocks"><ul id="add-list" role="listbox" aria-label="Blocks" hidden></ul></div>
<p class="actions"><button type="button" id="run">Run</button><button type="button" class="quiet" id="copy-xml">Copy XML</button><button type="button" class="quiet" id="paste-xml">Paste XML</button><button type="button" class="quiet" id="start-over">Start over</button></p>
</div>
<p class="soft" id="about"></p>
<p class="message" id="message" role="status"></p>
<div class="columns">
<section class="card blocks" aria-labelledby="blocks-title"><h2 id="blocks-title">Blocks</h2>
<div id="workspace" aria-busy="true"></div>
<details id="outline-card"><summary>Outline of the blocks</summary><p class="hint">Choose a block with the keyboard: Delete removes it, Add block puts a new one into it or after it.</p><div id="outline"></div></details>
<section id="code-editor" aria-labelledby="code-editor-title" hidden><h3 id="code-editor-title">Custom code</h3><label for="code-args">Inputs, separated by commas</label><input type="text" id="code-args"><label for="code-source">JavaScript</label><textarea id="code-source" rows="8" spellcheck="false"></textarea></section>
<details id="code-card" open><summary>Generated code</summary><pre id="code" tabindex="0" role="region" aria-label="Generated code"></pre></details>
</section>
<div class="column">
<section class="card" aria-labelledby="run-title"><h2 id="run-title">Page</h2>
<p class="soft" id="how-to"></p>
<div id="ui-run"><iframe id="page" title="Page of the program" allow="microphone; autoplay"></iframe></div>
<div id="cloud-run" hidden><label for="upload">File to upload into inbox</label><input type="file" id="upload" accept="audio/*,video/*"></div></section>
<section class="card" aria-labelledby="result-title"><h2 id="result-title">Page data</h2><pre id="page-data" tabindex="0" role="region" aria-labelledby="result-title">{}</pre></section>
<section class="card" aria-labelledby="log-title"><h2 id="log-title">Log</h2><div id="log-view" role="log" tabindex="0" aria-labelledby="log-title"><ol id="log"></ol></div></section>
</div></div>
${importDialog}`

/** The place where logic is put together from blocks and run. */
export const codelessPage = (app: PlaygroundApp, programs: readonly Program[], shown: string): string =>
  htmlPage({ place: 'Codeless', app, title: 'Codeless', styles: ['/codeless/codeless.css'], scripts: ['/codeless/main.js'], main: main(app, programs, shown) })
