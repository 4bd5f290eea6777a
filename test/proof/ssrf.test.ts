import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Counts, inLanes, until } from '../support/counts'
import { answer, stall, startHostileSource, trickle, type HostileSource, type Play } from '../support/hostile-sources'
import { createAuthority, selfSigned } from './certificate'
import { startInstantUpstream, type InstantUpstream } from './instant-upstream'
import { leftovers, revealed } from './judge'
import type { Witness } from './proof-net'
import { addressCases, publicAddress, testNames } from './ssrf-addresses'
import { answerCasesOf, audio, stationsOf } from './ssrf-answers'
import { secrets, startProofWorkers, type Ended, type ProofWorkers } from './workers'

const workersAtOnce = 4
/** Beyond the budget of a call: the machine may be busy with other things. */
const graceMs = 4_000

interface Case {
  readonly name: string
  readonly url: string
  readonly expected: number | 'audio'
  readonly settings?: Readonly<Record<string, string>>
  /** The time after which the service itself gives up. */
  readonly budgetMs?: number
}

const ports = { plain: 80, other: 81, trusted: 443, wrongName: 444, expired: 445, selfSigned: 446, plainText: 447, mute: 448 } as const
type PortName = keyof typeof ports

const counts = new Counts('ssrf')
const plays = new Map<string, Play>()
const sources = new Map<PortName, HostileSource>()
let canary: HostileSource
let upstream: InstantUpstream
let workers: ProofWorkers
let folder: string
let baseline: Witness[]
const endings = new Map<string, Ended>()

const startSources = async (): Promise<string> => {
  const authority = createAuthority()
  const playOf = (path: string): Play | undefined => plays.get(path)
  const identities = {
    trusted: authority.issue('secure.test'), wrongName: authority.issue('elsewhere.test'), expired: authority.issue('secure.test', -1), selfSigned: selfSigned('secure.test'),
  }
  canary = await startHostileSource(() => answer(audio))
  for (const name of ['plain', 'other', 'plainText'] as const) sources.set(name, await startHostileSource(playOf))
  for (const [name, identity] of Object.entries(identities)) sources.set(name as PortName, await startHostileSource(playOf, identity))
  sources.set('mute', await startHostileSource(() => stall()))
  return authority.cert
}

