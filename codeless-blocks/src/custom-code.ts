import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { CustomCode } from './blocks'

/** Each file in `code/` is one function; its body is what the block holds. */
const shape = /^async function \w+\(([^)]*)\) \{\n([\s\S]*)\n\}\n$/

const read = (file: string, title: string): CustomCode => {
  const [, args = '', body = ''] = shape.exec(readFileSync(join(__dirname, 'code', `${file}.js`), 'utf8')) ?? []
  if (!body) throw new Error(`codeless-blocks/src/code/${file}.js must hold exactly one async function`)
  return { title, args: args.split(', ').filter(Boolean), code: body.replace(/^ {2}/gm, '') }
}

/** The pieces of JavaScript inside the functions; the titles are read on the blocks. */
export const customCodes = {
  numberedError: read('numbered-error', 'error with number'),
  onlyWhatIsGiven: read('only-what-is-given', 'only what is given'),
  asTheCurrentUser: read('as-the-current-user', 'as the current user'),
  whatWentWrong: read('what-went-wrong', 'what went wrong'),
}
