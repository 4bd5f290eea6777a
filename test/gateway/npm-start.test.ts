import { spawn, type ChildProcess } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { createServer, type AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { uploadFile } from '../support/http'
import { descendants, isAlive } from '../support/processes'

const repository = resolve(__dirname, '..', '..')
const dataDir = mkdtempSync(join(tmpdir(), 'playground-start-'))
afterAll(() => rmSync(dataDir, { recursive: true, force: true }))

const running: ChildProcess[] = []
afterEach(() => {
  for (const child of running.splice(0)) for (const pid of [...descendants(child.pid ?? 0), child.pid ?? 0].filter(isAlive)) process.kill(pid, 'SIGKILL')
})

interface Started {
  readonly child: ChildProcess
  readonly output: () => string
  readonly errors: () => string
  readonly exit: Promise<number | null>
}

const tsxCli = [process.execPath, join(repository, 'node_modules', 'tsx', 'dist', 'cli.mjs'), join(repository, 'playground', 'main.ts')]

const start = (env: NodeJS.ProcessEnv, [command = '', ...args]: readonly string[] = tsxCli, cwd = tmpdir()): Started => {
  let output = ''
  let errors = ''
  const clean = Object.fromEntries(Object.entries(process.env).filter(([name]) => !/^(OPENAI|PLAYGROUND)_/.test(name)))
  const child = spawn(command, args, {
    cwd, env: { ...clean, PLAYGROUND_DATA_DIR: dataDir, PLAYGROUND_WORKERS: '2', ...env }, stdio: ['ignore', 'pipe', 'pipe'],
  })
  child.stdout.on('data', (chunk: Buffer) => (output += chunk.toString()))
  child.stderr.on('data', (chunk: Buffer) => (errors += chunk.toString()))
  running.push(child)
  return { child, output: () => output, errors: () => errors, exit: new Promise((done) => child.on('exit', (code) => done(code))) }
}

const until = async (condition: () => boolean, limitMs = 45_000): Promise<void> => {
  for (const end = Date.now() + limitMs; !condition() && Date.now() < end; ) await new Promise((done) => setTimeout(done, 30))
  expect(condition()).toBe(true)
}

const ready = async (started: Started): Promise<string> => {
  await until(() => started.output().includes('\n') || started.child.exitCode !== null)
  return /http:\/\/127\.0\.0\.1:\d+/.exec(started.output())?.[0] ?? ''
}

describe('npm start', () => {
  it.each(['SIGINT', 'SIGTERM'] as const)('prints one line, answers a call with the demo engine, and leaves no process after %s', async (signal) => {
    const started = start({ PORT: '0' })
    const url = await ready(started)
    expect(started.output()).toBe(`The playground is ready: ${url}\n`)
    const { body } = await uploadFile(`${url}/api/files/audio/not-audio.mp3?overwrite=true`, 'x', 'just text')
    const answer = await fetch(`${url}/api/services/OpenAIAudioTranscription/transcribe`, { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify({ audioFileUrl: body.fileURL }) })
    expect([answer.status, ((await answer.json()) as { code: number }).code]).toEqual([422, 41110])
    const processes = descendants(started.child.pid ?? 0)
    expect(processes.length).toBeGreaterThanOrEqual(3)
    started.child.kill(signal)
    expect(await started.exit).toBe(0)
    await until(() => !processes.some(isAlive), 5000)
    await expect(fetch(url)).rejects.toThrow()
    expect(started.output()).toBe(`The playground is ready: ${url}\n`)
  })

  it('ends with npm, which passes a signal only to the shell between them', async () => {
    const started = start({ PORT: '0', OPENAI_API_KEY: 'sk-x' }, ['npm', 'start', '--silent'], repository)
    const url = await ready(started)
    expect(started.output()).toBe(`The playground is ready: ${url}\n`)
    const processes = descendants(started.child.pid ?? 0)
    expect(processes.length).toBeGreaterThanOrEqual(3)
    started.child.kill('SIGTERM')
    await started.exit
    await until(() => !processes.some(isAlive), 10_000)
  })

  it('takes its workers along when it is killed', async () => {
    const started = start({ PORT: '0', OPENAI_API_KEY: 'sk-x' })
    await ready(started)
    const [gateway = 0, ...processes] = descendants(started.child.pid ?? 0)
    expect(processes.length).toBeGreaterThanOrEqual(2)
    process.kill(gateway, 'SIGKILL')
    await started.exit
    await until(() => !processes.some(isAlive), 10_000)
  })

  it('says in one sentence that its port is taken', async () => {
    const other = createServer()
    await new Promise<void>((done) => other.listen(0, '127.0.0.1', done))
    const { port } = other.address() as AddressInfo
    const started = start({ PORT: String(port) })
    expect(await started.exit).toBe(1)
    other.close()
    expect(started.output()).toBe('')
    expect(started.errors().trim().split('\n').at(-1)).toBe(`Port ${port} is in use. Stop the other program, or choose another port: PORT=${port + 1} npm start`)
  })

  it.each([['PORT', 'door', 'PORT must be a number from 0 to 65535; it is "door".'], ['PLAYGROUND_WORKERS', 'many', 'PLAYGROUND_WORKERS must be a number above 0; it is "many".']])('refuses a %s that is no number', async (name, value, sentence) => {
    const started = start({ PORT: '0', [name]: value })
    expect(await started.exit).toBe(1)
    expect(started.errors()).toContain(sentence)
  })
})
