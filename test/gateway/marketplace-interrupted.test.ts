import { fork, type ChildProcess } from 'node:child_process'
import { existsSync, mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { newApp } from '../../playground/backendless/apps'
import type { Release } from '../../playground/marketplace/open'
import { startTestPlayground } from '../support/playground'
import { packReleases, type Releases } from './marketplace-releases'

let releases: Releases
let release: Release
let dataDir: string

const marketplaceFolder = (): string => join(dataDir, newApp.id, 'marketplace')

const startChild = (): Promise<{ child: ChildProcess; url: string }> =>
  new Promise((resolve, reject) => {
    const child = fork(join(__dirname, 'marketplace-child.ts'), [dataDir, release.manifest, release.zips], { execArgv: ['--require', require.resolve('tsx/cjs')], stdio: ['ignore', 'ignore', 'inherit', 'ipc'] })
    child.once('message', (url: string) => resolve({ child, url }))
    child.once('error', reject)
  })

const untilExists = async (path: string): Promise<void> => {
  for (let turn = 0; turn < 5000 && !existsSync(path); turn++) await new Promise((resolve) => setTimeout(resolve, 2))
  if (!existsSync(path)) throw new Error(`${path} did not appear`)
}

/** Begins an installation and ends the playground, as a power cut does, when this folder appears. */
const cutWhen = async (folder: string): Promise<void> => {
  const { child, url } = await startChild()
  const ended = new Promise((resolve) => child.once('exit', resolve))
  const answer = fetch(`${url}/${newApp.id}/console/marketplace/install/component`, { method: 'POST', headers: { 'content-type': 'application/json' }, body: '{}' }).catch(() => null)
  await untilExists(join(marketplaceFolder(), folder))
  child.kill('SIGKILL')
  await Promise.all([ended, answer])
}

const afterwards = async (): Promise<{ installed: unknown[]; services: unknown[]; folders: string[] }> => {
  const playground = await startTestPlayground({ dataDir, release })
  try {
    const get = async (path: string): Promise<unknown[]> => (await (await fetch(`${playground.url}/${newApp.id}/console/${path}`)).json()) as unknown[]
    const products = (await get('marketplace/products')) as { installed: unknown }[]
    const folders = existsSync(marketplaceFolder()) ? readdirSync(marketplaceFolder(), { recursive: true }).map(String) : []
    return { installed: products.map(({ installed }) => installed), services: await get('cloud-code/services'), folders: folders.filter((path) => path !== 'products') }
  } finally {
    await playground.stop()
  }
}

beforeAll(async () => {
  releases = await packReleases()
  release = await releases.make()
})

beforeEach(() => {
  dataDir = mkdtempSync(join(tmpdir(), 'interrupted-'))
})

afterEach(() => rmSync(dataDir, { recursive: true, force: true }))
afterAll(() => releases?.remove())

it.each(['staging', 'products'])('an installation that was cut off when it had come to its folder %s leaves nothing', async (folder) => {
  await cutWhen(folder)
  expect(existsSync(join(marketplaceFolder(), 'installed.json'))).toBe(false)
  expect(await afterwards()).toEqual({ installed: [null, null, null], services: [], folders: [] })
})

it('folders that no product owns are cleared away, those that one owns stay', async () => {
  const first = await startTestPlayground({ dataDir, release })
  await fetch(`${first.url}/${newApp.id}/console/marketplace/install/services`, { method: 'POST' })
  await first.stop()
  mkdirSync(join(marketplaceFolder(), 'products', 'services-9.9.9-left'), { recursive: true })
  writeFileSync(join(marketplaceFolder(), 'products', 'services-9.9.9-left', 'service.js'), '')
  const { installed, services } = await afterwards()
  expect(installed.map((one) => one !== null)).toEqual([true, false, false])
  expect(services).toHaveLength(2)
  expect(readdirSync(join(marketplaceFolder(), 'products'))).toEqual([expect.stringMatching(/^services-(?!9\.9\.9)/)])
})
