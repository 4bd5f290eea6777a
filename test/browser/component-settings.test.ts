import type { Page } from 'playwright-core'
import { pickWords } from '../support/stand-in'
import { speakToFile, wordsIn } from '../support/spoken'
import { expectAccessible } from './accessible'
import { fixturePath, fixtureWords } from './fixtures'
import { eventually, pick, press, setDisplay, trackStates, transcriber, watchMicrophones } from './gestures'
import { startWorld, type World } from './world'

const speech = fixturePath('speech.mp3')
const words = fixtureWords('speech.mp3')
const spoken = speakToFile(pickWords(2, 11))
const root = '.bl-customComponent-audioTranscriber'

let world: World

beforeAll(async () => {
  world = await startWorld({ wavPath: spoken.path })
})

beforeEach(() => world.openAi.reset())

afterAll(async () => {
  await world?.stop()
  spoken.remove()
})

const button = (page: Page, name: string): ReturnType<Page['getByRole']> => page.locator(root).getByRole('button', { name, exact: true })

describe('the interface language', () => {
  it.each([
    ['the setting', { variant: { settings: { interfaceLanguage: 'ja' }, language: 'de' } }, 'ja', '録音を開始'],
    ['the app before the browser', { variant: { language: 'de' }, context: { locale: 'fr-FR' } }, 'de', 'Aufnehmen'],
    ['the browser', { context: { locale: 'uk-UA' } }, 'uk', 'Почати запис'],
    ['English where the browser speaks another one', { context: { locale: 'nl-NL' } }, 'en', 'Start recording'],
  ])('is that of %s', async (_, options, tag, words) => {
    await world.open({ ...options, context: { permissions: ['microphone'], ...('context' in options ? options.context : {}) }, expectedComplaints: /i18n/ }, async ({ page }) => {
      await button(page, words).waitFor()
      expect(await page.locator(root).getAttribute('lang')).toBe(tag)
    })
  })

  it('is fetched only when it is not English, and once for two components', async () => {
    const fetched: string[] = []
    const prepare = (page: Page): Promise<void> => {
      page.on('request', (request) => request.url().includes('/parts/language-') && fetched.push(request.url().replace(/.*\//, '')))
      return Promise.resolve()
    }
    await world.open({ prepare }, async ({ page }) => button(page, 'Start recording').waitFor())
    expect(fetched).toEqual([])
    await world.open({ prepare, variant: { copies: 2, settings: { interfaceLanguage: 'es' } } }, async ({ page }) => {
      await eventually(() => button(page, 'Grabar').count(), 2, 30_000)
    })
    expect(fetched).toEqual(['language-es.js'])
  })

  it('tells errors as well, on the page and in page data, and runs from right to left where it should', async () => {
    await world.open({ variant: { settings: { interfaceLanguage: 'he' } } }, async ({ page, waitForStatus, pageData }) => {
      await button(page, 'להקליט').waitFor()
      await pick(page, fixturePath('text-renamed.mp3'))
      await waitForStatus('failed')
      expect(await pageData('result.errorMessage')).toBe('הקובץ הזה אינו קובץ שמע.')
      expect(await page.locator(root).getByRole('alert').innerText()).toContain('הקובץ הזה אינו קובץ שמע.')
      expect(await page.locator(root).evaluate((element) => getComputedStyle(element).direction)).toBe('rtl')
      await expectAccessible(page)
    })
  })

  it('is English when it cannot be fetched', async () => {
    const prepare = (page: Page): Promise<void> => page.route('**/parts/language-*.js', (route) => route.fulfill({ status: 404 })).then(() => undefined)
    await world.open({ prepare, variant: { settings: { interfaceLanguage: 'de' } }, expectedComplaints: /language-de|Audio Transcriber/ }, async ({ page }) => {
      await button(page, 'Start recording').waitFor()
    })
  })
})

const consentText = 'Your voice is sent to a speech service.'

describe('the consent', () => {
  it('is asked once before the first recording, told by an event and kept in page data', async () => {
    await world.open({ variant: { settings: { consentText } } }, async ({ page, waitForStatus, pageData, events }) => {
      await press(page, 'Start recording')
      await transcriber(page).getByText(consentText).waitFor()
      await eventually(() => page.evaluate(() => document.activeElement?.textContent), 'I agree')
      await expectAccessible(page)
      expect(await pageData('result.consentGiven')).toBeFalsy()
      await page.keyboard.press('Enter')
      await waitForStatus('recording')
      expect(await pageData('result.consentGiven')).toBe(true)
      expect((await events()).filter(({ event }) => event === 'onConsent').map(({ arguments: args }) => args)).toEqual([{ consentText }])
      await press(page, 'Discard')
      await waitForStatus('idle')
      await press(page, 'Start recording')
      await waitForStatus('recording')
    })
  })

  it('holds back a chosen file and an action, and sends neither after Not now', async () => {
    await world.open({ variant: { settings: { consentText } } }, async ({ page, waitForStatus, act, uploads }) => {
      await pick(page, speech)
      await transcriber(page).getByText(consentText).waitFor()
      await page.keyboard.press('Escape')
      await transcriber(page).getByText(consentText).waitFor({ state: 'detached' })
      expect(await page.evaluate(() => document.activeElement?.textContent)).toBe('Start recording')
      await act('startRecording')
      await press(page, 'Not now')
      await waitForStatus('idle')
      expect(uploads).toEqual([])
      await pick(page, speech)
      await press(page, 'I agree')
      await waitForStatus('done')
    })
  })

  it('is not asked when the page knows that it was given', async () => {
    await world.open({ variant: { settings: { consentText, consentGiven: 'true' }, bind: ['transcript', 'status'] } }, async ({ page, waitForStatus }) => {
      await pick(page, speech)
      await waitForStatus('done')
    })
  })
})

/** What the logic of an event does from now on; it runs in the page. */
const answer = (page: Page, event: string, body: string): Promise<void> => page.evaluate(`window.playground.hooks.${event} = (args) => { ${body} }`)

describe('logic of the page', () => {
  it('uploads in the place of the component, which then removes nothing', async () => {
    await world.open({ variant: { hooks: ['onUploadAudio'] } }, async ({ page, waitForStatus, pageData, uploads }) => {
      await answer(page, 'onUploadAudio', "return Backendless.Files.upload(args.file, 'own/' + args.fileName)")
      await pick(page, speech)
      await waitForStatus('done')
      expect(wordsIn(await pageData('result.transcript'))).toEqual(words)
      expect(uploads.map((url) => url.replace(/.*\/files\//, ''))).toEqual(['own/speech.mp3'])
      expect(await world.uploadedFiles('own')).toEqual(['speech.mp3'])
    })
  })

  it('transcribes in the place of the service', async () => {
    await world.open({ variant: { hooks: ['onTranscribeAudio'] } }, async ({ page, waitForStatus, pageData }) => {
      await answer(page, 'onTranscribeAudio', "return Promise.resolve({ text: args.file.name + ' at ' + typeof args.audioUrl, language: 'de' })")
      await pick(page, speech)
      await waitForStatus('done')
      expect(await pageData('result.transcript')).toBe('speech.mp3 at string')
      expect(await pageData('result.language')).toBe('de')
      expect(await world.openAi.requests()).toEqual([])
    })
  })

  it('that fails in a step is an error that can be tried again', async () => {
    await world.open({ variant: { hooks: ['onTranscribeAudio'] } }, async ({ page, waitForStatus, pageData }) => {
      await answer(page, 'onTranscribeAudio', "throw new Error('own trouble')")
      await pick(page, speech)
      await waitForStatus('failed')
      expect(await pageData('result.errorCode')).toBeGreaterThan(41000)
      await answer(page, 'onTranscribeAudio', "return 'at last'")
      await press(page, 'Try again')
      await waitForStatus('done')
      expect(await pageData('result.transcript')).toBe('at last')
    })
  })
})

describe.each(['bar', 'button'])('as a %s', (layout) => {
  it('is worked by keyboard from recording to text, and leaves the text to the page', async () => {
    await world.open({ variant: { settings: { layout } } }, async ({ page, waitForStatus, pageData }) => {
      await button(page, 'Start recording').focus()
      await page.keyboard.press('Enter')
      await waitForStatus('recording')
      await page.waitForFunction(() => Number((window as unknown as { playground: { current: { pageData: { result: { durationSeconds: number } } } } }).playground.current.pageData.result.durationSeconds) >= 2)
      expect(await page.evaluate(() => document.activeElement?.textContent)).toBe('Stop recording')
      await page.keyboard.press('Enter')
      await waitForStatus('done')
      expect(await transcriber(page).getByRole('region', { name: 'Transcript' }).count()).toBe(0)
      expect(String(await pageData('result.transcript'))).not.toBe('')
      await expectAccessible(page)
    })
  })
})

it('lets the microphone go when it is hidden while it records, and works again when it is shown', async () => {
  await world.open({ prepare: watchMicrophones, variant: { settings: { keepUnsent: 'false' } } }, async ({ page, waitForStatus, pageData }) => {
    await press(page, 'Start recording')
    await waitForStatus('recording')
    await setDisplay(page, false)
    await eventually(() => trackStates(page), ['ended'], 30_000)
    await setDisplay(page, true)
    await button(page, 'Start recording').waitFor()
    await pick(page, speech)
    await waitForStatus('done')
    expect(wordsIn(await pageData('result.transcript'))).toEqual(words)
  })
})
