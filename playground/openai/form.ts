import { createHash } from 'node:crypto'
import type { IncomingMessage } from 'node:http'
import busboy from 'busboy'

export interface FormFile {
  readonly name: string
  readonly contentType: string
  readonly bytes: Buffer
  readonly sha256: string
}

export interface Form {
  readonly fields: Readonly<Record<string, readonly string[]>>
  readonly partOrder: readonly string[]
  readonly file: FormFile | null
}

/** The first value of a field, or undefined when it is missing or empty. */
export const fieldOf = (form: Form, name: string): string | undefined => form.fields[name]?.[0] || undefined

export type BodyRead = { readonly ok: true; readonly bytes: Buffer } | { readonly ok: false; readonly reason: 'too-big' | 'closed'; readonly read: number }

/** Reads at most `maxBytes`; of what is more it only counts a little, so that the answer can be sent while the client still speaks. */
export const readBody = (request: IncomingMessage, maxBytes: number, onBytes: (count: number) => void): Promise<BodyRead> =>
  new Promise((resolve) => {
    const pieces: Buffer[] = []
    let read = 0
    request.on('data', (piece: Buffer) => {
      read += piece.length
      onBytes(read)
      if (read > maxBytes) {
        pieces.length = 0
        resolve({ ok: false, reason: 'too-big', read })
      } else pieces.push(piece)
    })
    request.on('end', () => resolve({ ok: true, bytes: Buffer.concat(pieces) }))
    request.on('close', () => resolve({ ok: false, reason: 'closed', read }))
    request.on('error', () => resolve({ ok: false, reason: 'closed', read }))
  })

/** Takes a multipart body apart; null when it is none. Only the first part called `file` is the file. */
export const parseForm = (bytes: Buffer, contentType: string): Promise<Form | null> =>
  new Promise((resolve) => {
    const fields: Record<string, string[]> = {}
    const partOrder: string[] = []
    let file: FormFile | null = null
    try {
      const parser = busboy({ headers: { 'content-type': contentType }, defParamCharset: 'utf8', limits: { fieldSize: 4 * 1024 * 1024 } })
      parser.on('field', (name, value) => {
        partOrder.push(name)
        ;(fields[name] ??= []).push(value)
      })
      parser.on('file', (name, stream, { filename, mimeType }) => {
        partOrder.push(name)
        const pieces: Buffer[] = []
        stream.on('data', (piece: Buffer) => pieces.push(piece))
        stream.on('end', () => {
          if (name !== 'file' || file) return
          const content = Buffer.concat(pieces)
          file = { name: filename ?? '', contentType: mimeType, bytes: content, sha256: createHash('sha256').update(content).digest('hex') }
        })
      })
      parser.on('error', () => resolve(null))
      parser.on('close', () => resolve({ fields, partOrder, file }))
      parser.end(bytes)
    } catch {
      resolve(null)
    }
  })
