import { existsSync, readFileSync, readdirSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { cloudCodeModelName } from '../../contract'

interface DeploySettings {
  readonly app: { readonly id: string; readonly apiKey: string; readonly model: string; readonly exclude: readonly string[] }
}

/** What would be uploaded from a built folder. */
export interface BuiltFolder {
  readonly folder: string
  readonly exclude: readonly string[]
  readonly files: readonly { readonly name: string; readonly bytes: number }[]
}

const settingsOf = (folder: string): DeploySettings => {
  const path = join(folder, 'coderunner.json')
  // Without it CodeRunner takes settings of its own, which silently leave files out.
  if (!existsSync(path)) throw new Error(`${path} is missing. Run: npm run build`)
  return JSON.parse(readFileSync(path, 'utf8')) as DeploySettings
}

/** CodeRunner runs every .js that it finds, so a forgotten one would run in the app, too. */
const checkCode = (names: readonly string[]): void => {
  if (!names.includes('service.js')) throw new Error('The built folder has no service.js. Run: npm run build')
  const strays = names.filter((name) => name.endsWith('.js') && name !== 'service.js')
  if (strays.length > 0) throw new Error(`The built folder holds code that is not part of the services: ${strays.join(', ')}. Remove it, or run: npm run build`)
}

/** Looks at a built folder before anything leaves the machine. */
export const readBuilt = (folder: string): BuiltFolder => {
  const { app } = settingsOf(folder)
  if (app.id || app.apiKey) throw new Error('coderunner.json of the built folder holds an app id or a key. Remove them there: they are read from the environment.')
  if (app.model !== cloudCodeModelName) throw new Error(`coderunner.json names the model "${app.model}" instead of "${cloudCodeModelName}". Run: npm run build`)
  const names = readdirSync(folder).filter((name) => !name.startsWith('.') && statSync(join(folder, name)).isFile())
  checkCode(names)
  const files = names.filter((name) => !['coderunner.json', 'package-lock.json', 'deploy.zip'].includes(name) && !/\.(map|d\.ts)$/.test(name))
  return { folder, exclude: app.exclude, files: files.map((name) => ({ name, bytes: statSync(join(folder, name)).size })) }
}
