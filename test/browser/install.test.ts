import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Browser, Locator, Page } from 'playwright-core'
import { launchChromium, listenForComplaints } from '../support/browser'
import { startTestPlayground, type TestPlayground } from '../support/playground'
import { speakToFile, wordsIn } from '../support/spoken'
import { pickWords, standInKeys, startOpenAi, type OpenAiProcess } from '../support/stand-in'
import { expectAccessible } from './accessible'
import { eventually } from './gestures'

/** The road of somebody who has just started the playground: New app, Marketplace, install, configured, first transcript. */

const words = pickWords(4, 71)
const spoken = speakToFile(words)
const spokenMs = spoken.words.at(-1)!.end * 1000 + 700
const maxClicks = 8

let openAi: OpenAiProcess
let playground: TestPlayground
let browser: Browser
const dataDir = mkdtempSync(join(tmpdir(), 'install-'))

beforeAll(async () => {
  openAi = await startOpenAi({ engine: 'stand-in' })
  // Nothing in the environment names an engine: only what is typed into the form can make it work.
  playground = await startTestPlayground({ dataDir })
  browser = await launchChromium({ wavPath: spoken.path })
})

afterAll(async () => {
  await browser?.close()
  await playground?.stop()
  await openAi?.stop()
  spoken.remove()
  rmSync(dataDir, { recursive: true, force: true })
})

const open = async (path: string, width = 1280): Promise<{ page: Page; complaints: readonly string[]; close: () => Promise<void> }> => {
  const context = await browser.newContext({ permissions: ['microphone'], viewport: { width, height: 900 } })
  const page = await context.newPage()
  const complaints = listenForComplaints(page)
  await page.goto(`${playground.url}${path}`)
  return { page, complaints, close: () => context.close() }
}

it('a fresh playground gives the first transcript after at most eight clicks', async () => {
  const { page, complaints, close } = await open('/')
  try {
    const startedAt = Date.now()
    let clicks = 0
    const click = async (locator: Locator): Promise<void> => {
      clicks++
      await locator.click()
    }
    const app = page.frameLocator('#preview')

    await click(page.getByRole('link', { name: 'New app' }))
    await click(page.getByRole('link', { name: 'Marketplace' }).first())
    await click(page.getByRole('link', { name: 'Install Audio Transcriber' }))
    await page.locator('#OpenAIAudioTranscription-apiKey:focus').waitFor()
    await page.keyboard.type(standInKeys.full)
    for (let tab = 0; tab < 3; tab++) await page.keyboard.press('Tab')
    await page.keyboard.type(openAi.baseUrl)
    await click(page.getByRole('button', { name: 'Install' }))
    await page.getByText('Audio Transcriber is installed.').waitFor()
    await click(page.getByRole('link', { name: 'Open UI Builder' }))
    await click(page.getByRole('button', { name: 'Add Audio Transcriber to the page' }))
    await click(app.getByRole('button', { name: 'Start recording', exact: true }))
    await app.getByRole('button', { name: 'Stop recording', exact: true }).waitFor()
    await page.waitForTimeout(spokenMs)
    await click(app.getByRole('button', { name: 'Stop recording', exact: true }))
    const transcript = async (): Promise<string[]> => wordsIn((JSON.parse(await page.locator('#page-data').innerText()) as { result?: { transcript?: string } }).result?.transcript)
    await eventually(transcript, words).catch(async (error: unknown) => {
      throw new Error(`No words: ${await page.locator('#page-data').innerText()}`, { cause: error })
    })

    const seconds = (Date.now() - startedAt) / 1000
    process.stdout.write(`From a fresh playground to the first transcript: ${clicks} clicks, ${seconds.toFixed(1)} s, ${(spokenMs / 1000).toFixed(1)} s of them speech.\n`)
    expect(clicks).toBeLessThanOrEqual(maxClicks)
    expect(complaints).toEqual([])
  } finally {
    await close()
  }
})

it('both services have what was typed once', async () => {
  const { page, close } = await open('/cloud-code?app=new-app')
  try {
    for (const service of ['OpenAIAudioTranscription', 'OpenAIAudioTranslation']) {
      expect(await page.locator(`#${service}-apiBaseUrl`).inputValue()).toBe(openAi.baseUrl)
      expect(await page.locator(`#${service}-apiKey`).getAttribute('placeholder')).toBe('Saved. Leave empty to keep it')
    }
    await page.locator('#OpenAIAudioTranslation-audioFolder').fill('english')
    await page.locator('section', { hasText: 'OpenAIAudioTranslation' }).getByRole('button', { name: 'Save' }).click()
    await page.getByText('The configuration of OpenAIAudioTranslation is saved.').waitFor()
    expect(new URL(page.url()).searchParams.get('app')).toBe('new-app')
    expect(await page.locator('#OpenAIAudioTranscription-audioFolder').inputValue()).toBe('audio')
  } finally {
    await close()
  }
})

