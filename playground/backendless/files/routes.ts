import express, { Router, type Request, type RequestHandler, type Response } from 'express'
import { Readable } from 'node:stream'
import { apiCallOf } from '../api-call'
import { ApiError } from '../api-error'
import type { Gateway } from '../app-runtime'
import { rightsOf } from '../callers'
import { isOwnPage } from '../own-page'
import { contentTypeOf } from './content-type'
import { fetchUrl } from './fetch-url'
import { encodePath, parseFilePath, targetOf } from './file-path'
import { listEntries, toListing, type ListingQuery } from './listing'
import { receiveUpload } from './receive-upload'

const base64Limit = '64mb'
const maxPageSize = 100

const missing = (names: readonly string[]): ApiError => new ApiError(404, 6000, `File or directory cannot be found: /${names.join('/')}`)
const wantsOverwrite = (request: Request): boolean => request.query['overwrite'] === 'true'

/** Does what writes a file, if the caller may; a new or replaced file belongs to the caller. */
const writing = async (response: Response, names: readonly string[], owns: boolean, write: () => Promise<void>): Promise<void> => {
  const { fileRights } = apiCallOf(response).runtime.state
  fileRights.check('WRITE', names, rightsOf(response))
  await write()
  if (owns) fileRights.written(names, rightsOf(response))
}

const upload =
  (gateway: Gateway): RequestHandler =>
  async (request, response) => {
    const { runtime, filesUrl } = apiCallOf(response)
    const folder = parseFilePath(request.path)
    const options = { overwrite: wantsOverwrite(request), maxBytes: gateway.maxUploadBytes }
    const save = async (content: Readable, ownName: string | undefined): Promise<string[]> => {
      try {
        const names = targetOf(folder, ownName)
        await writing(response, names, true, () => runtime.files.save(names, content, options))
        return names
      } finally {
        content.resume()
      }
    }
    const names = request.is('multipart/form-data') ? await receiveUpload(request, save) : await saveFromUrl(gateway, request, response, save)
    const fileURL = `${filesUrl}/${encodePath(names)}`
    response.json({ fileURL })
    gateway.afterUpload(runtime, fileURL)
  }

const jsonBody = express.json({ limit: '64kb' })

const readJson = (request: Request, response: Response): Promise<unknown> =>
  new Promise((resolve, reject) => {
    void jsonBody(request, response, (error?: Error) => (error ? reject(error) : resolve(request.body as unknown)))
  })

const saveFromUrl = async (gateway: Gateway, request: Request, response: Response, save: (content: Readable, ownName: string | undefined) => Promise<string[]>): Promise<string[]> => {
  if (!isOwnPage(request, gateway.origin())) throw new ApiError(403, 0, 'A web page of another origin may not make the playground fetch addresses')
  const body = await readJson(request, response)
  const url = (body as { url?: unknown } | undefined)?.url
  if (url === undefined) throw new ApiError(400, 0, 'Send a form with a file in the field "file", or JSON {"url": "https://..."}')
  const { content, ownName } = await fetchUrl(url)
  return save(content, ownName)
}

const listingQuery = (request: Request): ListingQuery => {
  const text = (name: string): string | undefined => (typeof request.query[name] === 'string' ? request.query[name] : undefined)
  const number = (name: string, fallback: number): number => {
    const value = Number(text(name) ?? fallback)
    return Number.isInteger(value) && value >= 0 ? value : fallback
  }
  return { pattern: text('pattern') || '*', sub: text('sub') === 'true', pageSize: Math.min(number('pagesize', maxPageSize), maxPageSize), offset: number('offset', 0) }
}

const read: RequestHandler = async (request, response) => {
  const { runtime, filesUrl } = apiCallOf(response)
  const names = parseFilePath(request.path)
  const { fileRights } = runtime.state
  fileRights.check('READ', names, rightsOf(response))
  const entry = names.length === 0 ? { isFolder: true } : await runtime.files.find(names)
  if (request.query['action'] === 'exists') return void response.json(entry !== null)
  if (!entry) throw missing(names)
  if (!entry.isFolder) return sendFile(response, runtime.files.locate(names), names.at(-1) ?? '')
  const root = await runtime.files.find([])
  const query = listingQuery(request)
  const found = root ? await listEntries(runtime.files, names, query) : []
  const entries = found.filter((one) => fileRights.may('READ', one.names, rightsOf(response)))
  return void response.json(request.query['action'] === 'count' ? entries.length : toListing(entries, query, filesUrl))
}

/** Uploaded pages must not run with the rights of the playground's own pages: the sandbox takes their origin away. */
const sendFile = (response: Response, path: string, name: string): Promise<void> =>
  new Promise((resolve, reject) => {
    const type = contentTypeOf(name)
    const headers = { 'Content-Security-Policy': 'sandbox', 'X-Content-Type-Options': 'nosniff', ...(type ? { 'Content-Type': type } : {}) }
    response.sendFile(path, { dotfiles: 'allow', headers, cacheControl: false }, (error?: Error & { code?: string; status?: number }) => {
      if (!error || error.code === 'ECONNABORTED' || response.headersSent) return resolve()
      return reject(error)
    })
  })

const remove: RequestHandler = async (request, response) => {
  const { runtime } = apiCallOf(response)
  const names = parseFilePath(request.path)
  if (names.length === 0) throw new ApiError(400, 0, 'The root folder cannot be removed')
  runtime.state.fileRights.checkTree('DELETE', names, rightsOf(response))
  if (!(await runtime.files.find(names))) throw missing(names)
  await runtime.files.remove(names)
  runtime.state.fileRights.removed(names)
  response.json(null)
}

type Put = (names: string[], body: string, request: Request, response: Response) => Promise<void>

const putText =
  (kind: RegExp, put: Put): RequestHandler =>
  async (request, response, next) => {
    if (!kind.test(request.path)) return next()
    const names = parseFilePath(request.path.replace(kind, ''))
    if (names.length === 0) throw new ApiError(400, 0, 'The path names no file')
    const isAppended = request.path.startsWith('/append/') && (await apiCallOf(response).runtime.files.find(names)) !== null
    await writing(response, names, !isAppended, () => put(names, typeof request.body === 'string' ? request.body : '', request, response))
    response.json(`${apiCallOf(response).filesUrl}/${encodePath(names)}`)
  }

const textBody = express.text({ type: () => true, limit: base64Limit })

/** Files: upload, fetch by URL, download with ranges, listing, removal, and the calls behind `saveFile` and `append`. */
export const filesRoutes = (gateway: Gateway): Router => {
  const files = Router()
  const bytes = (body: string): Buffer => Buffer.from(body, 'base64')
  files.post('/{*path}', upload(gateway))
  files.get('/{*path}', read)
  files.delete('/{*path}', remove)
  files.put('/{*path}', textBody)
  files.put('/{*path}', putText(/^\/binary(?=\/)/, (names, body, request, response) =>
    apiCallOf(response).runtime.files.save(names, Readable.from([bytes(body)]), { overwrite: wantsOverwrite(request), maxBytes: gateway.maxUploadBytes })))
  files.put('/{*path}', putText(/^\/append\/binary(?=\/)/, (names, body, _request, response) => apiCallOf(response).runtime.files.append(names, bytes(body))))
  files.put('/{*path}', putText(/^\/append(?=\/)/, (names, body, _request, response) => apiCallOf(response).runtime.files.append(names, Buffer.from(body))))
  return files
}
