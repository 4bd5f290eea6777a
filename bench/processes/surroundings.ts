import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { setTimeout as sleep } from 'node:timers/promises'
import { maxAudioBytes } from '../../contract'
import { pickWords, speak, writeWav } from '../../playground/openai/tone-words'
import { answerMessages } from '../harness/child'

/** Everything that both sides of a comparison talk to, in a process of its own: the host of the audio, and a server that answers after a fixed time and decodes nothing. */

const [upstreamDelayMs = 0, sourceDelayMs = 0] = process.argv.slice(2).map(Number)
const clipSeconds = 30
const sampleRate = 16_000
const wordsInClip = 50

const clip = (): Buffer => {
  const { samples } = speak(pickWords(wordsInClip), { sampleRate })
  const exact = new Float32Array(clipSeconds * sampleRate)
  exact.set(samples.subarray(0, exact.length))
  return writeWav(exact, sampleRate)
}

/** The largest file that one call may send. */
const largest = (): Buffer => {
  const headBytes = writeWav(new Float32Array(0), sampleRate).byteLength
  return writeWav(new Float32Array((maxAudioBytes - headBytes) / 2), sampleRate)
}

const files = new Map([['/clip.wav', clip()], ['/largest.wav', largest()]])

const text = 'agua casa sol luna'
const transcript = JSON.stringify({
  task: 'transcribe', language: 'spanish', duration: clipSeconds, text,
  segments: [{ id: 0, seek: 0, start: 0, end: clipSeconds, text: ` ${text}`, tokens: [], temperature: 0, avg_logprob: -0.1, compression_ratio: 1, no_speech_prob: 0 }],
  usage: { type: 'duration', seconds: clipSeconds },
})

const transcribe = async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
  for await (const chunk of request) void chunk
  await sleep(upstreamDelayMs)
  response.setHeader('content-type', 'application/json')
  response.end(transcript)
}

const sendFile = async (path: string, response: ServerResponse): Promise<void> => {
  const file = files.get(path)
  if (!file) return void response.writeHead(404, { 'content-type': 'application/json' }).end('{}')
  await sleep(sourceDelayMs)
  response.writeHead(200, { 'content-type': 'audio/wav', 'content-length': file.byteLength }).end(file)
}

const server = createServer((request, response) => {
  const answered = request.method === 'POST' ? transcribe(request, response) : sendFile(request.url ?? '', response)
  answered.catch(() => response.destroy())
})
server.listen(0, '127.0.0.1', () => process.send?.({ origin: `http://127.0.0.1:${(server.address() as AddressInfo).port}` }))
answerMessages(() => Promise.resolve(null))
