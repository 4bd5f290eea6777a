import { spawn } from 'node:child_process'
import { dirname, join } from 'node:path'
import { createInterface } from 'node:readline'
import { cloudCodeModelName } from '../../contract'
import type { Target } from './target'

const program = join(dirname(require.resolve('backendless-coderunner/package.json')), 'bin', 'coderunner')

/** How CodeRunner ended. Its exit code says nothing: it is 0 after every failure. */
export interface Run {
  readonly lines: readonly string[]
  readonly timedOut: boolean
}

/** Variables such as APIURL or NODE_ENV=test would send the code elsewhere or silence CodeRunner, so it gets only these. */
const passedOn = ['PATH', 'HOME', 'TMPDIR', 'TEMP', 'SystemRoot', 'NODE_EXTRA_CA_CERTS']

const environmentOf = (all: NodeJS.ProcessEnv): NodeJS.ProcessEnv => Object.fromEntries(passedOn.flatMap((name) => (all[name] === undefined ? [] : [[name, all[name]]])))

/** Takes the key out of a line, in whatever case it stands there. */
export const withoutKey = (line: string, key: string): string => line.replace(new RegExp(key, 'gi'), '(key)')

/** The dump of all settings comes between these lines; it is of no use to anybody and holds the key. */
const isWorthShowing = (line: string): boolean => /\[master\]/.test(line) && !/Configs: \{|Initializing configs|Copyright/.test(line)

interface Order {
  readonly folder: string
  readonly target: Target
  readonly timeoutSeconds: number
  readonly show: (line: string) => void
}

/** Runs the real `coderunner deploy` in the built folder. The key goes in by the question that CodeRunner asks: a process list shows arguments. */
export const runCodeRunner = ({ folder, target, timeoutSeconds, show }: Order): Promise<Run> =>
  new Promise((resolve, reject) => {
    const { appId, apiServer, key } = target
    const child = spawn(process.execPath, [program, 'deploy', '-q', '-c', 'coderunner.json', '-m', cloudCodeModelName, '-a', appId, '-s', apiServer], { cwd: folder, env: environmentOf(process.env), stdio: ['pipe', 'pipe', 'pipe'] })
    const lines: string[] = []
    let timedOut = false
    const take = (raw: string): void => {
      const line = withoutKey(raw, key)
      lines.push(line)
      if (isWorthShowing(line)) show(line.replace(/^.*\[master\] ?/, '  '))
    }
    for (const stream of [child.stdout, child.stderr]) createInterface({ input: stream }).on('line', take)
    const timer = setTimeout(() => {
      timedOut = true
      child.kill('SIGKILL')
    }, timeoutSeconds * 1000)
    child.once('error', reject)
    child.stdin.on('error', () => undefined)
    child.stdin.end(`${key}\n`)
    child.once('close', () => {
      clearTimeout(timer)
      resolve({ lines, timedOut })
    })
  })
