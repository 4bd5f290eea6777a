import { execFile } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

const root = join(__dirname, '..', '..')
const wav = readFileSync(join(root, 'test', 'fixtures', 'audio', 'speech.wav'))
let server: Server
let base: string
let scratch: string

beforeAll(async () => {
  scratch = mkdtempSync(join(tmpdir(), 'node18-'))
  server = createServer((request, response) => {
    if (request.method === 'GET') return void response.end(wav)
    request.resume().on('end', () => response.setHeader('content-type', 'application/json').end('{"text":"heard"}'))
  })
  await new Promise<void>((ready) => server.listen(0, '127.0.0.1', ready))
  base = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
})
afterAll(() => {
  server.close()
  rmSync(scratch, { recursive: true, force: true })
})

/** The oldest Node that Cloud Code may run; fetched into a scratch folder, because as a dependency it would shadow node in every script. */
const underNode18 = (...args: string[]): Promise<string> =>
  new Promise((fulfil, reject) => {
    execFile('npx', ['--yes', '--package', 'node@18', 'node', ...args], { cwd: scratch, timeout: 100_000 }, (error, stdout) => (error ? reject(new Error(error.message)) : fulfil(stdout)))
  })

test('the built service loads and answers under Node 18', async () => {
  const answer = JSON.parse(await underNode18(join(__dirname, 'node18-call.cjs'), join(root, 'service', 'dist'), `${base}/a.wav`, `${base}/v1`))
  expect(answer).toEqual({ node: expect.stringMatching(/^v18\./), text: 'heard' })
}, 120_000)
