import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { version } from '../../package.json'
import { codeModel } from './code-model'
import { ownLicence, thirdPartyLicences } from './licences'
import { entriesOf, type Entry } from './zip'

const root = join(__dirname, '..', '..')

/** A zip of the pack. */
export interface Package {
  readonly file: string
  readonly entries: () => Promise<Entry[]>
}

/** Without one of these the component could not be installed or listed. */
const componentFiles = ['component.json', 'preview.html', 'thumbnail.png', 'README.md', 'src/index.js', 'styles/index.less']

/** Deploy settings hold keys once a developer has filled them in, so they never go into a zip. */
const isDeployed = ({ path }: Entry): boolean => !['coderunner.json', 'package-lock.json'].includes(path) && !/\.(map|d\.ts)$/.test(path)

const builtFolder = (path: string): string => {
  const folder = join(root, path)
  if (!existsSync(folder)) throw new Error(`${path} is not built. Run: npm run build`)
  return folder
}

const serviceEntries = async (): Promise<Entry[]> => {
  const folder = builtFolder('service/dist')
  const { app } = JSON.parse(readFileSync(join(folder, 'coderunner.json'), 'utf8')) as { app: { exclude: string[] } }
  return [...entriesOf(folder).filter(isDeployed), { path: 'model.json', content: await codeModel(folder, app.exclude) }, ownLicence(), thirdPartyLicences('services')]
}

const functionEntries = (place: 'ui' | 'cloud') => (): Promise<Entry[]> => Promise.resolve([...entriesOf(join(root, 'codeless-blocks', 'functions', place)), ownLicence()])

const componentEntries = (): Promise<Entry[]> => {
  const found = entriesOf(builtFolder('ui-component/dist/pack'))
  const missing = componentFiles.filter((file) => !found.some(({ path }) => path === file))
  if (missing.length > 0) throw new Error(`The component lacks ${missing.join(', ')}. Run: npm run build`)
  return Promise.resolve([...found, ownLicence(), thirdPartyLicences('component')])
}

/** Everything that `npm run pack` writes. */
export const packages: readonly Package[] = [
  { file: `audio-to-text-services-${version}.zip`, entries: serviceEntries },
  { file: `audio-to-text-ui-functions-${version}.zip`, entries: functionEntries('ui') },
  { file: `audio-to-text-cloud-functions-${version}.zip`, entries: functionEntries('cloud') },
  { file: `audio-transcriber-component-${version}.zip`, entries: componentEntries },
]
