import { createServer, type IncomingMessage, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'

/** A call as the double received it. */
export interface ReceivedCall {
  readonly path: string
  readonly headers: IncomingMessage['headers']
  readonly body: unknown
}

export interface ScriptedAnswer {
  readonly status: number
  readonly body: unknown
  readonly contentType?: string
}

const bodyOf = async (request: IncomingMessage): Promise<string> => {
  const chunks: Buffer[] = []
  for await (const chunk of request) chunks.push(chunk as Buffer)
  return Buffer.concat(chunks).toString('utf8')
}

/** A Backendless address that records service calls and gives the scripted answer. */
export class BackendlessDouble {
  readonly calls: ReceivedCall[] = []
  answer: ScriptedAnswer = { status: 200, body: { text: 'hello' } }
  private readonly server: Server

  constructor() {
    this.server = createServer((request, response) => {
      void bodyOf(request).then((text) => {
        if (request.url?.endsWith('/info')) return response.end('{}')
        this.calls.push({ path: `${request.method} ${request.url}`, headers: request.headers, body: text ? JSON.parse(text) : undefined })
        const { status, body, contentType = 'application/json' } = this.answer
        return response.writeHead(status, { 'content-type': contentType }).end(contentType === 'application/json' ? JSON.stringify(body) : String(body))
      })
    })
  }

  /** Answers the address. */
  async start(): Promise<string> {
    await new Promise<void>((resolve) => this.server.listen(0, '127.0.0.1', resolve))
    return `http://127.0.0.1:${(this.server.address() as AddressInfo).port}`
  }

  async stop(): Promise<void> {
    this.server.closeAllConnections()
    if (this.server.listening) await new Promise<void>((resolve) => this.server.close(() => resolve()))
  }
}
