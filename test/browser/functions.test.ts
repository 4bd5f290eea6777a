import { join } from 'node:path'
import type { Browser, Page } from 'playwright-core'
import { errorMessage, functionIds, functions } from '../../contract'
import { startUiApp, type UiApp } from '../pack/ui-app'
import { launchChromium } from '../support/browser'
import { uploadFile } from '../support/http'
import { startTestPlayground, type TestPlayground } from '../support/playground'
import { wordsIn } from '../support/spoken'
import { findWord, pickWords, speak, standInKeys, startOpenAi, writeWav, type OpenAiProcess } from '../support/stand-in'

const root = join(__dirname, '..', '..')
const words = pickWords(5, 31)

let openAi: OpenAiProcess
let playground: TestPlayground
let uiApp: UiApp
let browser: Browser
let page: Page
let audioFileUrl: string

interface Runtime {
  readonly Functions: { call(name: string, ...inputs: unknown[]): Promise<unknown>; readonly Custom: Record<string, (...inputs: unknown[]) => Promise<unknown>> }
}
declare const BackendlessUI: Runtime

/** Calls a function by its name, as free JavaScript in UI Builder does; a failure comes back as its code and message. */
const call = (name: string, ...inputs: unknown[]): Promise<unknown> =>
  page.evaluate(
    ([wanted, values]) => BackendlessUI.Functions.call(wanted, ...values).catch(({ code, message }: { code: number; message: string }) => ({ code, message })),
    [name, inputs] as [string, unknown[]],
  )

beforeAll(async () => {
  openAi = await startOpenAi({ engine: 'stand-in' })
  playground = await startTestPlayground({ upstream: { baseUrl: openAi.baseUrl, apiKey: standInKeys.full } })
  const { samples, sampleRate } = speak(words)
  audioFileUrl = (await uploadFile(`${playground.url}/api/files/audio/words.wav`, 'words.wav', new Uint8Array(writeWav(samples, sampleRate)))).body.fileURL
  uiApp = await startUiApp({
    serverUrl: playground.url, appId: playground.appId, apiKey: playground.jsKey, functionsFolder: join(root, 'codeless-blocks', 'functions', 'ui'),
    functionNames: Object.fromEntries(functions.map(({ key, name }) => [functionIds[key].ui, name])),
  })
  browser = await launchChromium('none')
  page = await browser.newPage()
  await page.goto(uiApp.url)
  await page.waitForFunction(() => typeof BackendlessUI !== 'undefined' && document.querySelector('#page') !== null)
})

afterAll(async () => {
  await browser?.close()
  await uiApp?.stop()
  await playground?.stop()
  await openAi?.stop()
})

describe('the UI functions in the real UI-SDK', () => {
  it('answer the words that were spoken, called by name', async () => {
    const answer = (await call('Audio: transcribe', audioFileUrl)) as { text: string }
    expect(wordsIn(answer.text)).toEqual(words)
  })

  it('answer English', async () => {
    const answer = (await call('Audio: translate', audioFileUrl, null, null)) as { text: string }
    expect(wordsIn(answer.text)).toEqual(words.map((word) => findWord(word)?.english))
  })

  it('answer to their id, as logic made of blocks calls them', async () => {
    const answer = await page.evaluate(([id, url]) => BackendlessUI.Functions.Custom[`fn_${id}`]?.(url, null, null, null), [functionIds.transcribe.ui, audioFileUrl] as const)
    expect(wordsIn((answer as { text: string }).text)).toEqual(words)
  })

  it('stop without audio, with the words of the contract', async () => {
    expect(await call('Audio: transcribe', null)).toEqual({ code: 41001, message: errorMessage('audio-url-missing') })
  })

  it('pass an error of the service on', async () => {
    expect(await call('Audio: transcribe', `${audioFileUrl}.gone`)).toEqual({ code: 41103, message: errorMessage('source-not-found', { status: 404 }) })
  })

  it('say so when the connection is lost', async () => {
    await page.context().setOffline(true)
    try {
      expect(await call('Audio: transcribe', audioFileUrl)).toEqual({ code: 41516, message: errorMessage('service-unreachable', { service: 'OpenAIAudioTranscription' }) })
    } finally {
      await page.context().setOffline(false)
    }
  })
})
