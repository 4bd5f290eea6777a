import type { Browser } from 'playwright-core'
import { launchChromium, listenForComplaints } from '../support/browser'
import { startTestPlayground, type TestPlayground } from '../support/playground'
import { speakToFile, wordsIn } from '../support/spoken'
import { pickWords, standInKeys, startOpenAi, type OpenAiProcess } from '../support/stand-in'
import { pack, scratch, unpackInto, zipNamed } from './packing'
import { startUiApp, type UiApp } from './ui-app'

const zips = scratch()
const unpacked = scratch()
const services = scratch()
const words = pickWords(5, 41)

let openAi: OpenAiProcess
let playground: TestPlayground
let uiApp: UiApp
let browser: Browser

beforeAll(async () => {
  await pack(zips.folder, '--no-build')
  await unpackInto(zipNamed(zips.folder, 'audio-transcriber-component'), unpacked.folder)
  await unpackInto(zipNamed(zips.folder, 'audio-to-text-services'), services.folder)
  openAi = await startOpenAi({ engine: 'stand-in' })
  playground = await startTestPlayground({ serviceDirs: [services.folder], upstream: { baseUrl: openAi.baseUrl, apiKey: standInKeys.full } })
  uiApp = await startUiApp({ serverUrl: playground.url, appId: playground.appId, apiKey: playground.jsKey, componentFolder: unpacked.folder })
  browser = await launchChromium('none')
})

afterAll(async () => {
  await browser?.close()
  await uiApp?.stop()
  await playground?.stop()
  await openAi?.stop()
  ;[zips, unpacked, services].forEach(({ remove }) => remove())
})

it('the unpacked component renders in the real UI-SDK and puts words into page data, by the unpacked services', async () => {
  const spoken = speakToFile(words)
  const page = await browser.newPage()
  const complaints = listenForComplaints(page)
  try {
    await page.goto(uiApp.url)
    await page.getByRole('group', { name: 'Audio transcriber' }).waitFor()
    await page.locator('input[type=file]').first().setInputFiles(spoken.path)
    await page.waitForFunction(() => (document.querySelector('.shown')?.textContent ?? '') !== '', undefined, { timeout: 30_000 })
    expect(wordsIn(await page.locator('.shown').textContent())).toEqual(words)
    expect(complaints).toEqual([])
  } finally {
    await page.close()
    spoken.remove()
  }
})