const signed = (url: string): string => (/^https?:\/\/[^?#]*$/i.test(url) ? `${url}?X-Signature=${secrets.signature}` : url)

const shortLimit = (seconds = 120): Pick<Case, 'settings' | 'budgetMs'> => ({ settings: { timeLimitSeconds: String(seconds) }, budgetMs: Math.max(seconds - 3, seconds / 2) * 1000 })

/** The real limits of a source, which no configuration shortens. */
const realTime: readonly (Case & { readonly play: Play })[] = [
  { name: 'a source that never answers, in real time', url: 'http://public.test/real-headers', play: trickle('HTTP/1.1 200 OK\r\nX-Slow: ', 'a', 500), expected: 41107, budgetMs: 20_000 },
  { name: 'a source that trickles, in real time', url: 'http://public.test/real-body', play: trickle('HTTP/1.1 200 OK\r\n\r\nOggS', 'abc', 500), expected: 41107, budgetMs: 10_000 },
]

const secure: readonly Case[] = [
  { name: 'a trusted certificate', url: 'https://secure.test/audio', expected: 'audio' },
  { name: 'a certificate of another host', url: 'https://secure.test:444/audio', expected: 41106 },
  { name: 'an expired certificate', url: 'https://secure.test:445/audio', expected: 41106 },
  { name: 'a self-signed certificate', url: 'https://secure.test:446/audio', expected: 41106 },
  { name: 'an address without a name in its certificate', url: `https://${publicAddress}/audio`, expected: 41106 },
  { name: 'plain text where TLS is spoken', url: 'http://secure.test:443/audio', expected: 41106 },
  { name: 'TLS where plain text is spoken', url: 'https://secure.test:447/audio', expected: 41106 },
  { name: 'a handshake that never ends', url: 'https://secure.test:448/audio', expected: 41401, ...shortLimit(2) },
  { name: 'a name that is never resolved', url: 'http://never.test/audio', expected: 41401, ...shortLimit(2) },
  { name: 'a public address that refuses', url: 'http://93.184.215.99/audio', expected: 41106 },
]

const hosts = (allowedHosts: string): Pick<Case, 'settings'> => ({ settings: { allowedHosts } })

/** What the owner may allow, and what still follows from it. */
const policies: readonly Case[] = [
  { name: 'a named private host', url: 'http://127.0.0.1:{plain}/audio', expected: 'audio', ...hosts('127.0.0.1:{plain}') },
  { name: 'another port of a named host and port', url: 'http://127.0.0.1:{canary}/', expected: 41102, ...hosts('127.0.0.1:{plain}') },
  { name: 'another spelling of a named host', url: 'http://2130706433:{plain}/audio', expected: 'audio', ...hosts('127.0.0.1:{plain}') },
  { name: 'a redirect from a named host to this machine', url: 'http://public.test/to-canary', expected: 41102, ...hosts('public.test') },
  { name: 'a redirect from a named host to another host', url: 'http://public.test/to-other', expected: 41102, ...hosts('public.test') },
  { name: 'a redirect between named hosts', url: 'http://public.test/to-other', expected: 'audio', ...hosts('public.test, other.test') },
  { name: 'a wildcard does not make a private name public', url: 'http://127.0.0.1.nip.test:{canary}/', expected: 41101, ...hosts('*.nip.test') },
  { name: 'a wildcard does not cover the bare domain', url: 'http://public.test/audio', expected: 41102, ...hosts('*.public.test') },
  { name: 'a host that only ends like a named one', url: 'http://notpublic.test/audio', expected: 41102, ...hosts('public.test, *.public.test') },
  { name: 'any public host is not a private one', url: 'http://127.0.0.1:{canary}/', expected: 41101, ...hosts('*') },
  { name: 'any public host is not the metadata of a cloud', url: 'http://169.254.169.254/', expected: 41101, ...hosts('*, public.test') },
  { name: 'a public host that is not named', url: 'http://public.test/audio', expected: 41102, ...hosts('files.example.com') },
]

const slug = (index: number): string => `/answer-${index}`

const casesOf = (canaryPort: number): Case[] => [
  ...realTime,
  ...answerCasesOf(canaryPort).map(({ name, expected, seconds }, index): Case => ({ name, expected, url: `http://public.test${slug(index)}`, ...shortLimit(seconds) })),
  ...secure,
  ...policies,
  ...addressCases.map(([name, url, expected]): Case => ({ name, url, expected })),
]

const fillPorts = (text: string): string => text.replace('{canary}', String(canary.port)).replace('{plain}', String(sources.get('plain')?.port))

const run = async ({ url, settings = {} }: Case): Promise<Ended> =>
  workers.call({
    body: { audioFileUrl: signed(fillPorts(url)) }, platformSeconds: 125,
    settings: { apiBaseUrl: upstream.baseUrl, allowedHosts: '', ...Object.fromEntries(Object.entries(settings).map(([name, value]) => [name, fillPorts(value)])) },
  })

beforeAll(async () => {
  const trusted = await startSources()
  const cases = answerCasesOf(canary.port)
  cases.forEach(({ play }, index) => plays.set(slug(index), play))
  realTime.forEach(({ url, play }) => plays.set(new URL(url).pathname, play))
  Object.entries(stationsOf(canary.port)).forEach(([path, play]) => plays.set(path, play))
  upstream = await startInstantUpstream()
  folder = mkdtempSync(join(tmpdir(), 'proof-ssrf-'))
  const trustedFile = join(folder, 'trusted.pem')
  writeFileSync(trustedFile, trusted)
  const routes = Object.fromEntries([...sources].map(([name, { port }]) => [`${publicAddress} ${ports[name]}`, port]))
  workers = await startProofWorkers({ size: workersAtOnce, net: { names: testNames, routes }, env: { NODE_EXTRA_CA_CERTS: trustedFile } })
  baseline = await workers.look()
  const all = casesOf(canary.port)
  const ended = await inLanes(all, workersAtOnce, run)
  all.forEach(({ name }, index) => endings.set(name, ended[index] as Ended))
}, 110_000)
afterAll(async () => {
  counts.print()
  await workers.stop()
  await Promise.all([...[...sources.values(), canary, upstream].map((server) => server.stop())])
  rmSync(folder, { recursive: true, force: true })
})

// Names and expectations do not depend on the port, which is known only when the canary listens.
const table = casesOf(0).map(({ name, expected, budgetMs = 10_000 }): [string, number | 'audio', number] => [name, expected, budgetMs])

describe('audio from an address that a stranger wrote', () => {
  test('is tried in at least a hundred ways, each once', () => {
    expect(table.length).toBeGreaterThanOrEqual(100)
    expect(new Set(table.map(([name]) => name)).size).toBe(table.length)
  })

  test.each(table)('%s: %s', (name, expected, budgetMs) => {
    const { outcome, milliseconds } = endings.get(name) as Ended
    const problem = counts.add({ ok: outcome.ok, number: outcome.ok ? null : outcome.error.code, milliseconds, limitMs: budgetMs + graceMs })
    expect(problem).toBeNull()
    expect(outcome.ok ? 'audio' : outcome.error.code).toBe(expected)
  })

  test('never leads to this machine or to an address that is not public', async () => {
    const now = await workers.look()
    const reached = [...new Set([...baseline, ...now].flatMap(({ connections }) => connections))].map((target) => target.split(' ')[0])
    expect(canary.connections()).toBe(0)
    expect([...new Set(reached)].sort()).toEqual(['127.0.0.1', publicAddress, '93.184.215.99'].sort())
    const onThisMachine = now.flatMap(({ connections }) => connections).filter((target) => target.startsWith('127.'))
    const allowed = [new URL(workers.platform.url).port, upstream.port, sources.get('plain')?.port].map((port) => `127.0.0.1 ${port}`)
    expect(onThisMachine.filter((target) => !allowed.includes(target))).toEqual([])
  })

  test('tells no source who calls, and sends the key to the upstream only', () => {
    const visits = [...sources.values()].flatMap((source) => source.visits)
    expect(visits.length).toBeGreaterThan(80)
    expect(visits.filter(({ headers }) => 'authorization' in headers || 'user-token' in headers || 'cookie' in headers)).toEqual([])
    expect(revealed(visits.map(({ headers }) => JSON.stringify(headers)))).toEqual([])
  })

  test('leaves nothing behind and gives no secret away', async () => {
    const open = await until(12, async () => [
      ...leftovers(baseline, await workers.look()), ...[...sources].flatMap(([name, source]) => Array.from({ length: source.openConnections() }, () => `connection to ${name}`)),
    ])
    counts.leak(open.length)
    expect(open).toEqual([])
    expect(revealed([...[...endings.values()].map(({ outcome }) => JSON.stringify(outcome)), ...workers.lines])).toEqual([])
  })
})
