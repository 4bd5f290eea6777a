import { spawn, type ChildProcess } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { uploadFile } from '../support/http'
import { descendants, isAlive } from '../support/processes'

const repository = resolve(__dirname, '..', '..')
const dataDir = mkdtempSync(join(tmpdir(), 'playground-redis-'))
const running: ChildProcess[] = []
afterEach(() => {
  for (const child of running.splice(0)) for (const pid of [...descendants(child.pid ?? 0), child.pid ?? 0].filter(isAlive)) process.kill(pid, 'SIGKILL')
})
afterAll(() => rmSync(dataDir, { recursive: true, force: true }))

const patienceMs = 60_000

const until = async (isSo: () => boolean): Promise<void> => {
  for (const end = Date.now() + patienceMs; !isSo() && Date.now() < end; ) await new Promise((done) => setTimeout(done, 50))
  expect(isSo()).toBe(true)
}

interface Started {
  readonly child: ChildProcess
  readonly output: () => string
  readonly url: string
}

const start = async (): Promise<Started> => {
  let output = ''
  const clean = Object.fromEntries(Object.entries(process.env).filter(([name]) => !/^(OPENAI|PLAYGROUND|CLOUD)_/.test(name)))
  const child = spawn('npm', ['run', 'start:redis', '--silent'], { cwd: repository, env: { ...clean, PORT: '0', PLAYGROUND_DATA_DIR: dataDir }, stdio: ['ignore', 'pipe', 'ignore'] })
  running.push(child)
  child.stdout.on('data', (chunk: Buffer) => (output += chunk.toString()))
  await until(() => output.includes('\n') || child.exitCode !== null)
  return { child, output: () => output, url: /http:\/\/127\.0\.0\.1:\d+/.exec(output)?.[0] ?? '' }
}

describe('npm run start:redis', () => {
  it('prints one line, answers with the services of the pack, and leaves no process behind', async () => {
    const { child, output, url } = await start()
    expect(output()).toBe(`The playground is ready: ${url}\n`)
    const { body } = await uploadFile(`${url}/api/files/audio/not-audio.mp3?overwrite=true`, 'x', 'just text')
    const answer = await fetch(`${url}/api/services/OpenAIAudioTranscription/transcribe`, { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify({ audioFileUrl: body.fileURL }) })
    expect([answer.status, ((await answer.json()) as { code: number }).code]).toEqual([422, 41110])
    const processes = descendants(child.pid ?? 0)
    // Gateway, Redis, master and its four workers, each with what watches over it.
    expect(processes.length).toBeGreaterThanOrEqual(7)
    child.kill('SIGTERM')
    await until(() => !processes.some(isAlive))
    await expect(fetch(url)).rejects.toThrow()
  }, 180_000)

  it('takes Redis and the workers along when it is killed', async () => {
    const { child, url } = await start()
    expect(url).not.toBe('')
    const processes = descendants(child.pid ?? 0)
    const [gateway = 0] = processes.filter((pid) => readFileSync(`/proc/${pid}/cmdline`, 'utf8').includes('\0playground/main.ts\0'))
    process.kill(gateway, 'SIGKILL')
    await until(() => !processes.some(isAlive))
  }, 180_000)
})
