import { escapeHtml } from '../../settings/html'
import { mediaOf, sheets } from '../theme-sheets'
import type { Variant } from '../variant'

/** The page that UI Builder publishes around an app, with the styles of both themes. */
export const indexHtml = (title: string, variant: Variant): string => `<!doctype html>
<html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">
<title>${escapeHtml(title)}</title>
<link rel="icon" href="/icon.svg" type="image/svg+xml">
${sheets.map((sheet) => `<link rel="stylesheet" href="styles/${sheet}.css" data-sheet="${sheet}" media="${mediaOf(sheet, variant.theme)}">`).join('\n')}
<style>
html, body, #app, #page { height: auto; }
body { font-family: Roboto, system-ui, sans-serif; }
#page { padding: 16px; gap: 24px; }
/* In the playground the card around the frame is the edge of the page. */
.framed #page { padding: 4px 0; }
#page > .bl-block { display: flex; flex-direction: column; gap: 16px; }
.bound { padding: 12px 16px; border-radius: 8px; border: 1px dashed color-mix(in srgb, gray 70%, transparent); max-inline-size: 640px; overflow-wrap: anywhere; }
.bound > :first-child { font-size: 13px; opacity: 0.8; }
</style></head>
<body><main id="app"></main>
<script>window.uiBuilderSDKPath = '/library/sdk'</script>
<script data-main="./main.js" src="/library/require.js"></script>
</body></html>
`
