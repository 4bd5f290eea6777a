import { createReadStream, mkdirSync, readdirSync, statSync } from 'node:fs'
import { execFileSync } from 'node:child_process'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { join } from 'node:path'
import OpenAI from 'openai'
import { maxAudioBytes, maxLanes, maxPieceSeconds, minPieceSeconds, requestSeconds, requestSecondsPerAudioSecond } from '../contract'
import { standInKeys, startOpenAi } from '../playground/openai/start'
import { buildSplitter, loadSplitter } from '../scripts/builders/splitter'
import { startGateway } from './gateway'
import { limitFigure, ratioFigure, type Bench, type Measurement, type Report } from './harness/measurement'
import { median, timeMs } from './harness/samples'
import { fileSource } from './long-audio/file-source'
import { longFile } from './long-audio/material'

const audioSeconds = 3600
/** What a user would cut by hand: the longest that most models take. */
const handPieceSeconds = 1400
const maxRatio = 0.2
const maxOfIdeal = 1.2
const rounds = 3

/** The file over HTTP, with its length and without ranges, as most places serve it. */
const serve = async (path: string): Promise<{ url: string; host: string; stop: () => void }> => {
  const server = createServer((_request, response) => {
    response.writeHead(200, { 'content-type': 'audio/mpeg', 'content-length': statSync(path).size })
    createReadStream(path).pipe(response)
  })
  await new Promise<void>((ready) => server.listen(0, '127.0.0.1', ready))
  const host = `127.0.0.1:${(server.address() as AddressInfo).port}`
  return { url: `http://${host}/hour.mp3`, host, stop: () => { server.closeAllConnections(); server.close() } }
}

const cutByHand = (path: string, scratchDir: string): string[] => {
  const folder = join(scratchDir, 'by-hand')
  mkdirSync(folder, { recursive: true })
  execFileSync('ffmpeg', ['-v', 'error', '-y', '-i', path, '-c', 'copy', '-f', 'segment', '-segment_time', String(handPieceSeconds), join(folder, 'piece-%02d.mp3')], { stdio: ['ignore', 'inherit', 'inherit'] })
  return readdirSync(folder).sort().map((name) => join(folder, name))
}

const sendByHand = async (client: OpenAI, pieces: readonly string[]): Promise<void> => {
  for (const piece of pieces) await client.audio.transcriptions.create({ file: createReadStream(piece), model: 'whisper-1' })
}

const pieceSeconds = Math.min(maxPieceSeconds, Math.max(minPieceSeconds, Math.ceil(audioSeconds / maxLanes)))

/** Every piece made and thrown away: what the cutting alone needs. */
const splitSeconds = async (path: string, serviceDir: string): Promise<{ seconds: number; longestPieceSeconds: number }> => {
  await buildSplitter(serviceDir)
  const { openAudio } = loadSplitter(serviceDir)
  const { signal } = new AbortController()
  let longestPieceSeconds = 0
  const milliseconds = await timeMs(async () => {
    const audio = await openAudio(fileSource(path, false), signal)
    for await (const piece of audio.split({ maxBytes: maxAudioBytes, maxSeconds: pieceSeconds, cutAt: 'limit', skipSilence: true }, signal)) {
      longestPieceSeconds = Math.max(longestPieceSeconds, piece.endSeconds - piece.startSeconds)
    }
  })
  return { seconds: milliseconds / 1000, longestPieceSeconds }
}

const run = async ({ serviceDir, scratchDir, repetitions }: Bench): Promise<Report> => {
  const { path } = longFile('cbr.mp3')
  const openAi = await startOpenAi({ engine: 'stand-in' })
  const source = await serve(path)
  const gateway = await startGateway({ serviceDir, upstream: { baseUrl: openAi.baseUrl, apiKey: standInKeys.full }, workers: 2, allowedHosts: source.host })
  try {
    const byTheClock = (): Promise<void> => openAi.script([{ kind: 'timed', seconds: requestSeconds, perAudioSecond: requestSecondsPerAudioSecond, repeat: 1000 }])
    const direct = new OpenAI({ apiKey: standInKeys.full, baseURL: openAi.baseUrl })
    const pieces = cutByHand(path, scratchDir)
    const ours: number[] = []
    for (let round = 0; round < repetitions(rounds); round += 1) {
      await byTheClock()
      ours.push((await timeMs(() => gateway.transcribe(source.url))) / 1000)
    }
    await byTheClock()
    const byHand = [(await timeMs(() => sendByHand(direct, pieces))) / 1000]
    const { seconds, longestPieceSeconds } = await splitSeconds(path, serviceDir)
    const ideal = requestSeconds + requestSecondsPerAudioSecond * longestPieceSeconds + seconds
    return {
      figures: [
        ratioFigure('1 h of mp3 (57.6 MB) to its transcript', 's', { ours, direct: byHand }, maxRatio),
        limitFigure('The same ÷ the ideal (longest piece, and the cutting)', '', median(ours) / ideal, maxOfIdeal, `${ideal.toFixed(2)} s`),
      ],
      how: [
        `The stand-in answers each request after ${requestSeconds} s + ${requestSecondsPerAudioSecond} s for each second of audio in it (the published speed of gpt-transcribe); it records during the clock and listens afterwards.`,
        `Ours: one call over the gateway's HTTP address; median of ${ours.length}. Direct: ${pieces.length} files of at most ${handPieceSeconds} s, cut before the clock starts, sent one after another with the \`openai\` SDK; once.`,
        `Ideal: the longest of our pieces (${longestPieceSeconds.toFixed(1)} s of audio) sent alone, ${(requestSeconds + requestSecondsPerAudioSecond * longestPieceSeconds).toFixed(2)} s, and every piece cut without being sent, ${seconds.toFixed(2)} s.`,
      ],
    }
  } finally {
    await gateway.stop()
    source.stop()
    await openAi.stop()
  }
}

/** How long an hour needs. */
export const transcriptTime: Measurement = { name: 'transcript-time', title: 'An hour of audio', run }
