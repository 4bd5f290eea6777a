import { join } from 'node:path'
import Backendless from 'backendless'
import { errorByKey, errorMessage, functionIds, products } from '../../contract'
import { postJson, uploadFile, type Json } from '../support/http'
import { startTestPlayground, type TestPlayground } from '../support/playground'
import { findWord, pickWords, speak, standInKeys, startOpenAi, writeWav, type OpenAiProcess } from '../support/stand-in'
import { uiFunction } from './shipped-functions'

const repository = join(__dirname, '..', '..')
const host = join(repository, 'test', 'fixtures', 'functions', 'host')
const words = pickWords(5, 11)

let openAi: OpenAiProcess
let playground: TestPlayground
let audioFileUrl: string

const appUrl = ({ url, appId, jsKey }: TestPlayground): string => `${url}/${appId}/${jsKey}`

const upload = async (): Promise<string> => {
  const { samples, sampleRate } = speak(words)
  const { body } = await uploadFile(`${appUrl(playground)}/files/audio/words.wav`, 'words.wav', new Uint8Array(writeWav(samples, sampleRate)))
  return (body as { fileURL: string }).fileURL
}

/** Calls a Cloud function by way of the host service over HTTP. */
const callCloud = async (functionId: string, ...inputs: unknown[]): Promise<{ status: number; body: Json }> =>
  await postJson(`${appUrl(playground)}/services/FunctionHost/call`, { functionId, inputs })

const wordsIn = (text: unknown): string[] => String(text).toLowerCase().match(/\p{L}+/gu) ?? []
const inEnglish = words.map((word) => findWord(word)?.english)

beforeAll(async () => {
  openAi = await startOpenAi({ engine: 'stand-in' })
  playground = await startTestPlayground({
    serviceDirs: [join(repository, 'service', 'dist'), host],
    modulesDirs: [join(repository, 'codeless-blocks', 'functions', 'cloud')],
    upstream: { baseUrl: openAi.baseUrl, apiKey: standInKeys.full },
  })
  audioFileUrl = await upload()
  Backendless.initApp({ appId: playground.appId, apiKey: playground.jsKey, serverURL: playground.url } as never)
})

afterAll(async () => {
  await playground?.stop()
  await openAi?.stop()
})

describe('a Cloud function in the real CodeRunner', () => {
  it('answers the words that were spoken', async () => {
    const { status, body } = await callCloud(functionIds.transcribe.cloud, audioFileUrl)
    expect(status).toBe(200)
    expect(wordsIn(body.text)).toEqual(words)
  })

  it('answers English', async () => {
    const { body } = await callCloud(functionIds.translate.cloud, audioFileUrl, null, null)
    expect(wordsIn(body.text)).toEqual(inEnglish)
  })

  it('hands its error on with number, status and words', async () => {
    const missing = await callCloud(functionIds.transcribe.cloud, null)
    expect(missing.body).toEqual({ code: 41001, message: errorMessage('audio-url-missing') })
    const gone = await callCloud(functionIds.transcribe.cloud, `${audioFileUrl}.gone`)
    expect(gone.status).toBe(errorByKey('source-not-found').status)
    expect(gone.body).toEqual({ code: 41103, message: errorMessage('source-not-found', { status: 404 }) })
  })
})

describe('a UI function with the real SDK', () => {
  it('answers the words that were spoken', async () => {
    const answer = await uiFunction('transcribe', Backendless)(audioFileUrl)
    expect(wordsIn((answer as { text: string }).text)).toEqual(words)
  })

  it('answers English', async () => {
    const answer = await uiFunction('translate', Backendless)(audioFileUrl)
    expect(wordsIn((answer as { text: string }).text)).toEqual(inEnglish)
  })

  it('passes on what the service says about a wrong input', async () => {
    await expect(uiFunction('transcribe', Backendless)(audioFileUrl, null, null, 'Klingon')).rejects.toMatchObject({
      code: 41008, message: errorMessage('language-unknown', { name: 'language', value: '"Klingon"' }),
    })
  })
})

describe('the blocks of a long recording', () => {
  const ui = (key: keyof typeof functionIds, ...inputs: unknown[]): Promise<Json> => uiFunction(key, Backendless)(...inputs)
  const cloud = async (key: keyof typeof functionIds, ...inputs: unknown[]): Promise<Json> => (await callCloud(functionIds[key].cloud, ...inputs)).body

  it.each([['UI Builder', ui], ['Cloud Code', cloud]])('start it, wait for it and ask for it in %s', async (_, block) => {
    const job = await block('startLong', audioFileUrl)
    expect(job).toEqual({ jobId: expect.any(String) as string, state: 'queued' })
    expect(wordsIn((await block('waitForJob', job, 3)).text)).toEqual(words)
    const asked = await block('getJob', job.jobId)
    expect([asked.state, asked.percent, wordsIn(asked.result.text)]).toEqual(['done', 100, words])
    expect((await block('getJob', job, 'state')).result).toBeNull()
    expect((await block('cancelJob', job.jobId, 'too late')).state).toBe('done')
  }, 120_000)

  it.each([['UI Builder', (...inputs: unknown[]) => ui('waitForJob', ...inputs).catch(({ code }: { code: number }) => ({ code }))], ['Cloud Code', (...inputs: unknown[]) => cloud('waitForJob', ...inputs)]])('tell what became of it in %s', async (_, wait) => {
    expect(await wait(null)).toMatchObject({ code: 41012 })
    expect(await wait('nobody')).toMatchObject({ code: 41403 })
    expect(await wait(await ui('startLong', `${audioFileUrl}.gone`), 3)).toMatchObject({ code: 41103 })
    const job = await ui('startLong', audioFileUrl)
    const { state } = await ui('cancelJob', job)
    // A short recording may be done before it is cancelled.
    if (state === 'cancelled') expect(await wait(job, 3)).toMatchObject({ code: 41406 })
    else expect(wordsIn((await wait(job, 3)).text)).toEqual(words)
  }, 120_000)
})

describe('in an app without the services', () => {
  it('says which product to install', async () => {
    const empty = await startTestPlayground({ serviceDirs: [host], modulesDirs: [join(repository, 'codeless-blocks', 'functions', 'cloud')] })
    try {
      const { body } = await postJson(`${appUrl(empty)}/services/FunctionHost/call`, { functionId: functionIds.translate.cloud, inputs: [audioFileUrl] })
      expect(body).toEqual({ code: 41515, message: errorMessage('service-not-installed', { service: 'OpenAIAudioTranslation' }) })
      expect(body.message).toContain(products.services.title)
    } finally {
      await empty.stop()
    }
  })
})
