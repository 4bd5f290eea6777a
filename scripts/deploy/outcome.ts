import type { Run } from './coderunner'

/** What a deployment came to: null when the server has published the code, else a sentence about what went wrong. */
export type Problem = string | null

interface Sign {
  readonly pattern: RegExp
  readonly sentence: string
}

/** In order: the first that fits is told. Wordings of the server are not documented, so its own words always follow. */
const signs: readonly Sign[] = [
  { pattern: /ECONNREFUSED|ENOTFOUND|EAI_AGAIN|ECONNRESET|ETIMEDOUT|socket hang up|certificate/i, sentence: 'The server cannot be reached. Check BACKENDLESS_API_SERVER and the connection' },
  { pattern: /application (info|id)|app id|secret key|api[ -]?key|not authori[sz]ed|unauthori[sz]ed|forbidden/i, sentence: 'The server does not take this application id with this key. Use the CodeRunner API key of the same app, and the server of its region' },
  { pattern: /size|too large|limit/i, sentence: 'The server refused the code because of its size. A plan has a limit for code: raise it, or remove other models' },
  { pattern: /Model Errors|Nothing to publish|model error/i, sentence: 'CodeRunner found a fault in the code, so nothing was sent. Run: npm run build' },
  { pattern: /finished with an error/i, sentence: 'The server took the code but could not publish it' },
]

const isFailure = (line: string): boolean => /Error:|\[error\]|Unable to |UnhandledRejection|ResponseError/i.test(line)
const textOf = (line: string): string => line.replace(/^.*\[master\] ?/, '').replace(/^Error: +/, '').trim()

const explain = (words: string): string => signs.find(({ pattern }) => pattern.test(words))?.sentence ?? 'The server did not publish the code'

/** Reads the end of a run from what CodeRunner printed. */
export const problemOf = ({ lines, timedOut }: Run, timeoutSeconds: number): Problem => {
  const said = lines.filter(isFailure).map(textOf).join(' · ')
  const isUploaded = lines.some((line) => line.includes('Zip File has been uploaded'))
  if (timedOut) return `No end after ${timeoutSeconds} seconds, so it was stopped. ${isUploaded ? 'The code was uploaded: look in the console (Cloud Code) whether it is there' : 'The server did not take the code'}, then deploy again.`
  if (said === '' && lines.some((line) => /\[master\] Zip File has been published$/.test(line.trimEnd()))) return null
  return `${explain(said)}.${said === '' ? '' : ` CodeRunner says: ${said}`}`
}
