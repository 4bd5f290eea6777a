import fc, { type IAsyncProperty } from 'fast-check'
import { errorByNumber } from '../../contract'
import { Counts, until } from '../support/counts'
import { answer, startHostileSource, type HostileSource } from '../support/hostile-sources'
import { baseUrls, bodies, configurations, containers, damagedFiles, upstreamAnswers } from './fuzz-values'
import { startInstantUpstream, type InstantUpstream } from './instant-upstream'
import { leftovers, revealed } from './judge'
import type { Witness } from './proof-net'
import { publicAddress, testNames } from './ssrf-addresses'
import { audio } from './ssrf-answers'
import { secrets, startProofWorkers, type Ended, type ProofCall, type ProofWorkers } from './workers'

/** `PROOF_SEED=<number> npx jest test/proof/fuzz` repeats a run. */
const seed = Number(process.env['PROOF_SEED'] ?? 20_261_121)
/** Calls that are under way at the same time. */
const batch = 50
/** No case has a reason to wait; far below the limit of a call, and far above what a busy machine needs for a batch. */
const limitMs = 20_000
const longestMessage = 2_000
const tasks = ['transcribe', 'translate'] as const

const total = new Counts('fuzz')
let source: HostileSource
let upstream: InstantUpstream
let scripted: HostileSource
let workers: ProofWorkers
let baseline: Witness[]
let platformUploads: () => readonly { path: string; body: Buffer }[]
const files = new Map<string, Buffer>()
const replies = new Map<string, string>()
const audioUrl = `http://public.test/audio.ogg?X-Signature=${secrets.signature}`

beforeAll(async () => {
  source = await startHostileSource((path) => answer(files.get(path) ?? audio))
  upstream = await startInstantUpstream()
  scripted = await startHostileSource((path) => answer(replies.get(path.split('/')[1] ?? '') ?? '{}', { headers: { 'Content-Type': 'application/json' } }))
  workers = await startProofWorkers({ size: 2, net: { names: testNames, routes: { [`${publicAddress} 80`]: source.port } } })
  platformUploads = () => workers.platform.uploads
  await workers.call({ body: { audioFileUrl: audioUrl }, settings: { apiBaseUrl: upstream.baseUrl } })
  baseline = await workers.look()
  process.stderr.write(`fuzz: seed ${seed}\n`)
})
afterAll(async () => {
  total.print()
  await workers.stop()
  await Promise.all([source, upstream, scripted].map((server) => server.stop()))
})
beforeEach(() => {
  files.clear()
  replies.clear()
  upstream.asked.length = 0
})

/** An answer, or an error of the contract with its own status and a message of a bearable length. */
const judge = (counts: Counts, { outcome, milliseconds }: Ended, call: ProofCall): void => {
  const number = outcome.ok ? null : outcome.error.code
  const problem = counts.add({ ok: outcome.ok, number, milliseconds, limitMs })
  if (problem !== null) throw new Error(`${problem}: ${JSON.stringify(call)}`)
  if (outcome.ok) return
  const { status, message } = outcome.error
  if (errorByNumber(outcome.error.code)?.status !== status) throw new Error(`${String(number)} with status ${status}`)
  if (message.length > longestMessage || /\{\w+\}$/.test(message)) throw new Error(`a message of ${message.length} characters: ${message.slice(0, 300)}`)
}

const callAll = async (counts: Counts, calls: readonly ProofCall[]): Promise<Ended[]> => {
  const ended = await Promise.all(calls.map((each) => workers.call({ platformSeconds: 60, ...each, settings: { timeLimitSeconds: '30', apiBaseUrl: upstream.baseUrl, ...each.settings } })))
  ended.forEach((each, index) => judge(counts, each, calls[index] as ProofCall))
  return ended
}

/** Runs a property over so many cases. A failure names the one call of its batch that went wrong; shrinking fifty calls at once would take minutes. */
const prove = async <T>(name: string, cases: number, property: (counts: Counts) => IAsyncProperty<T>): Promise<Counts> => {
  const counts = new Counts(`fuzz ${name}`)
  try {
    await fc.assert(property(counts), { seed, numRuns: cases / batch, endOnFailure: true })
  } finally {
    counts.print()
    total.merge(counts)
  }
  expect(counts).toMatchObject({ lost: 0, hung: 0 })
  expect(counts.tried).toBeGreaterThanOrEqual(cases)
  return counts
}

