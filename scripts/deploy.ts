import { join, resolve } from 'node:path'
import { parseArgs } from 'node:util'
import { version } from '../package.json'
import { cloudCodeModelName } from '../contract'
import { buildService } from './builders/service'
import { checklist } from './deploy/checklist'
import { runCodeRunner } from './deploy/coderunner'
import { readBuilt, type BuiltFolder } from './deploy/folder'
import { problemOf } from './deploy/outcome'
import { publicTarget, readTarget } from './deploy/target'
import { codeModel } from './pack/code-model'

const root = join(__dirname, '..')

const optionsOf = () =>
  parseArgs({
    options: {
      'dry-run': { type: 'boolean', default: false },
      'no-build': { type: 'boolean', default: false },
      from: { type: 'string', default: join(root, 'service', 'dist') },
      'timeout-seconds': { type: 'string', default: '300' },
    },
  }).values

const secondsOf = (text: string): number => {
  const seconds = Number(text)
  if (!(seconds > 0)) throw new Error(`--timeout-seconds must be a number above 0, not "${text}"`)
  return seconds
}

const showPlan = async ({ folder, exclude, files }: BuiltFolder): Promise<void> => {
  const { appId, apiServer } = publicTarget(process.env)
  const { services } = JSON.parse(await codeModel(folder, exclude)) as { services: { name: string }[] }
  console.log(`Dry run: nothing is sent.\nServer   ${apiServer}\nApp      ${appId}\nModel    ${cloudCodeModelName} (what this model holds in the app is replaced)\nServices ${services.map(({ name }) => name).join(', ')}`)
  files.forEach(({ name, bytes }) => console.log(`File     ${name}  ${(bytes / 1000).toFixed(1)} kB`))
}

const deploy = async ({ folder }: BuiltFolder, timeoutSeconds: number): Promise<void> => {
  const target = await readTarget(process.env)
  console.log(`Deploying the services to app ${target.appId} at ${target.apiServer}, model ${cloudCodeModelName}.`)
  const problem = problemOf(await runCodeRunner({ folder, target, timeoutSeconds, show: console.log }), timeoutSeconds)
  if (problem !== null) throw new Error(`Not deployed. ${problem}`)
  console.log('The services are deployed.')
}

/** `npm run deploy` puts the services into your own app; `-- --dry-run` only tells what it would do. */
const main = async (): Promise<void> => {
  const options = optionsOf()
  const timeoutSeconds = secondsOf(options['timeout-seconds'])
  if (!options['no-build']) console.log(await buildService())
  const built = readBuilt(resolve(options.from))
  await (options['dry-run'] ? showPlan(built) : deploy(built, timeoutSeconds))
  console.log(`\n${checklist(version)}`)
}

main().catch((error: unknown) => {
  console.error(error instanceof Error ? error.message : error)
  process.exitCode = 1
})
