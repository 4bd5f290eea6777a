import { request as httpRequest } from 'node:http'

/** JSON from a server, of whatever shape. */
// eslint-disable-next-line @typescript-eslint/no-explicit-any -- a test asserts the shape; types would only repeat it
export type Json = any

/** An answer of which only this much matters to a test. */
export interface Answer {
  readonly status: number
  readonly headers: Record<string, string>
  readonly text: string
}

/** Sends exactly the given path: `fetch` would tidy it up before sending. */
export const rawRequest = (origin: string, method: string, path: string, { headers = {}, body = '' }: { headers?: Record<string, string>; body?: string | Buffer } = {}): Promise<Answer> =>
  new Promise((resolve, reject) => {
    const { hostname, port } = new URL(origin)
    const request = httpRequest({ hostname, port, method, path, headers: { ...headers, 'content-length': String(Buffer.byteLength(body)) } }, (response) => {
      const chunks: Buffer[] = []
      response.on('data', (chunk: Buffer) => chunks.push(chunk)).on('end', () => resolve({ status: response.statusCode ?? 0, headers: response.headers as Record<string, string>, text: Buffer.concat(chunks).toString() }))
    })
    request.on('error', reject)
    request.end(body)
  })

/** Posts JSON and reads the answer as JSON, whatever its status. */
export const postJson = async (url: string, body: unknown, headers: Record<string, string> = {}): Promise<{ status: number; body: Json; headers: Headers }> => {
  const response = await fetch(url, { method: 'POST', headers: { 'content-type': 'application/json', ...headers }, body: JSON.stringify(body) })
  return { status: response.status, body: await response.json(), headers: response.headers }
}

/** Uploads one file as a browser's form does. */
export const uploadFile = async (filesUrl: string, name: string, content: string | Uint8Array<ArrayBuffer>, query = ''): Promise<{ status: number; body: Json }> => {
  const form = new FormData()
  form.append('file', new Blob([content]), name)
  const response = await fetch(`${filesUrl}${query}`, { method: 'POST', body: form })
  return { status: response.status, body: await response.json() }
}
