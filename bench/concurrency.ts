import { createDirect } from './direct'
import { startGateway, type BenchGateway } from './gateway'
import { countFigure, limitFigure, ratioFigure, type Bench, type Measurement, type Report } from './harness/measurement'
import { formatNumber, interleave, median, pick, timeMs } from './harness/samples'
import { pickWords, speak, standInKeys, startOpenAi, writeWav, type OpenAiProcess } from '../test/support/stand-in'
import { uploadFile } from '../test/support/http'

const callers = 100
const workers = 4
const rounds = 3
const wordsEach = 5
const sampleRate = 16_000
const apiKey = standInKeys.full

/** Somebody with words that nobody else says. */
interface Caller {
  readonly words: string
  readonly url: string
}

const wordsIn = (text: string): string => (text.toLowerCase().match(/\p{L}+/gu) ?? []).join(' ')

const prepareCallers = async ({ playground }: BenchGateway): Promise<Caller[]> => {
  const prepared: Caller[] = []
  for (let seed = 1; prepared.length < callers; seed += 1) {
    const spoken = pickWords(wordsEach, seed)
    const words = spoken.join(' ')
    if (prepared.some((caller) => caller.words === words)) continue
    const { samples } = speak(spoken, { sampleRate })
    const upload = await uploadFile(`${playground.url}/api/files/bench/caller-${seed}.wav`, 'caller.wav', new Uint8Array(writeWav(samples, sampleRate)))
    prepared.push({ words, url: (upload.body as { fileURL: string }).fileURL })
  }
  return prepared
}

/** What became of the calls of one round. */
interface Round {
  readonly ms: number
  readonly lost: number
  readonly crossed: number
  /** Requests that reached the upstream, less one for each caller. */
  readonly surplusRequests: number
}

const playRound = async (all: readonly Caller[], upstream: OpenAiProcess, transcribe: (url: string) => Promise<string>): Promise<Round> => {
  await upstream.reset()
  let lost = 0
  let crossed = 0
  const call = async ({ words, url }: Caller): Promise<void> => {
    const heard = wordsIn(await transcribe(url))
    if (heard === words) return
    if (all.some((other) => other.words === heard)) crossed += 1
    else lost += 1
  }
  const ms = await timeMs(async () => {
    const settled = await Promise.allSettled(all.map(call))
    lost += settled.filter(({ status }) => status === 'rejected').length
  })
  return { ms, lost, crossed, surplusRequests: (await upstream.requests()).length - all.length }
}

const sum = (numbers: readonly number[]): number => numbers.reduce((total, number) => total + number, 0)

const reportOf = (samples: { ours: Round[]; direct: Round[] }): Report => {
  const times = pick(samples, ({ ms }) => ms)
  return {
    figures: [
      countFigure('Calls lost', sum(samples.ours.map(({ lost }) => lost)), sum(samples.direct.map(({ lost }) => lost)), 0),
      countFigure('Calls answered with the words of another', sum(samples.ours.map(({ crossed }) => crossed)), sum(samples.direct.map(({ crossed }) => crossed)), 0),
      countFigure('Requests to the upstream beyond one a call', sum(samples.ours.map(({ surplusRequests }) => surplusRequests)), sum(samples.direct.map(({ surplusRequests }) => surplusRequests)), 0),
      ratioFigure('Time for all', 'ms', times, null),
      limitFigure('Calls a second', '/s', callers / (median(times.ours) / 1000), null, `${formatNumber(callers / (median(times.direct) / 1000))} /s`),
    ],
    how: [
      `${callers} calls at the same moment on ${workers} workers, ${samples.ours.length} times; counts are over all of them. Each caller has an own wav of ${wordsEach} tone-words in the file storage of the gateway, in an order that nobody else has.`,
      'The upstream is the stand-in for OpenAI, which decodes each file and answers the words that it hears; its decoding is most of the time. Words are compared exactly.',
      'Ours: over the gateway\'s HTTP address. Direct: 100 downloads and `openai.audio.transcriptions.create` at the same moment in one process.',
    ],
  }
}

const run = async ({ serviceDir, repetitions }: Bench): Promise<Report> => {
  const upstream = await startOpenAi({ engine: 'stand-in' })
  const gateway = await startGateway({ serviceDir, upstream: { baseUrl: upstream.baseUrl, apiKey }, workers, allowedHosts: '' })
  try {
    const all = await prepareCallers(gateway)
    const direct = createDirect(upstream.baseUrl, apiKey)
    const contest = { ours: () => playRound(all, upstream, (url) => gateway.transcribe(url)), direct: () => playRound(all, upstream, direct) }
    return reportOf(await interleave(contest, repetitions(rounds), 1))
  } finally {
    await gateway.stop()
    await upstream.stop()
  }
}

/** Many callers at once, none of whom may get another's words. */
export const concurrency: Measurement = { name: 'concurrency', title: 'A hundred calls at once', run }
