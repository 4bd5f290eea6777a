import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { functionIds } from '../../contract'

const root = join(__dirname, '..', '..', 'codeless-blocks', 'functions')

export type Shipped = (...inputs: unknown[]) => Promise<unknown>

const run = (code: string, globals: Readonly<Record<string, unknown>>): void => {
  // eslint-disable-next-line @typescript-eslint/no-implied-eval, @typescript-eslint/no-unsafe-call -- the shipped file is a script, as the platform runs it
  new Function(...Object.keys(globals), code)(...Object.values(globals))
}

/** The UI function as the UI-SDK registers it, with the given SDK as its global; `call` stands for the functions that it calls by name. */
export const uiFunction = (key: keyof typeof functionIds, Backendless: unknown, call?: (name: string, ...inputs: unknown[]) => Promise<unknown>): Shipped => {
  const id = functionIds[key].ui
  const Custom: Record<string, Shipped> = {}
  run(readFileSync(join(root, 'ui', id, 'code.js'), 'utf8'), { Backendless, BackendlessUI: { Functions: { Custom, call } } })
  return Custom[`fn_${id}`] as Shipped
}

/** The Cloud function as CodeRunner's `require` gives it. */
export const cloudFunction = (key: keyof typeof functionIds, Backendless: unknown): Shipped => {
  const module: { exports?: Shipped } = {}
  run(readFileSync(join(root, 'cloud', `codeless-function-${functionIds[key].cloud}`, 'index.js'), 'utf8'), { Backendless, module })
  return module.exports as Shipped
}
