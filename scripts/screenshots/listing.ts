import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import type { Browser, Page } from 'playwright-core'
import { launchChromium } from '../../test/support/browser'
import { startTestPlayground } from '../../test/support/playground'

const part = resolve(__dirname, '..', '..', 'ui-component')
const maxBytes = 120_000

/** A size that most components of the library have. */
const thumbnail = { width: 780, height: 480 } as const

/** Saved pages refer to it: it never changes. */
const previewUid = '6f0d1c1b7a5e4d0fa3d2c84be1f7a960'

const open = async (browser: Browser, url: string, state: string, viewport: { width: number; height: number }, styles: string): Promise<Page> => {
  const page = await browser.newPage({ viewport, colorScheme: 'light' })
  await page.goto(`${url}/states?only=yes&theme=light&width=640&state=${state}`)
  await page.locator('html[data-drawn="1"]').waitFor({ state: 'attached' })
  await page.addStyleTag({ content: `h2 { display: none; } ${styles}` })
  return page
}

/** The component at work, as it stands in the toolbox and in the Marketplace. */
const shootThumbnail = async (browser: Browser, url: string): Promise<Buffer> => {
  const styles = 'body { display: grid; place-items: center; min-block-size: 480px; padding: 0; background: linear-gradient(135deg, #e8f0f8, #f7f3ee); box-sizing: border-box; }'
  const page = await open(browser, url, 'recording-as-you-speak', thumbnail, styles)
  return page.screenshot({ animations: 'disabled' })
}

/** What the editor shows on its canvas, where no code of a component runs. */
const shootPreview = async (browser: Browser, url: string): Promise<string> => {
  const page = await open(browser, url, 'idle', { width: 700, height: 400 }, '[class$=audioTranscriber__more] { display: none; }')
  const picture = await page.locator('.bl-customComponent-audioTranscriber__body').screenshot({ animations: 'disabled' })
  return `<img data-url="data:image/png;base64,${picture.toString('base64')}" data-module-type="system" data-module-id="image" data-display data-uid="${previewUid}" data-load-mode="lazy" style="max-width:640px;opacity:1;"/>\n`
}

/** Takes `thumbnail.png` and `preview.html` of the component anew. */
export const shootListing = async (): Promise<void> => {
  const dataDir = mkdtempSync(join(tmpdir(), 'listing-'))
  const playground = await startTestPlayground({ dataDir, upstream: {} })
  const browser = await launchChromium('none')
  try {
    const [picture, preview] = [await shootThumbnail(browser, playground.url), await shootPreview(browser, playground.url)]
    if (picture.length > maxBytes || preview.length > maxBytes) throw new Error(`thumbnail.png has ${picture.length} bytes, preview.html ${preview.length}; the limit is ${maxBytes}.`)
    writeFileSync(join(part, 'thumbnail.png'), picture)
    writeFileSync(join(part, 'preview.html'), preview)
  } finally {
    await browser.close()
    await playground.stop()
    rmSync(dataDir, { recursive: true, force: true })
  }
}
