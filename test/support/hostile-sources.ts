import { createServer as createTcpServer, type AddressInfo, type Server, type Socket } from 'node:net'
import { setTimeout as wait } from 'node:timers/promises'
import { createServer as createTlsServer } from 'node:tls'

/** One request as it arrived: only its head, because sources are asked with GET. */
export interface Visit {
  readonly path: string
  readonly headers: Readonly<Record<string, string>>
}

/** What a source does with one connection; it writes raw bytes, so that it can break every rule of HTTP. */
export type Play = (socket: Socket, visit: Visit) => void | Promise<void>

/** A running source. */
export interface HostileSource {
  readonly port: number
  /** Requests so far. */
  readonly visits: readonly Visit[]
  /** Connections so far, also those that never sent a request. */
  connections(): number
  openConnections(): number
  stop(): Promise<void>
}

/** A client that begins with TLS where plain HTTP is spoken asks for the path ''; a real server refuses it. */
const tlsHello = '\x16\x03'
const endOfHead = '\r\n\r\n'

const toVisit = (head: string): Visit => {
  const [first = '', ...lines] = head.split('\r\n')
  const headers = lines.map((line) => [line.slice(0, line.indexOf(':')).toLowerCase(), line.slice(line.indexOf(':') + 1).trim()])
  return { path: first.split(' ')[1] ?? '', headers: Object.fromEntries(headers) as Record<string, string> }
}

/** Starts a source on a free port of this machine; the path without its query chooses what it plays, unknown ones answer 404. */
export const startHostileSource = (playOf: (path: string) => Play | undefined, tls?: { readonly key: string; readonly cert: string }): Promise<HostileSource> => {
  const visits: Visit[] = []
  const open = new Set<Socket>()
  let connections = 0
  const listen = (socket: Socket): void => {
    let head = ''
    const onData = (chunk: Buffer): void => {
      head += chunk.toString('latin1')
      if (head.startsWith(tlsHello)) return void (playOf('') ?? answer('', { status: 400 }))(socket, { path: '', headers: {} })
      if (!head.includes(endOfHead)) return
      socket.off('data', onData).resume()
      const visit = toVisit(head.slice(0, head.indexOf(endOfHead)))
      visits.push(visit)
      void (playOf(visit.path.split('?')[0] ?? '') ?? answer('', { status: 404 }))(socket, visit)
    }
    socket.on('error', () => undefined).on('data', onData)
  }
  const server: Server = tls ? createTlsServer({ ...tls, handshakeTimeout: 60_000 }, listen).on('tlsClientError', () => undefined) : createTcpServer(listen)
  server.on('connection', (socket: Socket) => {
    connections += 1
    open.add(socket)
    socket.on('error', () => undefined).on('close', () => open.delete(socket))
  })
  const stop = (): Promise<void> => new Promise((done) => {
    server.close(() => done())
    open.forEach((socket) => socket.destroy())
  })
  return new Promise((ready) => server.listen(0, '127.0.0.1', () =>
    ready({ port: (server.address() as AddressInfo).port, visits, connections: () => connections, openConnections: () => open.size, stop })))
}

/** The head of an answer, written as given. */
export const head = (status: number, headers: Readonly<Record<string, string | number>> = {}): string =>
  `HTTP/1.1 ${status} Scripted\r\n${Object.entries(headers).map(([name, value]) => `${name}: ${value}\r\n`).join('')}\r\n`

interface AnswerOptions {
  readonly status?: number
  readonly headers?: Readonly<Record<string, string | number>>
  /** Content-Length to announce; the true one unless given, none with null. */
  readonly announced?: number | string | null
  /** Leaves the connection open after the body, as keep-alive servers do. */
  readonly stayOpen?: boolean
}

/** A whole answer, honest unless told otherwise. */
export const answer = (body: string | Uint8Array, { status = 200, headers = {}, announced, stayOpen = false }: AnswerOptions = {}): Play => (socket) => {
  const length = announced === undefined ? Buffer.byteLength(body) : announced
  socket.write(head(status, { ...headers, ...(length === null ? {} : { 'Content-Length': length }) }))
  socket.write(body)
  if (!stayOpen) socket.end()
}

/** Sends the browser on to another address. */
export const redirect = (location: string, status = 302): Play => answer('', { status, headers: { Location: location } })

/** Raw bytes, then the end. */
export const raw = (...parts: readonly (string | Uint8Array)[]): Play => (socket) => {
  parts.forEach((part) => socket.write(part))
  socket.end()
}

/** Raw bytes, then a reset instead of an end. */
export const cut = (...parts: readonly (string | Uint8Array)[]): Play => async (socket) => {
  parts.forEach((part) => socket.write(part))
  await wait(30)
  socket.resetAndDestroy()
}

/** Raw bytes, then nothing for ever. */
export const stall = (...parts: readonly (string | Uint8Array)[]): Play => (socket) => parts.forEach((part) => socket.write(part))

/** `first`, then one more piece every so often, without end. */
export const trickle = (first: string | Uint8Array, piece: string | Uint8Array, everyMs: number): Play => async (socket) => {
  if (first.length > 0) socket.write(first)
  while (!socket.destroyed) {
    socket.write(piece)
    await wait(everyMs)
  }
}

/** As much as the other side takes, without end. */
export const flood = (first: string, piece: string | Uint8Array): Play => (socket) => {
  socket.write(first)
  const pump = (): void => {
    while (!socket.destroyed && socket.write(piece));
  }
  socket.on('drain', pump)
  pump()
}
