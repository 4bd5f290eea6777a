import { join } from 'node:path'
import type { AppRuntime } from '../backendless/app-runtime'
import type { Deployment } from '../coderunner/cloud-code'
import { mergeValues } from '../settings/configuration-form'
import type { SavedValues } from '../settings/settings-store'
import { findProduct, readParts, withNeeded, type Catalogue } from './catalogue'
import { clashProblems } from './clash-rules'
import type { InstallChanges, InstalledProduct } from './installs'
import type { Manifest, ManifestProduct, ManifestService, ProductKey } from './manifest'
import { Refusal } from './refusal'
import { upgradeProblems } from './upgrade-rules'
import { unpack } from './zip'

/** Values of the configuration forms, by service. */
export type Configurations = Readonly<Record<string, Readonly<Record<string, unknown>>>>

/** Installs and removes the products of one app, one action at a time. */
export interface Installer {
  install(key: string, configurations?: Configurations): Promise<readonly InstalledProduct[]>
  uninstall(key: string): Promise<void>
}

interface Saved {
  readonly service: string
  readonly values: SavedValues
}

/** The products that an action installs, after everything that could forbid it was looked at. */
const planned = (runtime: AppRuntime, manifest: Manifest, key: string): ManifestProduct[] => {
  const product = findProduct(manifest, key)
  if (!product) throw new Refusal([`The Marketplace has no product "${key}"`])
  const installed = runtime.installs.list()
  const products = withNeeded(manifest, product, installed.map((one) => one.key))
  const own = { functions: runtime.ownFunctions.list() }
  const reasons = products.flatMap((next) => {
    const before = installed.find((one) => one.key === next.key)
    const upgrade = before ? upgradeProblems(before.product, next).map((problem) => `${next.title} cannot be updated: ${problem}`) : []
    return [...upgrade, ...clashProblems(next, own).map((problem) => `${next.title} cannot be installed: ${problem}`)]
  })
  if (reasons.length > 0) throw new Refusal(reasons)
  return products
}

const servicesOf = (products: readonly ManifestProduct[]): readonly ManifestService[] => products.flatMap(({ services = [] }) => services)

/** What the forms would save. Values that were saved before stay, because an upgrade keeps the configuration. */
const checkedConfigurations = (runtime: AppRuntime, products: readonly ManifestProduct[], configurations: Configurations): Saved[] =>
  servicesOf(products).map(({ name, configuration }) => {
    const result = mergeValues(configuration, runtime.settings.read(name), configurations[name] ?? {})
    if (!result.ok) throw new Refusal([`Nothing was installed. ${name}: ${result.message}`])
    return { service: name, values: result.values }
  })

const stageProduct = async (catalogue: Catalogue, manifest: Manifest, changes: InstallChanges, product: ManifestProduct): Promise<InstalledProduct> => {
  const parts = await readParts(catalogue, manifest, product)
  const stage = changes.newStage()
  for (const [part, files] of parts) await unpack(files, join(stage, part))
  return changes.settle(stage, product)
}

const without = (installed: readonly InstalledProduct[], keys: readonly ProductKey[]): InstalledProduct[] => installed.filter(({ key }) => !keys.includes(key))

/** Changes an app over to other products; it answers when the replaced code no longer needs its files. */
type ChangeOver = (next: readonly InstalledProduct[], saved: readonly Saved[]) => Promise<void>

const changeOverOf = (runtime: AppRuntime, changes: InstallChanges, later: (retired: Promise<void>) => void): ChangeOver => async (next, saved) => {
  let deployment: Deployment
  try {
    deployment = await runtime.code.deploy(runtime.sourceOf(runtime.installs.parts(next)))
  } catch (error) {
    throw new Refusal([`The services do not start, so nothing was changed: ${(error as Error).message}`])
  }
  for (const { service, values } of saved) runtime.settings.write(service, values)
  changes.commit(next)
  later(deployment.retired)
}

const install = async (runtime: AppRuntime, catalogue: Catalogue, changes: InstallChanges, changeOver: ChangeOver, [key, configurations]: [string, Configurations]): Promise<readonly InstalledProduct[]> => {
  const manifest = catalogue.manifest()
  const products = planned(runtime, manifest, key)
  const saved = checkedConfigurations(runtime, products, configurations)
  try {
    const added: InstalledProduct[] = []
    for (const product of products) added.push(await stageProduct(catalogue, manifest, changes, product))
    await changeOver([...without(runtime.installs.list(), added.map((one) => one.key)), ...added], saved)
    return added
  } catch (error) {
    changes.tidy()
    throw error
  }
}

const uninstall = async (runtime: AppRuntime, changeOver: ChangeOver, key: string): Promise<void> => {
  const gone = runtime.installs.list().find((one) => one.key === key)
  if (!gone) throw new Refusal([`"${key}" is not installed in ${runtime.app.title}`])
  await changeOver(without(runtime.installs.list(), [gone.key]), servicesOf([gone.product]).map(({ name }) => ({ service: name, values: {} })))
}

const refuseAll = ({ title }: AppRuntime['app']): Installer => {
  const refuse = (): Promise<never> => Promise.reject(new Refusal([`The app ${title} always has the pack: install and remove it in the other app`]))
  return { install: refuse, uninstall: refuse }
}

/** The installer of one app: one action at a time. */
export const openInstaller = (runtime: AppRuntime, catalogue: Catalogue): Installer => {
  const { changes } = runtime.installs
  if (!changes) return refuseAll(runtime.app)
  let turn: Promise<unknown> = Promise.resolve()
  const inTurn = <T>(action: () => Promise<T>): Promise<T> => {
    const mine = turn.then(action)
    turn = mine.catch(() => undefined)
    return mine
  }
  const tidyLater = (retired: Promise<void>): void => void retired.then(() => inTurn(() => Promise.resolve(changes.tidy())))
  const changeOver = changeOverOf(runtime, changes, tidyLater)
  return {
    install: (key, configurations = {}) => inTurn(() => install(runtime, catalogue, changes, changeOver, [key, configurations])),
    uninstall: (key) => inTurn(() => uninstall(runtime, changeOver, key)),
  }
}
