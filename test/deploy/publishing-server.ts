import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import busboy from 'busboy'
import JSZip from 'jszip'

/**
 * A double of the calls that `coderunner deploy` makes: upload, then status until "Deploy finished".
 * It takes nothing on trust: app, key, fields, the zip and its model are looked at as a server must.
 */

export const appId = '11111111-AAAA-4BBB-8CCC-222222222222'
export const key = '33333333-DDDD-4EEE-8FFF-444444444444'

/** What the server does with code that it could publish. */
export type Behaviour = 'publishes' | 'crashes' | 'rejects' | 'refuses-size' | 'never-answers' | 'never-finishes' | 'status-breaks' | 'echoes-the-key'

export interface PublishingServer {
  readonly url: string
  /** Paths by file name of what was published. */
  readonly published: string[]
  /** Deployment models in which something was published. */
  readonly models: string[]
  /** Every request, as method and address. */
  readonly requests: string[]
  become(behaviour: Behaviour): void
  stop(): Promise<void>
}

interface Failure {
  readonly status: number
  readonly code: number
  readonly message: string
}

interface Form {
  readonly model: string
  readonly code: Buffer
  readonly mimeType: string
}

const formOf = (request: IncomingMessage): Promise<Form> =>
  new Promise((resolve, reject) => {
    let form: Form = { model: '', code: Buffer.alloc(0), mimeType: '' }
    const parser = busboy({ headers: request.headers })
    parser.on('field', (name, value) => (form = name === 'model' ? { ...form, model: value } : form))
    parser.on('file', (name, file, { mimeType }) => {
      const chunks: Buffer[] = []
      file.on('data', (chunk: Buffer) => chunks.push(chunk))
      file.on('end', () => (form = name === 'code' ? { ...form, code: Buffer.concat(chunks), mimeType } : form))
    })
    parser.once('close', () => resolve(form))
    parser.once('error', reject)
    request.pipe(parser)
  })

const noModel: Failure = { status: 400, code: 11001, message: 'The uploaded code has no readable model' }

/** The first thing that is wrong with an upload, or the files in it. */
const looked = async ({ model, code, mimeType }: Form): Promise<Failure | string[]> => {
  if (model === '') return { status: 400, code: 11002, message: 'The deployment model has no name' }
  if (mimeType !== 'application/zip') return { status: 400, code: 11003, message: `The code is ${mimeType}, not a zip file` }
  const zip = await JSZip.loadAsync(code).catch(() => null)
  const described = await zip?.file('model.json')?.async('string')
  if (!zip || !described) return noModel
  const { services } = JSON.parse(described) as { services?: { provider: string; xml: string }[] }
  if (!services?.length || services.some(({ provider, xml }) => !zip.file(provider) || !xml.startsWith('<'))) return noModel
  return Object.values(zip.files).filter(({ dir }) => !dir).map(({ name }) => name)
}

const answer = (response: ServerResponse, status: number, body: unknown): void => void response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(body))
const fail = (response: ServerResponse, { status, code, message }: Failure): void => answer(response, status, { code, message })

const refusals: Partial<Record<Behaviour, Failure>> = {
  crashes: { status: 500, code: 0, message: 'Internal server failure' },
  'refuses-size': { status: 400, code: 11007, message: 'The size of the code exceeds 2 MB' },
  'echoes-the-key': { status: 400, code: 0, message: `Something about ${key} and ${key.toLowerCase()}` },
}

const statusMessages = (behaviour: Behaviour): object[] => {
  const at = { date: 1_790_000_000_000 }
  if (behaviour === 'rejects') return [{ ...at, level: 'ERROR', message: 'The service has an invalid description' }, { ...at, level: 'INFO', message: 'Deploy finished' }]
  return [{ ...at, level: 'INFO', message: 'Unpacking' }, { ...at, level: 'INFO', message: 'Checking services' }, { ...at, level: 'INFO', message: 'Deploy finished' }]
}

/** Starts the double on a free port of this machine. */
export const startPublishingServer = async (): Promise<PublishingServer> => {
  let behaviour: Behaviour = 'publishes'
  let uploads = 0
  const [published, models, requests]: [string[], string[], string[]] = [[], [], []]

  const publish = async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    const form = await formOf(request)
    const files = await looked(form)
    if (!Array.isArray(files)) return fail(response, files)
    if (behaviour === 'never-answers') return
    const refusal = refusals[behaviour]
    if (refusal) return fail(response, refusal)
    published.splice(0, published.length, ...files)
    models.push(form.model)
    answer(response, 200, `deploy-${++uploads}`)
  }

  /** One message an answer, as a server that is still working gives them. */
  const status = (url: URL, response: ServerResponse): void => {
    if (url.searchParams.get('pagesize') !== '100' || !/^\d+$/.test(url.searchParams.get('offset') ?? '')) return fail(response, { status: 400, code: 11004, message: 'offset and pagesize are missing' })
    if (behaviour === 'status-breaks') return fail(response, { status: 503, code: 0, message: 'Service temporarily away' })
    const offset = Number(url.searchParams.get('offset'))
    answer(response, 200, behaviour === 'never-finishes' ? [] : statusMessages(behaviour).slice(offset, offset + 1))
  }

  const handle = async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    const url = new URL(request.url ?? '/', 'http://127.0.0.1')
    requests.push(`${request.method} ${url.pathname}`)
    const [, app, given, ...rest] = url.pathname.split('/')
    if (app !== appId) return fail(response, { status: 400, code: 2002, message: 'Version is disabled or provided wrong application info (application id or secret key)' })
    if (given !== key) return fail(response, { status: 400, code: 2003, message: 'The secret key does not belong to this application' })
    const path = rest.join('/')
    if (request.method === 'POST' && path === 'servercode/publishcode/async/JS') return publish(request, response)
    if (request.method === 'GET' && path === `servercode/publishcode/status/deploy-${uploads}`) return status(url, response)
    return fail(response, { status: 404, code: 404, message: `No such call: ${request.method} ${path}` })
  }

  const server = await new Promise<Server>((resolve) => {
    const listening = createServer((request, response) => void handle(request, response).catch((error: Error) => fail(response, { status: 500, code: 0, message: error.message }))).listen(0, '127.0.0.1', () => resolve(listening))
  })
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`, published, models, requests,
    become: (next) => void (behaviour = next),
    stop: async () => {
      server.closeAllConnections()
      await new Promise<void>((resolve) => server.close(() => resolve()))
    },
  }
}
