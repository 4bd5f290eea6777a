import busboy from 'busboy'
import type { IncomingMessage } from 'node:http'
import type { Readable } from 'node:stream'
import { ApiError } from '../api-error'

const fieldName = 'file'
const maxFieldBytes = 64 * 1024
const maxParts = 16

const badForm = (reason: string): ApiError => new ApiError(400, 0, `The upload is not a usable form: ${reason}`)

const openForm = (request: IncomingMessage): busboy.Busboy => {
  try {
    return busboy({ headers: request.headers, defParamCharset: 'utf8', limits: { files: 1, fields: maxParts, parts: maxParts, fieldSize: maxFieldBytes } })
  } catch (error) {
    throw badForm((error as Error).message)
  }
}

/** Streams the one file of a multipart form to `take`; the form is never held in memory. */
export const receiveUpload = async <T>(request: IncomingMessage, take: (content: Readable, ownName: string | undefined) => Promise<T>): Promise<T> => {
  const form = openForm(request)
  try {
    return await new Promise<T>((resolve, reject) => {
      let taken: Promise<T> | null = null
      form.on('file', (field, content, info) => {
        content.on('error', () => undefined)
        if (field !== fieldName) return content.resume()
        taken = take(content, info.filename || undefined)
        taken.catch(reject)
        return undefined
      })
      form.on('close', () => void (taken ?? Promise.reject(badForm(`it has no file in the field "${fieldName}"`))).then(resolve, reject))
      form.on('error', (error: Error) => reject(badForm(error.message)))
      request.on('aborted', () => form.destroy(new Error('the request was cut off')))
      request.pipe(form)
    })
  } finally {
    request.unpipe(form)
    request.resume()
  }
}
