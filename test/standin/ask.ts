import { readFixture, standInKeys, type TimedWord } from '../support/stand-in'

export interface Ask {
  readonly baseUrl: string
  readonly path?: string
  /** A value that is a list is sent as a repeated field. */
  readonly fields?: Readonly<Record<string, string | readonly string[]>>
  readonly file?: { readonly name: string; readonly bytes: Buffer; readonly type?: string } | null
  /** Null sends no Authorization header. */
  readonly key?: string | null
  readonly headers?: Readonly<Record<string, string>>
}

/** Everything that a JSON answer can hold; which parts are there is what the tests look at. */
export interface AnswerBody {
  readonly text: string
  readonly duration: number
  readonly language: string
  readonly languages?: readonly { readonly code: string }[]
  readonly segments: readonly { readonly start: number; readonly end: number; readonly text: string; readonly speaker: string; readonly no_speech_prob: number; readonly words: readonly TimedWord[] }[]
  readonly words: readonly TimedWord[]
  readonly usage?: unknown
  readonly error: { readonly message: string; readonly type: string; readonly param: string | null; readonly code: string | null }
  readonly choices: readonly { readonly message: { readonly content: string } }[]
}

export interface Told {
  readonly status: number
  readonly headers: Headers
  readonly text: string
  readonly json: AnswerBody
}

/** A committed recording as the file of a request. */
export const fixtureFile = (name: string, as = name, type = ''): NonNullable<Ask['file']> => ({ name: as, bytes: readFixture(name), type })

const parse = (text: string): AnswerBody => {
  try {
    return JSON.parse(text) as AnswerBody
  } catch {
    return {} as AnswerBody
  }
}

/** Sends a multipart request, and reads whatever comes back. */
export const ask = async ({ baseUrl, path = '/audio/transcriptions', fields = {}, file = fixtureFile('speech.mp3'), key = standInKeys.full, headers = {} }: Ask): Promise<Told> => {
  const form = new FormData()
  for (const [name, values] of Object.entries(fields)) for (const value of [values].flat()) form.append(name, value)
  if (file) form.append('file', new Blob([file.bytes as BlobPart], { type: file.type ?? '' }), file.name)
  const response = await fetch(`${baseUrl}${path}`, { method: 'POST', body: form, headers: { ...(key === null ? {} : { authorization: `Bearer ${key}` }), ...headers } })
  const text = await response.text()
  return { status: response.status, headers: response.headers, text, json: parse(text) }
}

/** Sends a JSON request. */
export const askChat = async (baseUrl: string, body: unknown, key: string = standInKeys.full): Promise<Told> => {
  const response = await fetch(`${baseUrl}/chat/completions`, { method: 'POST', body: JSON.stringify(body), headers: { authorization: `Bearer ${key}`, 'content-type': 'application/json' } })
  const text = await response.text()
  return { status: response.status, headers: response.headers, text, json: parse(text) }
}
