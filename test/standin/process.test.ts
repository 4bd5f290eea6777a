import { fork, spawn } from 'node:child_process'
import { once } from 'node:events'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { standInKeys, startOpenAi } from '../support/stand-in'

const tsx = ['--import', pathToFileURL(require.resolve('tsx')).href]
const main = join(__dirname, '../../playground/openai/main.ts')

const answers = async (baseUrl: string): Promise<boolean> => {
  try {
    return (await fetch(`${baseUrl}/models`, { headers: { authorization: `Bearer ${standInKeys.full}` } })).ok
  } catch {
    return false
  }
}

const untilGone = async (baseUrl: string): Promise<boolean> => {
  for (let tries = 0; tries < 50 && (await answers(baseUrl)); tries += 1) await new Promise((resolve) => setTimeout(resolve, 100))
  return !(await answers(baseUrl))
}

describe('The process of the stand-in', () => {
  test('listens on the loopback address only, and is gone after stop', async () => {
    const standIn = await startOpenAi({ engine: 'stand-in' })
    expect(standIn.baseUrl).toMatch(/^http:\/\/127\.0\.0\.1:\d+\/v1$/)
    expect(await answers(standIn.baseUrl)).toBe(true)
    await standIn.stop()
    expect(await answers(standIn.baseUrl)).toBe(false)
    await standIn.stop()
    await expect(standIn.requests()).rejects.toThrow()
  })

  test('stops although a request hangs in it', async () => {
    const standIn = await startOpenAi({ engine: 'stand-in' })
    await standIn.script([{ kind: 'hang' }])
    const hanging = fetch(`${standIn.baseUrl}/models`).catch((error: unknown) => error)
    await new Promise((resolve) => setTimeout(resolve, 100))
    await standIn.stop()
    expect(await hanging).toHaveProperty('cause')
  })

  test('uses the port that it is given', async () => {
    const first = await startOpenAi({ engine: 'demo' })
    const port = Number(new URL(first.baseUrl).port)
    await first.stop()
    const second = await startOpenAi({ engine: 'demo', port })
    expect(second.baseUrl).toBe(first.baseUrl)
    await second.stop()
  })

  test('started from a shell, prints one line of JSON when it is ready', async () => {
    const child = spawn(process.execPath, [...tsx, main, '--engine', 'demo', '--port', '0'], { stdio: ['ignore', 'pipe', 'inherit'] })
    const [line] = (await once(child.stdout, 'data')) as [Buffer]
    const { baseUrl } = JSON.parse(line.toString()) as { baseUrl: string }
    expect(await answers(baseUrl)).toBe(true)
    child.kill()
    await once(child, 'exit')
    expect(await answers(baseUrl)).toBe(false)
  })

  test('ends with its parent, however that ends', async () => {
    const parent = fork(join(__dirname, 'short-lived-parent.ts'), { execArgv: tsx })
    const [baseUrl] = (await once(parent, 'message')) as [string]
    expect(await answers(baseUrl)).toBe(true)
    parent.kill('SIGKILL')
    await once(parent, 'exit')
    expect(await untilGone(baseUrl)).toBe(true)
  })
})
