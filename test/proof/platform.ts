import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'

/** What the file storage of the app does with an upload. */
export type StorageMood = 'keeps' | 'fails' | 'resets' | 'hangs'

/** A stand-in for the Backendless API, as far as the SDK inside a worker asks it. */
export interface PlatformDouble {
  readonly url: string
  /** Paths of the uploads so far, with their bodies. */
  readonly uploads: { readonly path: string; readonly body: Buffer }[]
  setMood(mood: StorageMood): void
  /** Answers whoever reads a file; nobody finds one unless a test says so. */
  onRead: (request: IncomingMessage, response: ServerResponse) => void
  stop(): Promise<void>
}

/** Starts it on a free port of this machine. */
export const startPlatform = (): Promise<PlatformDouble> => {
  let mood: StorageMood = 'keeps'
  const uploads: PlatformDouble['uploads'] = []
  const server: Server = createServer((request, response) => {
    if (request.method === 'GET' && request.url?.includes('/files/')) return double.onRead(request, response)
    const chunks: Buffer[] = []
    const answer = (status: number, body: unknown): void => void response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(body))
    request.on('error', () => undefined).on('data', (chunk: Buffer) => chunks.push(chunk)).on('end', () => {
      const path = request.url ?? ''
      if (!path.includes('/files/')) return answer(200, request.method === 'GET' ? { loggers: [] } : null)
      uploads.push({ path, body: Buffer.concat(chunks) })
      if (mood === 'keeps') return answer(200, { fileURL: `http://127.0.0.1${path}` })
      if (mood === 'fails') return answer(500, { code: 6000, message: 'The storage is full' })
      if (mood === 'resets') request.socket.resetAndDestroy()
    })
  })
  const setMood = (next: StorageMood): void => {
    mood = next
    // Whoever still hangs belongs to a call that has ended long ago.
    server.closeAllConnections()
  }
  const stop = (): Promise<void> => new Promise((done) => {
    server.close(() => done())
    server.closeAllConnections()
  })
  const double = { url: '', uploads, setMood, stop, onRead: (_: IncomingMessage, response: ServerResponse): void => void response.writeHead(404).end() }
  return new Promise((ready) => server.listen(0, '127.0.0.1', () => {
    double.url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
    ready(double)
  }))
}
