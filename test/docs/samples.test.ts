import { execFile } from 'node:child_process'
import { readdirSync, readFileSync } from 'node:fs'
import { join, relative } from 'node:path'
import { startOpenAi, standInKeys, type OpenAiProcess } from '../support/stand-in'
import { startTestPlayground, type TestPlayground } from '../support/playground'

const root = join(__dirname, '..', '..')
const audioFile = join(root, 'test', 'fixtures', 'audio', 'speech.mp3')

const pages = ['README.md', ...readdirSync(join(root, 'docs'), { recursive: true }).map((name) => join('docs', String(name)))].filter((path) => path.endsWith('.md'))
const samplesOf = (page: string): string[] => [...readFileSync(join(root, page), 'utf8').matchAll(/```sh\n([\s\S]*?)```/g)].map(([, code]) => code ?? '').filter((code) => code.includes('curl '))
const samples = pages.flatMap((page) => samplesOf(page).map((code, index) => [`${relative('.', page)} ${index + 1}`, code] as const))

let standIn: OpenAiProcess
let playground: TestPlayground

beforeAll(async () => {
  standIn = await startOpenAi({ engine: 'stand-in' })
  playground = await startTestPlayground({ upstream: { baseUrl: standIn.baseUrl, apiKey: standInKeys.full } })
  const body = new FormData()
  body.append('file', new Blob([new Uint8Array(readFileSync(audioFile))]), 'talk.mp3')
  await fetch(`${playground.url}/api/files/audio/talk.mp3`, { method: 'POST', body })
})
afterAll(async () => {
  await playground.stop()
  await standIn.stop()
})

/** Runs a sample as a reader would, with the variables that the page explains. */
const run = (code: string): Promise<string> => {
  const command = code.replaceAll('https://<subdomain>.backendless.app', playground.url)
  const env = { PATH: process.env['PATH'], BASE: playground.url, AUDIO_URL: `${playground.url}/api/files/audio/talk.mp3`, AUDIO_FILE: audioFile }
  return new Promise((fulfil, reject) => execFile('bash', ['-c', `set -e\n${command}`], { env }, (error, stdout) => (error ? reject(new Error(`${error.message}\n${stdout}`)) : fulfil(stdout))))
}

const expectedOf = (code: string): object => {
  if (code.includes('-F ')) return { fileURL: expect.stringContaining('/api/files/') }
  if (code.includes('getJob')) return { state: 'done', percent: 100, errorCode: null, text: expect.stringMatching(/\w+ \w+/) }
  return code.includes('/start') ? { jobId: expect.stringMatching(/^\w{32}$/), state: 'queued' } : { text: expect.stringMatching(/\w+ \w+/) }
}

test('the pages hold samples to run', () => {
  expect(samples.length).toBeGreaterThanOrEqual(5)
})

test.each(samples)('%s works as it stands', async (_name, code) => {
  const answer = JSON.parse(await run(code)) as unknown
  if (typeof answer === 'string') expect(answer).toMatch(/^WEBVTT\n\n00:/)
  else expect(answer).toMatchObject(expectedOf(code))
})
