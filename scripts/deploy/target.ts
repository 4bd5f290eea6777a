import { createInterface } from 'node:readline'

/** Where to deploy to, and with which rights. The key lives in memory only. */
export interface Target {
  readonly appId: string
  readonly key: string
  readonly apiServer: string
}

const variables = { appId: 'BACKENDLESS_APP_ID', key: 'BACKENDLESS_CODERUNNER_KEY', apiServer: 'BACKENDLESS_API_SERVER' } as const
const defaultServer = 'https://api.backendless.com'
const uuid = /^[0-9A-F]{8}(-[0-9A-F]{4}){3}-[0-9A-F]{12}$/

const named = { appId: 'The application id', key: 'The CodeRunner API key' } as const

/** CodeRunner takes ids in capital letters only; a console or a person may give them otherwise. */
const idOf = (name: 'appId' | 'key', text: string): string => {
  const id = text.trim().toUpperCase()
  if (!uuid.test(id)) throw new Error(`${named[name]} is ${id === '' ? 'missing' : 'not in the form 8-4-4-4-12'}. The console shows it under Manage, App Settings. Set ${variables[name]}, or answer the question.`)
  return id
}

const serverOf = (text: string): string => {
  const address = text.trim().replace(/\/+$/, '') || defaultServer
  if (!URL.canParse(address) || !/^https?:$/.test(new URL(address).protocol)) throw new Error(`${variables.apiServer} is not an address: it begins with https://, for example ${defaultServer}`)
  return address
}

/** Asks on the terminal; a secret is not echoed. */
const askPerson = (question: string, isSecret: boolean): Promise<string> =>
  new Promise((resolve) => {
    const lines = createInterface({ input: process.stdin, output: process.stdout, terminal: true })
    process.stdout.write(question)
    // Readline echoes through this method only, and has no public switch for it.
    if (isSecret) (lines as unknown as { _writeToOutput: () => void })._writeToOutput = () => undefined
    lines.once('close', () => resolve(''))
    lines.once('line', (answer) => {
      resolve(answer)
      lines.close()
      if (isSecret) process.stdout.write('\n')
    })
  })

const valueOf = async (name: 'appId' | 'key', environment: NodeJS.ProcessEnv): Promise<string> => {
  const given = environment[variables[name]] ?? ''
  if (given !== '' || !process.stdin.isTTY) return idOf(name, given)
  return idOf(name, await askPerson(`${named[name]}: `, name === 'key'))
}

/** Reads the target from the environment, and asks for what is missing when somebody is there to answer. */
export const readTarget = async (environment: NodeJS.ProcessEnv): Promise<Target> => {
  const apiServer = serverOf(environment[variables.apiServer] ?? '')
  return { apiServer, appId: await valueOf('appId', environment), key: await valueOf('key', environment) }
}

/** What a trial run can say without any key. */
export const publicTarget = (environment: NodeJS.ProcessEnv): Omit<Target, 'key'> => {
  const appId = environment[variables.appId] ?? ''
  return { apiServer: serverOf(environment[variables.apiServer] ?? ''), appId: appId === '' ? `(${variables.appId} is not set)` : idOf('appId', appId) }
}