it('the setup check has a tick for everything, and says what to do when the key is wrong', async () => {
  const { page, complaints, close } = await open('/marketplace/component?app=new-app')
  try {
    const states = (): Promise<string[]> => page.locator('#setup-check li').evaluateAll((items) => items.map((item) => `${(item as HTMLElement).dataset['check']} ${(item as HTMLElement).dataset['state']}`))
    await eventually(states, ['Services good', 'Key good', 'Model good', 'Folder good', 'Microphone good'])
    await page.getByText('whisper-1 is offered until 2027-02-26; then gpt-transcribe takes over by itself.').waitFor()
    const configuration = `${playground.url}/0642C27D-239F-4A37-8F0D-D9004E628134/console/cloud-code/services/OpenAIAudioTranslation/configuration`
    await fetch(configuration, { method: 'PUT', headers: { 'content-type': 'application/json' }, body: JSON.stringify({ apiKey: 'sk-wrong' }) })
    await page.getByRole('button', { name: 'Check again' }).click()
    await page.getByText('Enter a valid key in the configuration of the services (Cloud Code).').waitFor()
    await fetch(configuration, { method: 'PUT', headers: { 'content-type': 'application/json' }, body: JSON.stringify({ apiKey: standInKeys.full }) })
    expect(complaints).toEqual([])
  } finally {
    await close()
  }
})

it('the functions are in Codeless of the app as soon as they are installed, and gone afterwards', async () => {
  const { page, close } = await open('/codeless?app=new-app&program=meeting')
  try {
    await page.getByText('This logic uses blocks that this app does not have:', { exact: false }).waitFor()
    await page.getByRole('link', { name: 'Open the Marketplace.' }).click()
    await page.getByRole('link', { name: 'Install Audio to Text Functions' }).click()
    await page.getByRole('button', { name: 'Install' }).click()
    await page.getByRole('link', { name: 'Open Codeless' }).click()
    await page.locator('#workspace[aria-busy=false]').waitFor()
    await page.getByLabel('Program').selectOption({ label: 'Meeting notes with speakers' })
    await eventually(() => page.locator('#message').innerText(), '')
    await eventually(async () => (await page.locator('#code').innerText()).includes('BackendlessUI.Functions.Custom'), true)
    await page.goto(`${playground.url}/marketplace/functions/uninstall?app=new-app`)
    await page.getByRole('button', { name: 'Uninstall' }).click()
    await page.getByText('Audio to Text Functions is uninstalled.').waitFor()
    await page.goto(`${playground.url}/codeless?app=new-app&program=meeting`)
    await page.getByText('the function "Audio: transcribe" is not in this app', { exact: false }).waitFor()
  } finally {
    await close()
  }
})

const readable = ['/marketplace', '/marketplace/services', '/marketplace/functions/install', '/marketplace/component', '/marketplace/services/uninstall', '/cloud-code', '/']

it.each(readable)('%s is accessible, and readable at the width of a phone', async (path) => {
  const { page, close } = await open(`${path}?app=new-app`, 375)
  try {
    await page.waitForLoadState('networkidle')
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(375)
    await expectAccessible(page)
  } finally {
    await close()
  }
})

it('every place is reached by keyboard from every place, for the same app', async () => {
  const { page, close } = await open('/marketplace?app=new-app')
  try {
    for (const [name, path] of [['Cloud Code', '/cloud-code'], ['Codeless', '/codeless'], ['UI Builder', '/'], ['Marketplace', '/marketplace']] as const) {
      await page.getByRole('navigation', { name: 'Places' }).getByRole('link', { name }).focus()
      await page.keyboard.press('Enter')
      await page.waitForURL((url) => url.pathname === path)
      expect(new URL(page.url()).searchParams.get('app')).toBe('new-app')
      expect(await page.getByRole('navigation', { name: 'Places' }).locator('[aria-current=page]').innerText()).toBe(name)
    }
  } finally {
    await close()
  }
})
