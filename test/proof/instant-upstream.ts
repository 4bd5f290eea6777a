import { createServer, type IncomingHttpHeaders, type IncomingMessage } from 'node:http'
import type { AddressInfo } from 'node:net'

/** A request that an upstream got; enough to prove who was asked and with which key. */
export interface Asked {
  readonly path: string
  readonly headers: IncomingHttpHeaders
  readonly bytes: number
}

/** An OpenAI-compatible server that answers at once, whatever it is sent: the proofs that need it ask many thousand times. */
export interface InstantUpstream {
  readonly baseUrl: string
  readonly port: number
  readonly asked: Asked[]
  stop(): Promise<void>
}

const readAll = async (request: IncomingMessage): Promise<number> => {
  let bytes = 0
  for await (const chunk of request as AsyncIterable<Buffer>) bytes += chunk.byteLength
  return bytes
}

const completion = { choices: [{ message: { role: 'assistant', content: '1. done' } }] }

const answerTo = (path: string): object => (path.endsWith('/chat/completions')
  ? completion
  : { text: 'done', language: 'english', duration: 1, segments: [{ id: 0, start: 0, end: 1, text: ' done', speaker: 'A' }], words: [{ word: 'done', start: 0, end: 1 }] })

/** Starts it on a free port of this machine. */
export const startInstantUpstream = (): Promise<InstantUpstream> => {
  const asked: Asked[] = []
  const server = createServer((request, response) => {
    const path = request.url ?? ''
    void readAll(request).then((bytes) => {
      asked.push({ path, headers: request.headers, bytes })
      response.writeHead(200, { 'content-type': 'application/json' }).end(JSON.stringify(answerTo(path)))
    }, () => undefined)
  })
  const stop = (): Promise<void> => new Promise((done) => {
    server.close(() => done())
    server.closeAllConnections()
  })
  return new Promise((ready) => server.listen(0, '127.0.0.1', () => {
    const { port } = server.address() as AddressInfo
    ready({ baseUrl: `http://127.0.0.1:${port}/v1`, port, asked, stop })
  }))
}
