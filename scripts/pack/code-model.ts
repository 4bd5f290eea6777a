import { fork } from 'node:child_process'
import { realpathSync } from 'node:fs'
import { createRequire } from 'node:module'

/** `model.json` of a code folder, made by the real CodeRunner. It runs in a process of its own, because it changes globals. */

const load = createRequire(__filename)
const coderunner = 'backendless-coderunner/lib/server-code'

interface Model {
  readonly errors: readonly { readonly message: string }[]
}

const build = (folder: string, exclude: readonly string[]): Model => {
  ;(load('backendless') as { ServerCode?: unknown }).ServerCode = load(`${coderunner}/api`)
  const { build: buildModel } = load(`${coderunner}/model`) as { build: (folder: string, exclude: readonly string[]) => Model }
  return buildModel(folder, exclude)
}

/** What CodeRunner would put into a deployment as `model.json`. */
export const codeModel = (folder: string, exclude: readonly string[]): Promise<string> =>
  new Promise((resolve, reject) => {
    // A symbolic link would put an absolute path into the model.
    const child = fork(__filename, [realpathSync(folder), JSON.stringify(exclude)], { execArgv: ['--require', require.resolve('tsx/cjs')], stdio: ['ignore', 'ignore', 'inherit', 'ipc'] })
    child.once('message', (text: string) => resolve(text))
    child.once('error', reject)
    child.once('exit', (code) => reject(new Error(`CodeRunner could not read ${folder} (exit code ${code ?? 'unknown'})`)))
  })

const main = (folder: string, exclude: readonly string[]): void => {
  const model = build(folder, exclude)
  if (model.errors.length > 0) throw new Error(model.errors.map(({ message }) => message).join('\n'))
  process.send?.(JSON.stringify(model), () => process.exit(0))
}

if (require.main === module) main(process.argv[2] ?? '', JSON.parse(process.argv[3] ?? '[]') as string[])
