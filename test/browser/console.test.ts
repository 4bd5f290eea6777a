import type { Page } from 'playwright-core'
import { componentProperties } from '../../contract'
import { listenForComplaints } from '../support/browser'
import { pickWords } from '../support/stand-in'
import { speakToFile } from '../support/spoken'
import { expectAccessible } from './accessible'
import { startWorld, type World } from './world'

const spoken = speakToFile(pickWords(4, 5))
const allSpokenMs = spoken.words.at(-1)!.end * 1000 + 500

let world: World

/** The page as a bare start shows it: without a key, the demo engine answers. */
beforeAll(async () => {
  world = await startWorld({ wavPath: spoken.path }, { upstream: {} })
})

afterAll(async () => {
  await world?.stop()
  spoken.remove()
})

interface OpenConsole {
  readonly query?: string
  readonly width?: number
  readonly expectedComplaints?: RegExp
}

const withConsole = async ({ query = '', width = 1280, expectedComplaints }: OpenConsole, test: (page: Page) => Promise<void>): Promise<void> => {
  const context = await world.browser.newContext({ permissions: ['microphone'], viewport: { width, height: 800 } })
  try {
    const page = await context.newPage()
    const complaints = listenForComplaints(page, expectedComplaints)
    await page.goto(`${world.url}/${query}`)
    await test(page)
    expect(complaints).toEqual([])
  } finally {
    await context.close()
  }
}

const preview = (page: Page): ReturnType<Page['frameLocator']> => page.frameLocator('#preview')

const statusInPageData = async (page: Page, status: string): Promise<Record<string, unknown>> => {
  await page.waitForFunction((wanted) => document.getElementById('page-data')?.textContent?.includes(`"status": "${wanted}"`), status)
  return (JSON.parse((await page.locator('#page-data').textContent()) ?? '{}') as { result: Record<string, unknown> }).result
}

it('says which engine answers, and that the demo engine does not understand words', async () => {
  await withConsole({}, async (page) => {
    const engine = page.locator('#engine')
    await engine.getByText('Engine: demo').waitFor()
    expect(await engine.innerText()).toContain('It does not understand words')
    expect(await engine.getByRole('link', { name: 'Cloud Code settings' }).getAttribute('href')).toBe('/cloud-code')
  })
})

