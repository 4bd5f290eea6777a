import { readFileSync } from 'node:fs'
import { basename } from 'node:path'
import OpenAI, { APIError } from 'openai'

/**
 * Calls the stand-in with the SDK's own client in a plain Node process: inside Jest the classes of errors belong to another realm,
 * and the client takes time-outs for something else.
 */

export interface SdkCall {
  readonly baseUrl: string
  readonly apiKey: string
  /** Path of the recording; a number makes a file of so many zeros. */
  readonly file: string | number
  readonly endpoint?: 'transcriptions' | 'translations'
  readonly fields?: Readonly<Record<string, unknown>>
  readonly timeoutMs?: number
  readonly maxRetries?: number
  readonly abortAfterMs?: number
}

export type SdkOutcome =
  | { readonly ok: true; readonly value: unknown }
  /** `name` is the class of the error; the rest is what the client found in the answer. */
  | { readonly ok: false; readonly name: string; readonly message: string; readonly status?: unknown; readonly code?: unknown; readonly type?: unknown; readonly param?: unknown; readonly requestId?: unknown }

const fileOf = ({ file }: SdkCall): File =>
  typeof file === 'number' ? new File([new Uint8Array(file)], 'zeros.wav') : new File([readFileSync(file)], basename(file))

const describe = (error: unknown): SdkOutcome => {
  if (!(error instanceof Error)) return { ok: false, name: typeof error, message: String(error) }
  const { constructor, message } = error
  if (!(error instanceof APIError)) return { ok: false, name: constructor.name, message }
  const { status, code, type, param, requestID } = error as APIError
  return { ok: false, name: constructor.name, message, status, code, type, param, requestId: requestID }
}

const call = async (wanted: SdkCall): Promise<SdkOutcome> => {
  const { baseUrl, apiKey, endpoint = 'transcriptions', fields, timeoutMs = 20_000, maxRetries = 0, abortAfterMs } = wanted
  const client = new OpenAI({ apiKey, baseURL: baseUrl, maxRetries, timeout: timeoutMs, organization: null, project: null })
  const body = { model: 'whisper-1', ...fields, file: fileOf(wanted) }
  const signal = abortAfterMs === undefined ? {} : { signal: AbortSignal.timeout(abortAfterMs) }
  try {
    const value: unknown = endpoint === 'translations' ? await client.audio.translations.create(body, signal) : await client.audio.transcriptions.create(body as never, signal)
    return { ok: true, value: value ?? null }
  } catch (error) {
    return describe(error)
  }
}

process.on('message', (message: SdkCall & { id: number }) => {
  void call(message).then((outcome) => process.send?.({ id: message.id, outcome }))
})
process.on('disconnect', () => process.exit(0))
