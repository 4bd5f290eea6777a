import { pickWords, speak, standInKeys, startOpenAi, writeWav, type OpenAiProcess } from '../test/support/stand-in'
import { createDirect } from './direct'
import { startGateway, type BenchGateway } from './gateway'
import { countFigure, limitFigure, ratioFigure, type Bench, type Measurement, type Report } from './harness/measurement'
import { formatNumber, interleave, median, pick, timeMs, type Pairs } from './harness/samples'
import { signUp, uploadPrivately, type Person } from './people'

const callers = 100
const workers = 4
const rounds = 3
const wordsEach = 5
const sampleRate = 16_000
const apiKey = standInKeys.full

/** Somebody signed in, with words that nobody else says in a file that nobody else may read. */
interface Caller extends Person {
  readonly words: string
  readonly url: string
}

type Transcribe = (url: string, headers: Person['headers']) => Promise<string>

const differentWords = (): string[][] => {
  const all = new Map<string, string[]>()
  for (let seed = 1; all.size < callers; seed += 1) {
    const words = pickWords(wordsEach, seed)
    all.set(words.join(' '), words)
  }
  return [...all.values()]
}

const prepareCallers = ({ api }: BenchGateway): Promise<Caller[]> =>
  Promise.all(differentWords().map(async (words, index) => {
    const person = await signUp(api, `caller-${index}`)
    const url = await uploadPrivately(api, person, `bench/caller-${index}.wav`, new Uint8Array(writeWav(speak(words, { sampleRate }).samples, sampleRate)))
    return { ...person, words: words.join(' '), url }
  }))

const wordsIn = (text: string): string => (text.toLowerCase().match(/\p{L}+/gu) ?? []).join(' ')

/** What became of the calls of one round. */
interface Round {
  readonly ms: number
  readonly lost: number
  readonly crossed: number
  /** Requests that reached the upstream beyond one for each caller. */
  readonly surplusRequests: number
}

const playRound = async (all: readonly Caller[], upstream: OpenAiProcess, transcribe: Transcribe): Promise<Round> => {
  await upstream.reset()
  let settled: PromiseSettledResult<string>[] = []
  const ms = await timeMs(async () => {
    settled = await Promise.allSettled(all.map(async ({ url, headers }) => wordsIn(await transcribe(url, headers))))
  })
  const wrong = settled.flatMap((outcome, index) => (outcome.status === 'fulfilled' && outcome.value !== all[index]?.words ? [outcome.value] : []))
  const crossed = wrong.filter((heard) => all.some(({ words }) => words === heard)).length
  const failed = settled.filter(({ status }) => status === 'rejected').length
  return { ms, lost: failed + wrong.length - crossed, crossed, surplusRequests: (await upstream.requests()).length - all.length }
}

/** Everybody calls at once, every second one for the file of a neighbour: how many of those are let in, and how many owners are not. */
const trespass = async (all: readonly Caller[], transcribe: Transcribe): Promise<{ opened: number; shutOut: number }> => {
  const settled = await Promise.allSettled(all.map(({ headers, url }, index) => transcribe(index % 2 === 0 ? url : all[index - 1]!.url, headers)))
  return {
    opened: settled.filter(({ status }, index) => index % 2 === 1 && status === 'fulfilled').length,
    shutOut: settled.filter(({ status }, index) => index % 2 === 0 && status === 'rejected').length,
  }
}

const sum = (rounds: readonly Round[], count: 'lost' | 'crossed' | 'surplusRequests'): number => rounds.reduce((total, round) => total + round[count], 0)

const reportOf = (samples: Pairs<Round>, { opened, shutOut }: { opened: number; shutOut: number }): Report => {
  const times = pick(samples, ({ ms }) => ms)
  const perSecond = (ms: readonly number[]): number => callers / (median(ms) / 1000)
  const counted = (what: string, count: 'lost' | 'crossed' | 'surplusRequests') => countFigure(what, sum(samples.ours, count), sum(samples.direct, count), 0)
  return {
    figures: [
      counted('Calls lost', 'lost'),
      counted('Calls answered with the words of another', 'crossed'),
      counted('Requests to the upstream beyond one a call', 'surplusRequests'),
      countFigure(`Private files that another user got transcribed (${callers / 2} tries)`, opened, null, 0),
      countFigure('Owners who were refused meanwhile', shutOut, null, 0),
      ratioFigure('Time for all', 'ms', times, null),
      limitFigure('Calls a second', '/s', perSecond(times.ours), null, `${formatNumber(perSecond(times.direct))} /s`),
    ],
    how: [
      `${callers} calls at the same moment on ${workers} workers, ${samples.ours.length} times; counts are over all of them. Each caller is a user with an own token and an own wav of ${wordsEach} tone-words, in an order that nobody else has, in a file that only this user may read.`,
      'The upstream is the stand-in for OpenAI, which decodes each file and answers the words that it hears; its decoding is most of the time. Words are compared exactly.',
      'Then once more, every second caller asking for the file of a neighbour.',
      `Ours: over the gateway's HTTP address. Direct: ${callers} downloads with the same tokens and \`openai.audio.transcriptions.create\` at the same moment in one process.`,
    ],
  }
}

const run = async ({ serviceDir, repetitions }: Bench): Promise<Report> => {
  const upstream = await startOpenAi({ engine: 'stand-in' })
  const gateway = await startGateway({ serviceDir, upstream: { baseUrl: upstream.baseUrl, apiKey }, workers, allowedHosts: '' })
  try {
    const all = await prepareCallers(gateway)
    const direct = createDirect(upstream.baseUrl, apiKey)
    const contest = { ours: () => playRound(all, upstream, gateway.transcribe), direct: () => playRound(all, upstream, direct) }
    const samples = await interleave(contest, repetitions(rounds), 1)
    return reportOf(samples, await trespass(all, gateway.transcribe))
  } finally {
    await gateway.stop()
    await upstream.stop()
  }
}

/** Many callers at once, none of whom may get another's words or files. */
export const concurrency: Measurement = { name: 'concurrency', title: 'A hundred calls at once', run }