const batches = <T>(arbitrary: fc.Arbitrary<T>): fc.Arbitrary<T[]> => fc.array(arbitrary, { minLength: batch, maxLength: batch })
const texts = (ended: readonly Ended[]): string[] => ended.map(({ outcome }) => JSON.stringify(outcome))

describe('whatever is sent', () => {
  test('10,000 request bodies end in an answer or a numbered error', async () => {
    const counts = await prove('bodies', 10_000, (counted) => fc.asyncProperty(batches(fc.tuple(fc.constantFrom(...tasks), bodies(audioUrl))), async (cases) => {
      const ended = await callAll(counted, cases.map(([task, body]) => ({ task, body })))
      expect(revealed(texts(ended))).toEqual([])
    }))
    expect(Math.min(counts.succeeded, counts.refused)).toBeGreaterThan(1_000)
    expect(revealed(platformUploads().flatMap(({ path, body }) => [path, body.toString('latin1')]))).toEqual([])
  }, 150_000)

  test('10,000 damaged beginnings of every container end in an answer or a numbered error', async () => {
    let next = 0
    const counts = await prove('containers', 10_000, (counted) => fc.asyncProperty(batches(fc.tuple(damagedFiles, fc.constantFrom('json', 'srt', 'verbose_json'))), async (cases) => {
      files.clear()
      await callAll(counted, cases.map(([{ bytes }, responseFormat]) => {
        const path = `/damaged-${next++}`
        files.set(path, bytes)
        return { body: { audioFileUrl: `http://public.test${path}`, responseFormat } }
      }))
    }))
    expect(Math.min(counts.succeeded, counts.refused)).toBeGreaterThan(500)
  }, 150_000)

  test('every container is among the damaged ones', () => {
    const seen = new Set(fc.sample(damagedFiles, { seed, numRuns: 200 }).map(({ name }) => name))
    expect([...seen].sort()).toEqual([...containers].sort())
  })

  test('2,000 absurd answers of a transcription service end in an answer or a numbered error', async () => {
    let next = 0
    const counts = await prove('answers', 2_000, (counted) => fc.asyncProperty(batches(fc.tuple(upstreamAnswers, fc.constantFrom('json', 'text', 'srt', 'vtt', 'verbose_json'), fc.constantFrom(undefined, 'segment', 'word'))), async (cases) => {
      replies.clear()
      await callAll(counted, cases.map(([reply, responseFormat, timestamps]) => {
        const id = `reply-${next++}`
        replies.set(id, JSON.stringify(reply))
        return { body: { audioFileUrl: audioUrl, responseFormat, timestamps }, settings: { apiBaseUrl: `http://127.0.0.1:${scripted.port}/${id}` } }
      }))
    }))
    expect(Math.min(counts.succeeded, counts.refused)).toBeGreaterThan(200)
  }, 90_000)

  test('1,000 configurations end in an answer or a numbered error', async () => {
    const settings = fc.tuple(configurations, fc.option(baseUrls, { nil: null, freq: 3 }))
    const counts = await prove('configurations', 1_000, (counted) => fc.asyncProperty(batches(settings), async (cases) => {
      await callAll(counted, cases.map(([values, baseUrl]) => ({ body: { audioFileUrl: audioUrl }, settings: { ...values, ...(baseUrl === null ? {} : { apiBaseUrl: baseUrl, timeLimitSeconds: '1' }) } })))
    }))
    expect(Math.min(counts.succeeded, counts.refused)).toBeGreaterThan(40)
  }, 90_000)
  test('nothing is left behind, and no line of the log holds a secret', async () => {
    const left = await until(12, async () => leftovers(baseline, await workers.look()))
    total.leak(left.length)
    expect(left).toEqual([])
    expect(workers.lines.length).toBeGreaterThan(1_000)
    expect(revealed(workers.lines)).toEqual([])
  }, 30_000)
})
