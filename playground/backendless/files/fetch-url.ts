import { Readable } from 'node:stream'
import type { ReadableStream } from 'node:stream/web'
import { ApiError } from '../api-error'

const fetchSeconds = 60

const parse = (written: unknown): URL => {
  const url = typeof written === 'string' && URL.canParse(written) ? new URL(written) : null
  if (!url || (url.protocol !== 'http:' && url.protocol !== 'https:')) throw new ApiError(400, 0, 'The url of the file must be a whole http or https address')
  return url
}

/** Opens the file that a `{"url"}` upload names; the server fetches it, as the platform does. */
export const fetchUrl = async (written: unknown): Promise<{ content: Readable; ownName: string | undefined }> => {
  const url = parse(written)
  const answer = await fetch(url, { signal: AbortSignal.timeout(fetchSeconds * 1000) }).catch((error: unknown) => {
    throw new ApiError(400, 0, `The file could not be fetched from ${url.host}: ${(error as Error).message}`)
  })
  if (!answer.ok) {
    await answer.body?.cancel()
    throw new ApiError(400, 0, `The file could not be fetched: ${url.host} answered ${answer.status}`)
  }
  const content = answer.body ? Readable.fromWeb(answer.body as ReadableStream) : Readable.from([])
  return { content, ownName: url.pathname.split('/').at(-1) || undefined }
}
