import { setTimeout as wait } from 'node:timers/promises'
import { gzipSync } from 'node:zlib'
import { Counts, inLanes, until } from '../support/counts'
import { answer, cut, flood, head, raw, stall, startHostileSource, trickle, type HostileSource, type Play } from '../support/hostile-sources'
import { findWord, fixtureText, readFixture, standInKeys, startOpenAi, type OpenAiProcess, type ReceivedRequest } from '../support/stand-in'
import { faultCases, type FaultCase } from './fault-cases'
import { leftovers, revealed } from './judge'
import type { Witness } from './proof-net'
import { secrets, startProofWorkers, type Ended, type ProofWorkers } from './workers'

const file = 'speech.wav'
const words = fixtureText(file)
const german = words.split(' ').map((word) => findWord(word)?.german).join(' ')
const graceMs = 4_000
const lanes = 2

const counts = new Counts('faults')
let source: HostileSource
let workers: ProofWorkers
let baseline: Witness[]
const standIns: OpenAiProcess[] = []
const asked = new Map<FaultCase, readonly ReceivedRequest[]>()
const endings = new Map<string, Ended>()

const budgetMsOf = (settings: Readonly<Record<string, string>> = {}): number => {
  const seconds = Number(settings['timeLimitSeconds'] ?? 120)
  return Math.max(seconds - 3, seconds / 2) * 1000
}

const call = (settings: Readonly<Record<string, string>>, { body = {}, task = 'transcribe' }: Partial<FaultCase> = {}): Promise<Ended> =>
  workers.call({ task, platformSeconds: 125, body: { audioFileUrl: `http://127.0.0.1:${source.port}/${file}`, ...body }, settings: { allowedHosts: '127.0.0.1', ...settings } })

/** A stand-in has one script at a time, so each lane has its own. */
const runScripted = async (each: FaultCase, standIn: OpenAiProcess): Promise<void> => {
  await standIn.reset()
  await standIn.script(each.script)
  endings.set(each.name, await call({ apiKey: standInKeys.full, apiBaseUrl: standIn.baseUrl, ...each.settings }, each))
  const watched = each.task === 'translate' ? 'chat' : 'transcriptions'
  const ended = async (): Promise<ReceivedRequest[]> => (await standIn.requests()).filter(({ endedAtMs }) => endedAtMs === null)
  await until(2, ended)
  asked.set(each, (await standIn.requests()).filter(({ endpoint }) => endpoint === watched))
}

interface RawCase {
  readonly name: string
  readonly play: Play
  readonly expected: number
  /** Node's own fetch notices some breaks only now and then; the deadline notices all. */
  readonly orTimeOver?: true
  readonly settings?: Readonly<Record<string, string>>
}

const json = Buffer.from('{"text":"words"}')
const short = { timeLimitSeconds: '2' }

/** Servers that break the rules of HTTP itself. */
const rawCases: readonly RawCase[] = [
  { name: 'not HTTP', play: raw('SSH-2.0-OpenSSH_9.6\r\n'), expected: 41304 },
  { name: '101 switching protocols', play: raw('HTTP/1.1 101 Switching Protocols\r\nUpgrade: x\r\nConnection: Upgrade\r\n\r\n'), expected: 41304 },
  { name: 'headers without end', play: trickle('HTTP/1.1 200 OK\r\n', 'X-A: b\r\n', 100), expected: 41401, settings: short },
  { name: 'a header of 200 kB', play: raw(`HTTP/1.1 200 OK\r\nX-Flood: ${'a'.repeat(200_000)}\r\n\r\n`), expected: 41304 },
  { name: 'a length in words', play: answer(json, { announced: 'many' }), expected: 41304 },
  { name: 'more announced than sent', play: answer(json, { announced: 999 }), expected: 41304 },
  { name: 'a reset in the answer', play: cut(head(200, { 'Content-Length': 999, 'Content-Type': 'application/json' }), json), expected: 41304 },
  { name: 'an answer without end', play: flood(head(200, { 'Content-Type': 'application/json' }) + '{"text":"', 'a'.repeat(65_536)), expected: 41305, settings: {} },
  { name: 'a refusal without end', play: flood(head(400, { 'Content-Type': 'text/plain' }), 'a'.repeat(65_536)), expected: 41306 },
  { name: 'a refusal whose body stops', play: stall(head(500, { 'Content-Length': 99 }), 'oops'), expected: 41401, settings: short },
  { name: 'a gzip bomb', play: answer(gzipSync(Buffer.alloc(300_000_000, 'a')), { headers: { 'Content-Encoding': 'gzip', 'Content-Type': 'application/json' } }), expected: 41305, settings: {} },
  { name: 'gzip that is damaged', play: answer('not gzip at all', { headers: { 'Content-Encoding': 'gzip' } }), expected: 41304, orTimeOver: true },
  { name: 'status 999', play: answer(json, { status: 999 }), expected: 41303 },
]

