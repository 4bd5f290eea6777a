import { cpSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Browser, Page } from 'playwright-core'
import { functionIds, functions, type FunctionDefinition } from '../../contract'
import { functionFrom, loadXml, teachBlocklyCodeless } from '../blocks/codeless-in-blockly'
import { startUiApp, type UiApp } from '../pack/ui-app'
import { launchChromium } from '../support/browser'
import { postJson, uploadFile } from '../support/http'
import { startTestPlayground, type TestPlayground } from '../support/playground'
import { pickWords, speak, standInKeys, startOpenAi, writeWav, type OpenAiProcess } from '../support/stand-in'

/** Code that the real Blockly makes of every shipped XML, beside the shipped code: both run in the real UI-SDK and in the real CodeRunner, and answer the same. */

const root = join(__dirname, '..', '..')
const shipped = join(root, 'codeless-blocks', 'functions')
const generated = mkdtempSync(join(tmpdir(), 'generated-functions-'))
const words = pickWords(5, 61)

interface Side {
  readonly playground: TestPlayground
  readonly uiApp: UiApp
  readonly page: Page
  /** The recording in the files of this app. */
  readonly audioFileUrl: string
  /** A job of this app, which is done. */
  jobId: string
}

let openAi: OpenAiProcess
let browser: Browser
let sides: readonly Side[] = []
let transcript: unknown

interface Runtime {
  readonly Functions: { call(name: string, ...inputs: unknown[]): Promise<unknown> }
}
declare const BackendlessUI: Runtime

/** Replaces the code of each function by what Blockly generates of its XML. */
const generate = (folder: string, xmlName: string, codeName: string): void => {
  for (const name of readdirSync(folder)) {
    const path = join(folder, name, codeName)
    const [head = '', functionName = ''] = /^[^]*? = (?=async function (\w+)\()/.exec(readFileSync(path, 'utf8')) ?? []
    expect(head).not.toBe('')
    writeFileSync(path, `${head}${functionFrom(loadXml(readFileSync(join(folder, name, xmlName), 'utf8')), functionName)}\n`)
  }
}

const startSide = async (folder: string): Promise<Side> => {
  const playground = await startTestPlayground({
    serviceDirs: [join(root, 'service', 'dist'), join(root, 'test', 'fixtures', 'functions', 'host')], modulesDirs: [join(folder, 'cloud')],
    upstream: { baseUrl: openAi.baseUrl, apiKey: standInKeys.full },
  })
  const functionNames = Object.fromEntries(functions.map(({ key, name }) => [functionIds[key].ui, name]))
  const uiApp = await startUiApp({ serverUrl: playground.url, appId: playground.appId, apiKey: playground.jsKey, functionsFolder: join(folder, 'ui'), functionNames })
  const page = await browser.newPage()
  await page.goto(uiApp.url)
  await page.waitForFunction(() => typeof BackendlessUI !== 'undefined' && document.querySelector('#page') !== null)
  const { samples, sampleRate } = speak(words)
  const { body } = await uploadFile(`${playground.url}/api/files/audio/words.wav`, 'words.wav', new Uint8Array(writeWav(samples, sampleRate)))
  return { playground, uiApp, page, audioFileUrl: body.fileURL, jobId: '' }
}

const callUi = ({ page }: Side, { name }: FunctionDefinition, inputs: readonly unknown[]): Promise<unknown> =>
  page.evaluate(
    ([wanted, values]) => BackendlessUI.Functions.call(wanted, ...values).catch(({ code, message }: { code: number; message: string }) => ({ code, message })),
    [name, inputs] as [string, unknown[]],
  )

const callCloud = async ({ playground: { url, appId, jsKey } }: Side, { key }: FunctionDefinition, inputs: readonly unknown[]): Promise<unknown> =>
  (await postJson(`${url}/${appId}/${jsKey}/services/FunctionHost/call`, { functionId: functionIds[key].cloud, inputs })).body

/** A value for every input that something depends on; the others stay empty. */
const inputsOf = ({ audioFileUrl, jobId }: Side, { inputs }: FunctionDefinition): unknown[] => {
  const values: Readonly<Record<string, unknown>> = { audioFileUrl, audio: audioFileUrl, job: jobId, transcript, format: 'srt', words: words[2], seconds: 3, model: 'whisper-1' }
  return inputs.map(({ name }) => values[name] ?? null)
}

/** The two apps have addresses, jobs and clocks of their own. */
const asAnyApp = ({ playground: { url } }: Side, answer: unknown): unknown =>
  JSON.parse(JSON.stringify(answer).replaceAll(url, 'https://app').replace(/"jobId":"\w{32}"/g, '"jobId":"job"').replace(/"expiresAt":\d+/g, '"expiresAt":1'))

const functionOf = (wanted: FunctionDefinition['key']): FunctionDefinition => {
  const definition = functions.find(({ key }) => key === wanted)
  if (!definition) throw new Error(`There is no function ${wanted}.`)
  return definition
}

const finishJob = async (side: Side): Promise<void> => {
  const started = (await callUi(side, functionOf('startLong'), inputsOf(side, functionOf('startLong')))) as { jobId: string }
  side.jobId = started.jobId
  await callUi(side, functionOf('waitForJob'), inputsOf(side, functionOf('waitForJob')))
}

const calls = functions.flatMap((definition) => definition.places.map((place) => ({ title: `${definition.name} (${place})`, definition, call: place === 'ui' ? callUi : callCloud })))

beforeAll(async () => {
  cpSync(shipped, generated, { recursive: true })
  teachBlocklyCodeless()
  generate(join(generated, 'ui'), 'logic.xml', 'code.js')
  generate(join(generated, 'cloud'), 'source.xml', 'index.js')
  openAi = await startOpenAi({ engine: 'stand-in' })
  browser = await launchChromium('none')
  for (const folder of [shipped, generated]) sides = [...sides, await startSide(folder)]
  const [first] = sides
  const transcribe = functionOf('transcribe')
  if (!first) throw new Error('There is nothing to compare.')
  transcript = await callUi(first, transcribe, transcribe.inputs.map(({ name }) => ({ audioFileUrl: first.audioFileUrl, speakers: true })[name] ?? null))
  await Promise.all(sides.map(finishJob))
})

afterAll(async () => {
  await browser?.close()
  for (const { playground, uiApp } of sides) {
    await uiApp.stop()
    await playground.stop()
  }
  await openAi?.stop()
  rmSync(generated, { recursive: true, force: true })
})

it('is code of Blockly, not a copy of what ships', () => {
  const path = join('ui', functionIds.transcribe.ui, 'code.js')
  expect(readFileSync(join(generated, path), 'utf8')).not.toBe(readFileSync(join(shipped, path), 'utf8'))
})

it.each(calls)('$title answers what the shipped function answers', async ({ definition, call }) => {
  const [expected, answer] = await Promise.all(sides.map(async (side) => asAnyApp(side, await call(side, definition, inputsOf(side, definition)))))
  expect(answer).toEqual(expected)
  expect(answer).not.toHaveProperty('code')
  expect(JSON.stringify(answer).length).toBeGreaterThan(2)
})

it.each(calls)('$title fails without inputs as the shipped function fails', async ({ definition, call }) => {
  const [expected, answer] = await Promise.all(sides.map((side) => call(side, definition, definition.inputs.map(() => null))))
  expect(answer).toEqual(expected)
  expect(answer).toMatchObject({ code: expect.any(Number), message: expect.any(String) })
})
