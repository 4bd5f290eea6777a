import { spawn } from 'node:child_process'
import { createInterface } from 'node:readline'

/** A program that lives no longer than this process, however either of them ends. */
export interface Child {
  /** How it ended. */
  readonly ended: Promise<string>
  /** Kills it and waits until it has gone. */
  stop(): Promise<void>
}

/** Runs between us and the program: its input ends with us, and then it ends the program. */
const guard = `
const { spawn } = require('node:child_process')
const [command, ...args] = process.argv.slice(1)
const child = spawn(command, args, { stdio: ['ignore', 'inherit', 'inherit'] })
child.on('error', (error) => { console.error(error.message); process.exit(127) })
child.on('exit', (code, signal) => process.exit(signal ? 1 : code))
process.stdin.on('end', () => child.kill('SIGKILL')).on('error', () => child.kill('SIGKILL')).resume()
`

/** Starts a program and reads its lines. */
export const startChild = ([command, ...args]: readonly [string, ...string[]], options: { readonly cwd: string; readonly env: NodeJS.ProcessEnv; readonly onLine: (line: string) => void }): Child => {
  const { cwd, env, onLine } = options
  // A group of its own: Ctrl+C is for us, and we end the programs in their order.
  const child = spawn(process.execPath, ['-e', guard, '--', command, ...args], { cwd, env, stdio: ['pipe', 'pipe', 'pipe'], detached: true })
  for (const stream of [child.stdout, child.stderr]) createInterface({ input: stream }).on('line', onLine)
  const ended = new Promise<string>((done) => {
    child.on('error', (error) => done(error.message))
    child.on('close', (code) => done(`exit code ${code ?? 'unknown'}`))
  })
  child.stdin.on('error', () => undefined)
  return {
    ended,
    stop: async () => {
      child.stdin.end()
      await ended
    },
  }
}