const rawSources: HostileSource[] = []

/** Room for a few attempts, not for all of them. */
const fewAttempts = { timeLimitSeconds: '6' }

const runRaw = async ({ name, play, settings = fewAttempts }: RawCase): Promise<void> => {
  const upstream = await startHostileSource(() => play)
  rawSources.push(upstream)
  endings.set(name, await call({ apiBaseUrl: `http://127.0.0.1:${upstream.port}/v1`, ...settings }))
}

const redirectStatuses = [301, 302, 303, 307, 308]
let thief: HostileSource

const runRedirect = async (status: number): Promise<void> => {
  const standIn = standIns[0] as OpenAiProcess
  await standIn.reset()
  await standIn.script([{ kind: 'json', status, body: {}, headers: { location: `http://localhost:${thief.port}/v1/audio/transcriptions` }, repeat: 9 }])
  endings.set(`redirect ${status}`, await call({ apiBaseUrl: standIn.baseUrl, apiKey: standInKeys.full }))
}

const moods = ['keeps', 'fails', 'resets', 'hangs'] as const

/** Keeping a copy fails in every way; the last mood is cut short, because the platform would wait for ever. */
const runStorage = async (): Promise<void> => {
  const { baseUrl, reset } = standIns[0] as OpenAiProcess
  await reset()
  for (const mood of moods) {
    workers.platform.setMood(mood)
    const settings = { apiBaseUrl: baseUrl, apiKey: standInKeys.full, timeLimitSeconds: '4', audioFolder: 'kept' }
    endings.set(`storage ${mood}`, await call(settings, { body: { audioFileUrl: `http://127.0.0.1:${source.port}/${file}?X-Signature=${secrets.signature}`, saveSource: true } }))
  }
  workers.platform.setMood('keeps')
}

const manySegments = Array.from({ length: 400 }, (_, index) => ({ id: index, start: index, end: index + 1, text: ' agua casa' }))
const afterFailure: { requests: readonly ReceivedRequest[] } = { requests: [] }

/** One of four questions that are open at the same time is refused while the others still wait. */
const runEarlyEnd = async (): Promise<void> => {
  const standIn = standIns[0] as OpenAiProcess
  await standIn.reset()
  await standIn.script([
    { kind: 'json', for: 'translations', status: 404, body: { error: { message: 'Invalid URL', type: 'invalid_request_error' } } },
    { kind: 'json', for: 'transcriptions', body: { text: 'agua casa', language: 'spanish', duration: 400, segments: manySegments } },
    { kind: 'json', for: 'chat', status: 403, body: { error: { message: 'Missing scopes', type: 'invalid_request_error' } } },
    { kind: 'answer', for: 'chat', delayMs: 800, repeat: 99 },
  ])
  endings.set('early end', await call({ apiBaseUrl: standIn.baseUrl, apiKey: standInKeys.full }, { task: 'translate' }))
  await wait(2_500)
  afterFailure.requests = (await standIn.requests()).filter(({ endpoint }) => endpoint === 'chat')
}

beforeAll(async () => {
  const audio = readFixture(file)
  source = await startHostileSource(() => answer(audio))
  thief = await startHostileSource(() => answer(json))
  standIns.push(...(await Promise.all(Array.from({ length: lanes }, () => startOpenAi({ engine: 'stand-in' })))))
  workers = await startProofWorkers({ size: lanes, net: { names: { localhost: [['127.0.0.1']] }, routes: {} } })
  baseline = await workers.look()
  const rest = [...faultCases]
  await Promise.all(standIns.map(async (standIn) => {
    for (let next = rest.shift(); next; next = rest.shift()) await runScripted(next, standIn)
  }))
  for (const status of redirectStatuses) await runRedirect(status)
  await inLanes(rawCases, lanes, runRaw)
  await runStorage()
  await runEarlyEnd()
}, 150_000)
afterAll(async () => {
  counts.print()
  await workers.stop()
  await Promise.all([source, thief, ...rawSources, ...standIns].map((server) => server.stop()))
})