it('takes a sample without a microphone the whole road: upload, service, page data', async () => {
  await withConsole({}, async (page) => {
    const calls: string[] = []
    page.on('request', (request) => request.method() === 'POST' && calls.push(new URL(request.url()).pathname.replace(/^\/[^/]+\/[^/]+/, '')))
    await page.getByRole('button', { name: 'Try a sample' }).click()
    const result = await statusInPageData(page, 'done')
    expect(calls).toEqual([expect.stringMatching(/^\/files\/audio\/[0-9a-f]{32}\.mp3$/), expect.stringMatching(/^\/services\/OpenAIAudioTranscription\//)])
    expect(result.transcript).toMatch(/^Demo engine: this recording is 9\.4 seconds of mono MP3/)
    await preview(page).getByText('Text component, bound to result.transcript').locator('..').getByText(String(result.transcript)).waitFor()
    expect(await page.getByRole('listitem').filter({ hasText: 'onTranscript' }).count()).toBe(1)
    await expectAccessible(page)
  })
})

it('shows what the microphone brought, in the component, in page data and among the events', async () => {
  await withConsole({}, async (page) => {
    await preview(page).getByRole('button', { name: 'Start recording' }).click()
    await statusInPageData(page, 'recording')
    await page.waitForTimeout(allSpokenMs)
    await preview(page).getByRole('button', { name: 'Stop recording' }).click()
    const result = await statusInPageData(page, 'done')
    expect(result.transcript).toMatch(/^Demo engine: this recording is \d.* with sound at/)
    const events = await page.locator('#events strong').allInnerTexts()
    expect(events[0]).toBe('onTranscript')
    await page.getByText('Page data at that moment').first().click()
    expect(JSON.parse((await page.locator('#events details[open] pre').innerText()))).toMatchObject({ result: { transcript: result.transcript } })
  })
})

it('offers a control for every setting that component.json shows, and a binding for every output', async () => {
  await withConsole({}, async (page) => {
    const form = page.locator('#settings')
    await form.getByRole('button', { name: 'Apply' }).waitFor()
    for (const property of componentProperties) {
      const { label, direction } = property
      if ('isLogicOnly' in property) continue
      const control = direction === 'output' ? form.getByRole('checkbox', { name: label }) : form.getByLabel(label, { exact: true })
      expect(await control.count()).toBe(1)
    }
  })
})

it('loads the page again with changed settings, and keeps them in its address', async () => {
  await withConsole({}, async (page) => {
    await page.getByLabel('Audio from').selectOption({ label: 'Files only' })
    await page.getByLabel('Texts').fill('{"chooseFile": "Take a file"}')
    await page.getByRole('checkbox', { name: 'Status' }).uncheck()
    await page.getByRole('button', { name: 'Apply' }).click()
    await preview(page).getByRole('button', { name: 'Take a file' }).waitFor()
    expect(await page.locator('#message').innerText()).toContain('settings are applied')
    await page.getByRole('button', { name: 'Try a sample' }).click()
    await page.locator('#events').getByText('onTranscript').waitFor()
    expect(JSON.parse((await page.locator('#page-data').textContent()) ?? '')).not.toHaveProperty('result.status')
    await page.reload()
    await preview(page).getByRole('button', { name: 'Take a file' }).waitFor()
    expect(await page.getByLabel('Audio from').inputValue()).toBe('file')
    await page.getByRole('button', { name: 'Back to defaults' }).click()
    await preview(page).getByRole('button', { name: 'Start recording' }).waitFor()
  })
})

it('says why the sample cannot be tried when only the microphone is let in', async () => {
  await withConsole({ query: '?set.source=microphone' }, async (page) => {
    await preview(page).getByRole('button', { name: 'Start recording' }).waitFor()
    await page.getByRole('button', { name: 'Try a sample' }).click()
    await page.getByText('lets only the microphone in').waitFor()
  })
})

it.each(['light', 'dark'])('is accessible and fits a phone in the %s theme', async (theme) => {
  await withConsole({ query: `?theme=${theme}`, width: 375 }, async (page) => {
    await preview(page).getByRole('button', { name: 'Start recording' }).waitFor()
    await page.getByRole('button', { name: 'Apply' }).waitFor()
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(375)
    expect(await preview(page).locator('html').evaluate((html) => html.scrollWidth - html.clientWidth)).toBeLessThanOrEqual(0)
    await expectAccessible(page)
  })
})

it('switches the theme of the page without loading it again', async () => {
  await withConsole({}, async (page) => {
    const component = preview(page).getByRole('group', { name: 'Audio transcriber' })
    const background = (): Promise<string> => component.evaluate((element) => getComputedStyle(element.firstElementChild as Element).backgroundColor)
    await component.evaluate((element) => element.setAttribute('data-kept', ''))
    await page.getByRole('radio', { name: 'Dark' }).check()
    await preview(page).locator('[data-kept]').waitFor()
    expect(await background()).toBe('rgb(22, 25, 29)')
    await page.getByRole('radio', { name: 'Light' }).check()
    expect(await background()).toBe('rgb(255, 255, 255)')
  })
})

it('is worked by keyboard alone, from the sample to the text', async () => {
  await withConsole({}, async (page) => {
    await preview(page).getByRole('button', { name: 'Start recording' }).waitFor()
    const focused = (): Promise<string> => page.evaluate(() => document.activeElement?.textContent?.trim() ?? '')
    for (let presses = 0; presses < 30 && (await focused()) !== 'Try a sample'; presses += 1) await page.keyboard.press('Tab')
    expect(await focused()).toBe('Try a sample')
    await page.keyboard.press('Enter')
    await statusInPageData(page, 'done')
    await page.keyboard.press('Tab')
    expect(await preview(page).locator(':focus').innerText()).toBe('Record again')
  })
})
