import { execFile } from 'node:child_process'
import { join } from 'node:path'
import { promisify } from 'node:util'
import type { Json } from '../support/http'
import { fixtureService, startTestPlayground, type TestPlayground } from '../support/playground'

const run = promisify(execFile)
const journey = async (...args: string[]): Promise<Json> => {
  const { stdout } = await run(process.execPath, ['--require', require.resolve('tsx/cjs'), join(__dirname, 'sdk-journey.ts'), ...args])
  return JSON.parse(stdout)
}

let playground: TestPlayground
beforeEach(async () => {
  playground = await startTestPlayground({ serviceDirs: [fixtureService('probe')], upstream: { apiKey: 'k' } })
})
afterEach(() => playground.stop())

const textOf = async (url: string): Promise<string> => (await fetch(url)).text()

describe('the real SDK', () => {
  it.each(['app id and key', 'the domain of the app'])('works with %s', async (form) => {
    const { files, services } = await (form === 'the domain of the app' ? journey(playground.url) : journey(playground.url, playground.appId, playground.jsKey))
    expect(files).toMatchObject({
      stream: `${playground.url}/api/files/sdk/talk%201.mp3`,
      again: { code: 0, status: 409 },
      names: ['b.wav', 'c.wav', 'd.txt', 'talk 1.mp3'],
      exists: [true, false],
      removed: false,
      missing: { code: 6000, status: 404 },
    })
    expect(await Promise.all([files.stream, files.known, files.saved].map(textOf))).toEqual(['streamed', 'known', 'saved more'])
    expect(services).toEqual({
      object: { first: 'a', second: 2, third: null },
      text: 'words',
      numbered: { code: 41109, status: 422, message: 'The audio file is empty.\nAdvice.' },
      unknown: { code: 0, status: 404, message: '[Nobody] service does not exist' },
      asynchronous: null,
    })
  })
})