const expectEnding = (name: string, expected: number | 'words', budgetMs: number, said = words): void => {
  const { outcome, milliseconds } = endings.get(name) as Ended
  expect(counts.add({ ok: outcome.ok, number: outcome.ok ? null : outcome.error.code, milliseconds, limitMs: budgetMs + graceMs })).toBeNull()
  expect(outcome.ok ? 'words' : outcome.error.code).toBe(expected)
  if (outcome.ok) expect((outcome.value as { text: string }).text).toBe(said)
}

describe('a transcription service that fails', () => {
  test.each(faultCases.map((each): [string, FaultCase['expected'], FaultCase] => [each.name, each.expected, each]))('%s: %s', (name, expected, each) => {
    expectEnding(name, expected, budgetMsOf(each.settings), each.task === 'translate' ? german : words)
    const { milliseconds } = endings.get(name) as Ended
    const requests = asked.get(each) ?? []
    expect(requests).toHaveLength(each.requests)
    expect(milliseconds).toBeGreaterThanOrEqual(each.atLeastMs ?? 0)
    expect(milliseconds).toBeLessThanOrEqual(each.atMostMs ?? Infinity)
    if (each.aborted) expect(requests.at(-1)).toMatchObject({ aborted: true, endedAtMs: expect.any(Number) as number })
  })

  test.each(redirectStatuses)('a redirect %s is not followed, and the other host gets nothing', (status) => {
    expectEnding(`redirect ${status}`, 41305, budgetMsOf())
    expect(thief.connections()).toBe(0)
  })

  test.each(rawCases.map((each): [string, number, RawCase] => [each.name, each.expected, each]))('%s: %s', (name, expected, { settings = fewAttempts, orTimeOver }) => {
    const { outcome } = endings.get(name) as Ended
    const isTimeOver = orTimeOver && !outcome.ok && outcome.error.code === 41401
    expectEnding(name, isTimeOver ? 41401 : expected, budgetMsOf(settings))
  })

  test.each(moods)('a copy is asked for and the storage %s: the transcript is there in any case', (mood) => {
    expectEnding(`storage ${mood}`, 'words', budgetMsOf({ timeLimitSeconds: '4' }))
    const { outcome } = endings.get(`storage ${mood}`) as Ended
    const { savedSource, warnings } = (outcome as { value: { savedSource: string | null; warnings: { code: string }[] } }).value
    expect(savedSource).toEqual(mood === 'keeps' ? expect.stringMatching(/^kept\/speech-[0-9a-f]{12}\.wav$/) : null)
    expect(warnings.map(({ code }) => code)).toEqual(mood === 'keeps' ? [] : ['source-not-saved'])
  })

  test('after one question to the text model is refused no other is begun, and the open ones are broken off', () => {
    expectEnding('early end', 41210, budgetMsOf())
    expect(afterFailure.requests.length).toBeLessThanOrEqual(4)
    expect(afterFailure.requests.filter(({ aborted, status }) => !aborted && status === 200)).toEqual([])
  })

  test('nothing is left behind, and no secret is given away', async () => {
    const open = await until(12, async () => [
      ...leftovers(baseline, await workers.look()), ...[source, thief, ...rawSources].flatMap((server) => Array.from({ length: server.openConnections() }, () => `connection to ${server.port}`)),
      ...(await Promise.all(standIns.map((standIn) => standIn.requests()))).flat().filter(({ endedAtMs }) => endedAtMs === null).map(({ path }) => `request to ${path}`),
    ])
    counts.leak(open.length)
    expect(open).toEqual([])
    const texts = [...[...endings.values()].map(({ outcome }) => JSON.stringify(outcome)), ...workers.lines]
    const saved = workers.platform.uploads.flatMap(({ path, body }) => [path, body.toString('latin1')])
    expect(revealed([...texts, ...saved])).toEqual([])
    expect(texts.filter((text) => text.includes(standInKeys.full))).toEqual([])
  })
})
