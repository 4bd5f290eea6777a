import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { maxAudioBytes, maxSourceBytes } from '../../contract'
import { Deadline } from '../../service/src/deadline'
import { openSource, type Source } from '../../service/src/source/download'
import type { AudioFile } from '../../service/src/source/body'
import { Watchdog } from '../../service/src/source/watchdog'

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

const withSource = async <T>(answer: Handler, use: (source: Source) => T | Promise<T>, { seconds = 30, path = '/talk.wav?signature=secret' } = {}): Promise<T> => {
  handler = answer
  const deadline = new Deadline(seconds)
  try {
    return await use(await openSource(new URL(path, base), { policy: { allowedHosts: [new URL(base).host] }, headersFor: () => ({}) }, deadline))
  } finally {
    deadline.clear()
  }
}
const fetchAudio = (answer: Handler, options?: { seconds?: number; path?: string }): Promise<AudioFile> =>
  withSource(answer, (source) => {
    if (source.kind === 'long') throw new Error('The audio is too large for one request')
    return source.file
  }, options)
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
    ['source-too-large', (_: IncomingMessage, response: ServerResponse) => response.writeHead(200, { 'content-length': maxSourceBytes + 1 }).end()],
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

const long = Buffer.concat([wav, Buffer.alloc(maxAudioBytes, 3)])
const sizes = async (chunks: AsyncIterable<Uint8Array>): Promise<number> => {
  let bytes = 0
  for await (const chunk of chunks) bytes += chunk.byteLength
  return bytes
}

describe('audio that is too large for one request', () => {
  test.each([
    ['a known length', (_: IncomingMessage, response: ServerResponse) => response.writeHead(200, { 'content-length': long.length }).end(long)],
    ['an unknown length', (_: IncomingMessage, response: ServerResponse) => { response.write(long.subarray(0, 9)); response.end(long.subarray(9)) }],
  ])('is read to its end with %s', (_title, answer) =>
    withSource(answer, async (source) => {
      if (source.kind === 'whole') throw new Error('whole')
      expect(source.audio.type.container).toBe('wav')
      expect(source.audio.read).toBeNull()
      expect(await sizes(source.audio.chunks())).toBe(long.length)
    }))

  test('is read out of turn where the source allows it', () =>
    withSource((request, response) => {
      const [, from = '0', to = String(long.length - 1)] = /bytes=(\d+)-(\d+)/.exec(request.headers.range ?? '') ?? []
      const part = long.subarray(Number(from), Number(to) + 1)
      response.writeHead(request.headers.range ? 206 : 200, { 'accept-ranges': 'bytes', 'content-length': part.length }).end(part)
    }, async (source) => {
      if (source.kind === 'whole' || !source.audio.read) throw new Error('no ranges')
      expect(Buffer.compare(Buffer.from(await source.audio.read(4, 40)), long.subarray(4, 40))).toBe(0)
      source.audio.close()
    }))

  test('that never ends can be left at any time, and its source notices', async () => {
    let ended: () => void = () => undefined
    const closed = new Promise<void>((done) => { ended = done })
    await withSource((_, response) => {
      response.on('close', ended)
      const chunk = Buffer.concat([wav, Buffer.alloc(1 << 20)])
      const pump = (): void => { while (!response.destroyed && response.write(chunk)); }
      response.on('drain', pump)
      pump()
    }, async (source) => {
      if (source.kind === 'whole') throw new Error('whole')
      let chunks = 0
      for await (const chunk of source.audio.chunks()) if (chunk.byteLength > 0 && (chunks += 1) > 20) break
      source.audio.close()
    })
    await closed
  })

  test('that breaks off says so after its last byte', () =>
    withSource((_, response) => { response.writeHead(200, { 'content-length': long.length * 2 }); response.write(long, () => response.destroy()) }, async (source) => {
      if (source.kind === 'whole') throw new Error('whole')
      await expect(sizes(source.audio.chunks())).rejects.toMatchObject({ key: 'source-cut-off' })
    }))
})

describe('the watch over the rate', () => {
  beforeEach(() => void jest.useFakeTimers())
  afterEach(() => void jest.useRealTimers())
  const watch = (): { dog: Watchdog; barks: number[] } => {
    const barks: number[] = []
    const dog = new Watchdog((seconds) => barks.push(seconds))
    dog.answered()
    return { dog, barks }
  }

  test('ends a source that trickles', () => {
    const { dog, barks } = watch()
    dog.received(100)
    jest.advanceTimersByTime(10_001)
    dog.stop()
    expect(barks).toEqual([10])
  })

  test('does not count time in which nobody wanted bytes', () => {
    const { dog, barks } = watch()
    jest.advanceTimersByTime(5_000)
    dog.pause()
    jest.advanceTimersByTime(60_000)
    dog.resume()
    jest.advanceTimersByTime(9_000)
    expect(barks).toEqual([])
    jest.advanceTimersByTime(2_000)
    dog.stop()
    expect(barks).toEqual([10])
  })
})
