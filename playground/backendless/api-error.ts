import type { ErrorRequestHandler, RequestHandler } from 'express'

/** An error as the platform answers it: `{code, message}` with a status. */
export class ApiError extends Error {
  constructor(
    readonly status: number,
    readonly code: number,
    message: string,
  ) {
    super(message)
  }
}

/** Anything that the gateway does not know: loud, so that a missing route is noticed at once. */
export const unknownRoute: RequestHandler = (request) => {
  throw new ApiError(404, 0, `The playground has no ${request.method} ${request.baseUrl}${request.path}`)
}

interface HttpError {
  readonly status?: unknown
  readonly type?: unknown
  readonly message?: unknown
}

const bodyMessages: Readonly<Record<string, string>> = {
  'entity.too.large': 'The request body is too large',
  'request.aborted': 'The request was cut off',
}

const toApiError = (error: unknown): ApiError | null => {
  if (error instanceof ApiError) return error
  const { status, type, message } = (error ?? {}) as HttpError
  if (typeof status !== 'number' || status < 400 || status > 499) return null
  return new ApiError(status, 0, bodyMessages[String(type)] ?? String(message))
}

/** Turns every thrown error into the platform's shape; what was not foreseen is logged, not shown. */
export const errorAnswer =
  (log: (line: string) => void): ErrorRequestHandler =>
  (error: unknown, _request, response, next) => {
    if (response.headersSent) return next(error)
    const known = toApiError(error)
    if (!known) log(`Unexpected error: ${(error as Error | null)?.stack ?? String(error)}`)
    response.status(known?.status ?? 500).json({ code: known?.code ?? 0, message: known?.message ?? 'Something went wrong in the playground; its log tells more' })
  }
