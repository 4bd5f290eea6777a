import type { Response } from 'express'
import { timeoutMessage, type CallError, type Outcome, type ResponseParts } from '../../coderunner/protocol'

/** Headers that belong to the connection, not to the answer. */
const ownHeaders = ['content-length', 'content-type', 'transfer-encoding', 'connection', 'set-cookie']

const isStatus = (status: number | null, from: number): status is number => Number.isInteger(status) && (status ?? 0) >= from && (status ?? 0) <= 599

const applyParts = (response: Response, { headers, cookies }: ResponseParts): void => {
  for (const [name, value] of Object.entries(headers)) {
    if (ownHeaders.includes(name.toLowerCase())) continue
    try {
      response.setHeader(name, value)
    } catch {
      // A header that HTTP cannot carry is dropped; the answer itself is worth more.
    }
  }
  for (const cookie of cookies) response.append('Set-Cookie', String(cookie))
}

/** An error without a status of its own is answered as 400, as the platform does; so is a timeout. */
export const statusOf = ({ status }: CallError): number => (isStatus(status, 200) ? status : 400)

/** Writes how a call ended. Strings travel JSON-quoted, so that a transcript "42" stays a string. */
export const answer = (response: Response, outcome: Outcome): void => {
  applyParts(response, outcome.response)
  const status = outcome.ok ? (isStatus(outcome.response.statusCode, 200) ? outcome.response.statusCode : 200) : statusOf(outcome.error)
  const body = outcome.ok ? (outcome.value ?? null) : { code: outcome.error.code, message: outcome.error.message }
  response.status(status).type('application/json').send(JSON.stringify(body))
}

/** One line for the log about how a call ended: no message, because it may repeat what a caller sent. */
export const describeOutcome = (outcome: Outcome): string => {
  if (outcome.ok) return 'done'
  return outcome.error.message === timeoutMessage ? 'out of time' : `error ${outcome.error.code}, status ${statusOf(outcome.error)}`
}
