import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'

/** The few answers of a Backendless API that the SDK inside a worker asks for by itself. */
export const startPlatform = (): Promise<{ readonly url: string; stop(): Promise<void> }> => {
  const server: Server = createServer((request, response) => {
    request.resume()
    response.writeHead(200, { 'content-type': 'application/json' }).end(request.method === 'GET' ? '{"loggers":[]}' : 'null')
  })
  const stop = (): Promise<void> => new Promise((done) => {
    server.close(() => done())
    server.closeAllConnections()
  })
  return new Promise((ready) => server.listen(0, '127.0.0.1', () => ready({ url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`, stop })))
}
