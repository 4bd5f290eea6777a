import { createReadStream, mkdirSync, readdirSync, statSync } from 'node:fs'
import { execFileSync } from 'node:child_process'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { basename, extname, join } from 'node:path'
import OpenAI from 'openai'
import { maxBytesInFlight, minPieceSeconds, modelOf, requestSeconds, requestSecondsPerAudioSecond } from '../contract'
import { standInKeys, startOpenAi } from '../playground/openai/start'
import { buildSplitter, loadSplitter } from '../scripts/builders/splitter'
import { startGateway } from './gateway'
import { limitFigure, ratioFigure, type Bench, type Measurement, type Report } from './harness/measurement'
import { median, timeMs } from './harness/samples'
import { fileSource } from './long-audio/file-source'
import { longFile } from './long-audio/material'

/** What a user would cut by hand: the longest that most models take. */
const handPieceSeconds = 1400
const maxRatio = 0.2
const maxOfIdeal = 1.2
const rounds = 3

interface Recording {
  readonly name: string
  readonly what: string
  /** Its pieces are held in memory side by side, so that one round of requests is enough. */
  readonly fitsMemory: boolean
}

const recordings: readonly Recording[] = [
  { name: 'last.m4a', what: '1 h of m4a as a phone records it', fitsMemory: true },
  { name: 'cbr.mp3', what: '1 h of mp3 at 128 kbit/s', fitsMemory: false },
]

/** The file over HTTP, with its length and without ranges, as most places serve it. */
const serve = async (path: string): Promise<{ url: string; host: string; stop: () => void }> => {
  const server = createServer((_request, response) => {
    response.writeHead(200, { 'content-length': statSync(path).size })
    createReadStream(path).pipe(response)
  })
  await new Promise<void>((ready) => server.listen(0, '127.0.0.1', ready))
  const host = `127.0.0.1:${(server.address() as AddressInfo).port}`
  return { url: `http://${host}/${basename(path)}`, host, stop: () => { server.closeAllConnections(); server.close() } }
}

const cutByHand = (path: string, scratchDir: string): string[] => {
  const folder = join(scratchDir, `by-hand-${basename(path)}`)
  mkdirSync(folder, { recursive: true })
  execFileSync('ffmpeg', ['-v', 'error', '-y', '-i', path, '-c', 'copy', '-f', 'segment', '-segment_time', String(handPieceSeconds), '-reset_timestamps', '1', join(folder, `piece-%02d${extname(path)}`)], { stdio: ['ignore', 'inherit', 'inherit'] })
  return readdirSync(folder).sort().map((name) => join(folder, name))
}

const sendByHand = async (client: OpenAI, pieces: readonly string[]): Promise<void> => {
  for (const piece of pieces) await client.audio.transcriptions.create({ file: createReadStream(piece), model: 'whisper-1' })
}

/** Plain text from the usual model, in a call of two minutes. */
const wishOfCall = { model: modelOf('whisper-1'), need: { segments: false, words: false, speakers: false }, splitForSpeed: false, carryContext: false, leastSeconds: minPieceSeconds, remainingSeconds: 117 }

interface Cutting {
  readonly seconds: number
  readonly longestPieceSeconds: number
  readonly pieces: number
}

/** Every piece made as a call would and thrown away: what the cutting alone needs. */
const cut = async (path: string, serviceDir: string): Promise<Cutting> => {
  const { openAudio, planPieces } = loadSplitter(serviceDir)
  const { signal } = new AbortController()
  let longestPieceSeconds = 0
  let pieces = 0
  const milliseconds = await timeMs(async () => {
    const audio = await openAudio(fileSource(path, false), signal)
    const plan = planPieces({ durationSeconds: audio.facts.durationSeconds, byteLength: statSync(path).size }, wishOfCall)
    if (!plan) throw new Error(`${path} would not be cut.`)
    for await (const piece of audio.split(plan.wish, signal)) {
      pieces += 1
      longestPieceSeconds = Math.max(longestPieceSeconds, piece.endSeconds - piece.startSeconds)
    }
  })
  return { seconds: milliseconds / 1000, longestPieceSeconds, pieces }
}

const timedCalls = async (count: number, before: () => Promise<void>, call: () => Promise<unknown>): Promise<number[]> => {
  const seconds: number[] = []
  for (let round = 0; round < count; round += 1) {
    await before()
    seconds.push((await timeMs(call)) / 1000)
  }
  return seconds
}

const measure = async ({ name, what, fitsMemory }: Recording, { serviceDir, scratchDir, repetitions }: Bench): Promise<Report> => {
  const { path } = longFile(name)
  const openAi = await startOpenAi({ engine: 'stand-in' })
  const source = await serve(path)
  const gateway = await startGateway({ serviceDir, upstream: { baseUrl: openAi.baseUrl, apiKey: standInKeys.full }, workers: 2, allowedHosts: source.host })
  try {
    const byTheClock = (): Promise<void> => openAi.script([{ kind: 'timed', seconds: requestSeconds, perAudioSecond: requestSecondsPerAudioSecond, repeat: 1000 }])
    const client = new OpenAI({ apiKey: standInKeys.full, baseURL: openAi.baseUrl })
    const byHand = cutByHand(path, scratchDir)
    const ours = await timedCalls(repetitions(rounds), byTheClock, () => gateway.transcribe(source.url))
    const direct = await timedCalls(1, byTheClock, () => sendByHand(client, byHand))
    const { seconds, longestPieceSeconds, pieces } = await cut(path, serviceDir)
    const sendSeconds = requestSeconds + requestSecondsPerAudioSecond * longestPieceSeconds
    return {
      figures: [
        ratioFigure(`${what} (${Math.round(statSync(path).size / 1e5) / 10} MB) to its transcript`, 's', { ours, direct }, maxRatio),
        limitFigure('The same ÷ the ideal (longest piece, and the cutting)', '', median(ours) / (sendSeconds + seconds), fitsMemory ? maxOfIdeal : null, `${(sendSeconds + seconds).toFixed(2)} s`),
      ],
      how: [`${name}: ${pieces} pieces. Ideal: the longest of them (${longestPieceSeconds.toFixed(1)} s of audio) sent alone, ${sendSeconds.toFixed(2)} s, and every piece cut without being sent, ${seconds.toFixed(2)} s. Direct: ${byHand.length} files of at most ${handPieceSeconds} s.`],
    }
  } finally {
    await gateway.stop()
    source.stop()
    await openAi.stop()
  }
}

const run = async (bench: Bench): Promise<Report> => {
  await buildSplitter(bench.serviceDir)
  const reports: Report[] = []
  for (const recording of recordings) reports.push(await measure(recording, bench))
  return {
    figures: reports.flatMap(({ figures }) => figures),
    how: [
      `The stand-in answers each request after ${requestSeconds} s + ${requestSecondsPerAudioSecond} s for each second of audio in it (the published speed of gpt-transcribe); it records during the clock and listens afterwards.`,
      `Ours: one call over the gateway's HTTP address; median of ${bench.repetitions(rounds)}. Direct: cut before the clock starts, sent one after another with the \`openai\` SDK; once.`,
      ...reports.flatMap(({ how }) => how),
      `Pieces that are under way are held in memory, ${Math.round(maxBytesInFlight / 1024 / 1024)} MB of them at most: a larger hour needs a second round of requests, and its pieces are made short for that.`,
    ],
  }
}

/** How long an hour needs. */
export const transcriptTime: Measurement = { name: 'transcript-time', title: 'An hour of audio', run }
