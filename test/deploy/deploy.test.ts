import { spawn } from 'node:child_process'
import { cpSync, mkdtempSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { version } from '../../package.json'
import { cloudCodeModelName } from '../../contract'
import { appId, key, startPublishingServer, type Behaviour, type PublishingServer } from './publishing-server'

/** The real `coderunner deploy` against a strict double of the server: what a developer sees, and the exit code. */

const root = join(__dirname, '..', '..')
const folder = mkdtempSync(join(tmpdir(), 'deploy-'))
const built = join(root, 'service', 'dist')
let server: PublishingServer

beforeAll(async () => {
  cpSync(built, folder, { recursive: true })
  server = await startPublishingServer()
})
beforeEach(() => {
  server.become('publishes')
  for (const list of [server.published, server.models, server.requests]) list.length = 0
})
afterAll(async () => {
  await server.stop()
  rmSync(folder, { recursive: true, force: true })
})

interface Ended {
  readonly code: number | null
  readonly output: string
}

interface Attempt {
  readonly environment?: NodeJS.ProcessEnv
  readonly flags?: readonly string[]
  readonly from?: string
}

const deploy = ({ environment = {}, flags = [], from = folder }: Attempt = {}): Promise<Ended> =>
  new Promise((resolve, reject) => {
    const env = { ...process.env, BACKENDLESS_APP_ID: appId, BACKENDLESS_CODERUNNER_KEY: key, BACKENDLESS_API_SERVER: server.url, ...environment }
    const child = spawn(process.execPath, ['--require', require.resolve('tsx/cjs'), join(root, 'scripts', 'deploy.ts'), '--no-build', '--from', from, ...flags], { cwd: root, env, stdio: ['ignore', 'pipe', 'pipe'] })
    let output = ''
    for (const stream of [child.stdout, child.stderr]) stream.on('data', (chunk: Buffer) => (output += chunk.toString()))
    child.once('error', reject)
    child.once('close', (code) => resolve({ code, output }))
  })

const tellsNoKey = ({ output }: Ended): void => expect(output.toUpperCase()).not.toContain(key)

it('puts the services into the app, then names every zip that remains to be imported by hand', async () => {
  const ended = await deploy()
  expect(ended).toEqual({ code: 0, output: expect.stringContaining('The services are deployed.') as string })
  tellsNoKey(ended)
  expect(server.models).toEqual([cloudCodeModelName])
  const shipped = readdirSync(folder).filter((name) => name !== 'coderunner.json')
  expect([...server.published].sort()).toEqual([...shipped, 'model.json'].sort())
  for (const name of ['audio-to-text-ui-functions', 'audio-to-text-cloud-functions', 'audio-transcriber-component']) expect(ended.output).toContain(`dist/pack/${name}-${version}.zip`)
  expect(ended.output).toContain('Backendless documents no call for functions and components')
})

it('takes ids in small letters and an address with a slash at its end', async () => {
  const ended = await deploy({ environment: { BACKENDLESS_APP_ID: appId.toLowerCase(), BACKENDLESS_CODERUNNER_KEY: key.toLowerCase(), BACKENDLESS_API_SERVER: `${server.url}/` } })
  expect(ended.code).toBe(0)
  tellsNoKey(ended)
})

it('is not led elsewhere or silenced by variables that CodeRunner reads', async () => {
  const ended = await deploy({ environment: { APIURL: 'http://127.0.0.1:1', NODE_ENV: 'test', BL_CONSUL_HOST: '127.0.0.1:1' } })
  expect(ended.code).toBe(0)
})

const otherId = '99999999-AAAA-4BBB-8CCC-222222222222'

it.each<[string, Behaviour, Attempt, RegExp]>([
  ['a wrong key', 'publishes', { environment: { BACKENDLESS_CODERUNNER_KEY: otherId } }, /Not deployed\. The server does not take this application id with this key\..*The secret key does not belong/],
  ['a wrong app', 'publishes', { environment: { BACKENDLESS_APP_ID: otherId } }, /Not deployed\. The server does not take this application id with this key\./],
  ['code that is too large for the plan', 'refuses-size', {}, /Not deployed\. The server refused the code because of its size\..*exceeds 2 MB/],
  ['code that the server cannot publish', 'rejects', {}, /Not deployed\. The server took the code but could not publish it\..*invalid description/],
  ['a server that fails', 'crashes', {}, /Not deployed\. The server did not publish the code\..*Internal server failure/],
  ['a server that fails while it publishes', 'status-breaks', { flags: ['--timeout-seconds', '30'] }, /Not deployed\. .*temporarily away/],
  ['a server that repeats the key in its answer', 'echoes-the-key', {}, /Not deployed\. .*Something about \(key\) and \(key\)/],
  ['a server that never answers', 'never-answers', { flags: ['--timeout-seconds', '8'] }, /Not deployed\. No end after 8 seconds, so it was stopped\./],
  ['a server that never finishes', 'never-finishes', { flags: ['--timeout-seconds', '8'] }, /Not deployed\. No end after 8 seconds, so it was stopped\./],
  ['no server', 'publishes', { environment: { BACKENDLESS_API_SERVER: 'http://127.0.0.1:1' } }, /Not deployed\. The server cannot be reached\. Check BACKENDLESS_API_SERVER/],
])('%s ends with a sentence and a failure', async (_what, behaviour, attempt, sentence) => {
  server.become(behaviour)
  const ended = await deploy(attempt)
  expect(ended.output).toMatch(sentence)
  expect(ended.output).not.toContain('The services are deployed.')
  expect(ended.code).toBe(1)
  expect(ended.output.toUpperCase()).not.toContain(otherId === attempt.environment?.['BACKENDLESS_CODERUNNER_KEY'] ? otherId : key)
})

it.each<[string, NodeJS.ProcessEnv, string]>([
  ['without a key', { BACKENDLESS_CODERUNNER_KEY: '' }, 'The CodeRunner API key is missing.'],
  ['with half a key', { BACKENDLESS_CODERUNNER_KEY: key.slice(0, 20) }, 'The CodeRunner API key is not in the form'],
  ['without an app', { BACKENDLESS_APP_ID: '' }, 'The application id is missing.'],
  ['with an address that is none', { BACKENDLESS_API_SERVER: 'api.backendless.com' }, 'BACKENDLESS_API_SERVER is not an address'],
])('asks no server %s', async (_what, environment, sentence) => {
  const { code, output } = await deploy({ environment })
  expect({ code, output }).toEqual({ code: 1, output: expect.stringContaining(sentence) as string })
  expect(output).not.toContain(key.slice(0, 20))
  expect(server.requests).toEqual([])
})

describe('a built folder', () => {
  const withFile = async (name: string, content: string | null, sentence: RegExp): Promise<void> => {
    const from = mkdtempSync(join(tmpdir(), 'deploy-built-'))
    cpSync(built, from, { recursive: true })
    if (content === null) rmSync(join(from, name))
    else writeFileSync(join(from, name), content)
    const { code, output } = await deploy({ from })
    rmSync(from, { recursive: true, force: true })
    expect(output).toMatch(sentence)
    expect(code).toBe(1)
    expect(server.requests).toEqual([])
  }

  it('without its deploy settings is refused, because CodeRunner would take its own', () => withFile('coderunner.json', null, /coderunner\.json is missing\. Run: npm run build/))
  it('with a key in its settings is refused', () =>
    withFile('coderunner.json', readFileSync(join(built, 'coderunner.json'), 'utf8').replace('"apiKey": ""', `"apiKey": "${key}"`), /holds an app id or a key\. Remove them/))
  it('with a forgotten script is refused, because CodeRunner would run it', () => withFile('trial.js', 'throw new Error("ran")', /code that is not part of the services: trial\.js/))
  it('whose code does not load is told, and nothing is sent', () => withFile('service.js', 'throw new Error("broken code")', /Not deployed\. /))
})

it('a dry run tells server, app, model, services and files, and sends nothing', async () => {
  const { code, output } = await deploy({ flags: ['--dry-run'], environment: { BACKENDLESS_CODERUNNER_KEY: '' } })
  expect(code).toBe(0)
  for (const text of [server.url, appId, cloudCodeModelName, 'OpenAIAudioTranscription, OpenAIAudioTranslation', 'service.js', 'openai.cjs']) expect(output).toContain(text)
  expect(output).not.toContain('coderunner.json')
  expect(server.requests).toEqual([])
})

it('leaves the built folder as it was', () => {
  const contents = (path: string): Record<string, string> => Object.fromEntries(readdirSync(path).map((name) => [name, readFileSync(join(path, name), 'base64')]))
  expect(Object.keys(contents(folder))).not.toContain('deploy.zip')
  expect(Object.values(contents(folder)).some((content) => Buffer.from(content, 'base64').includes(key))).toBe(false)
})
