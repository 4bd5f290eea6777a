import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { maxAudioBytes } from '../../contract'
import { Deadline } from '../../service/src/deadline'
import { download } from '../../service/src/source/download'
import type { AudioFile } from '../../service/src/source/body'

const wav = Buffer.concat([Buffer.from('RIFF\x24\x10\x00\x00WAVEfmt '), Buffer.alloc(4096, 7)])

type Handler = (request: IncomingMessage, response: ServerResponse) => void
let server: Server
let base: string
let handler: Handler

beforeAll(async () => {
  server = createServer((request, response) => handler(request, response))
  await new Promise<void>((ready) => server.listen(0, '127.0.0.1', ready))
  base = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
})
afterAll(() => {
  server.closeAllConnections()
  server.close()
})

const fetchAudio = async (answer: Handler, { seconds = 30, path = '/talk.wav?signature=secret' } = {}): Promise<AudioFile> => {
  handler = answer
  const deadline = new Deadline(seconds)
  try {
    return await download(new URL(path, base), { policy: { allowedHosts: [new URL(base).host] }, headersFor: () => ({}) }, deadline)
  } finally {
    deadline.clear()
  }
}
const failure = async (answer: Handler, options?: { seconds?: number; path?: string }): Promise<unknown> => fetchAudio(answer, options).then(() => 'arrived', (error: unknown) => error)

describe('download', () => {
  test.each([
    ['a known length', (_: IncomingMessage, response: ServerResponse) => response.writeHead(200, { 'content-length': wav.length }).end(wav)],
    ['an unknown length', (_: IncomingMessage, response: ServerResponse) => { response.write(wav.subarray(0, 9)); response.end(wav.subarray(9)) }],
    ['a lying content type', (_: IncomingMessage, response: ServerResponse) => response.writeHead(200, { 'content-type': 'text/html' }).end(wav)],
  ])('keeps every byte with %s', async (_name, answer) => {
    const file = await fetchAudio(answer)
    expect(Buffer.compare(Buffer.from(file.bytes), wav)).toBe(0)
    expect(file.type.extension).toBe('wav')
  })

  test('follows a redirect and asks for the bytes as they are', async () => {
    const seen: string[] = []
    const file = await fetchAudio((request, response) => {
      seen.push(`${request.url} ${request.headers['accept-encoding']}`)
      if (request.url === '/moved') response.end(wav)
      else response.writeHead(302, { location: '/moved' }).end()
    })
    expect(file.byteLength).toBe(wav.length)
    expect(seen).toEqual(['/talk.wav?signature=secret identity', '/moved identity'])
  })

  test.each([
    ['source-not-found', (_: IncomingMessage, response: ServerResponse) => response.writeHead(404).end('gone')],
    ['source-forbidden', (_: IncomingMessage, response: ServerResponse) => response.writeHead(403).end()],
    ['source-failed', (_: IncomingMessage, response: ServerResponse) => response.writeHead(500).end()],
    ['source-is-web-page', (_: IncomingMessage, response: ServerResponse) => response.end('<!DOCTYPE html><html><body>Sign in</body></html>')],
    ['source-empty', (_: IncomingMessage, response: ServerResponse) => response.end()],
    ['source-not-audio', (_: IncomingMessage, response: ServerResponse) => response.end('just words, renamed to .mp3')],
    ['source-type-unsupported', (_: IncomingMessage, response: ServerResponse) => response.end('#!AMR\n0123456789')],
    ['source-too-large', (_: IncomingMessage, response: ServerResponse) => response.writeHead(200, { 'content-length': maxAudioBytes + 1 }).end()],
    ['source-redirects', (_: IncomingMessage, response: ServerResponse) => response.writeHead(302, { location: '/again' }).end()],
    ['audio-url-scheme', (_: IncomingMessage, response: ServerResponse) => response.writeHead(302, { location: 'file:///etc/passwd' }).end()],
    ['source-host-not-allowed', (_: IncomingMessage, response: ServerResponse) => response.writeHead(302, { location: 'http://10.0.0.1/' }).end()],
    ['source-cut-off', (_: IncomingMessage, response: ServerResponse) => { response.writeHead(200, { 'content-length': wav.length * 2 }); response.write(wav, () => response.destroy()) }],
    ['source-cut-off', (_: IncomingMessage, response: ServerResponse) => { response.socket?.write(Buffer.concat([Buffer.from('HTTP/1.1 200 OK\r\n\r\n'), wav]), () => setTimeout(() => response.socket?.resetAndDestroy(), 30)) }],
    ['source-cut-off', (_: IncomingMessage, response: ServerResponse) => { response.socket?.end(Buffer.concat([Buffer.from('HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\noops\r\n'), wav])) }],
    ['source-unreachable', (request: IncomingMessage) => { request.socket.destroy() }],
    ['source-unreachable', (_: IncomingMessage, response: ServerResponse) => { response.socket?.end('HTTP/1.1 101 Switching Protocols\r\nUpgrade: x\r\nConnection: Upgrade\r\n\r\n') }],
    ['audio-url-invalid', (_: IncomingMessage, response: ServerResponse) => response.writeHead(302, { location: 'http://[oops?signature=secret' }).end()],
  ])('answers %s and no secret', async (key, answer) => {
    const error = await failure(answer)
    expect(error).toMatchObject({ key })
    expect(String(error)).not.toContain('secret')
  })

  test('stops an endless stream at the limit', async () => {
    const error = await failure((_, response) => {
      const chunk = Buffer.concat([wav, Buffer.alloc(1 << 20)])
      const pump = (): void => { while (!response.destroyed && response.write(chunk)); }
      response.on('drain', pump)
      pump()
    })
    expect(error).toMatchObject({ key: 'source-too-large' })
  })

  test('says which step a hung source was in when the time of the call is over', async () => {
    const error = await failure(() => undefined, { seconds: 1 })
    expect(error).toMatchObject({ key: 'time-over', message: expect.stringContaining('fetching the audio') })
  })

  test('leaves no connection behind', async () => {
    await fetchAudio((_, response) => response.end(wav))
    await failure((_, response) => { response.write(wav) }, { seconds: 1 })
    await new Promise((wait) => setTimeout(wait, 50))
    const open = await new Promise<number>((count, reject) => server.getConnections((error, connections) => (error ? reject(error) : count(connections))))
    expect(open).toBe(0)
  })
})
