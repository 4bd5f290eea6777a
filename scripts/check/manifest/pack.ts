import type { Call, Manifest } from './shape'
import { productOf } from './shape'
import type { World } from './world'

const repeated = (names: readonly string[]): string[] => [...new Set(names.filter((name, index) => names.indexOf(name) !== index))]

const idProblems = (manifest: Manifest): string[] => {
  const functions = productOf(manifest, 'functions')?.functions ?? []
  const component = productOf(manifest, 'component')
  const ids = [...functions.flatMap(({ ui, cloud }) => [ui, cloud].flatMap((twin) => (twin ? [twin.id] : []))), ...(component ? [component.id.replace(/^c_/, '')] : [])]
  return [
    ...repeated(ids).map((id) => `marketplace.json: the id ${id} is used twice`),
    ...repeated(functions.map(({ name }) => name)).map((name) => `marketplace.json: two functions are called ${name}`),
    ...repeated(manifest.products.map(({ key }) => key)).map((key) => `marketplace.json: the product ${key} stands twice`),
  ]
}

/** What functions and component call must come with the pack: an app has nothing else. */
const deliveryProblems = (manifest: Manifest): string[] => {
  const addressOf = ({ service, method, httpMethod, route }: Call): string => `${service}.${method} ${httpMethod} ${route}`
  const services = productOf(manifest, 'services')?.services ?? []
  const delivered = services.flatMap(({ name: service, methods }) => methods.map(({ name: method, httpMethod, route }) => addressOf({ service, method, httpMethod, route })))
  const callers = [...(productOf(manifest, 'functions')?.functions ?? []), ...(productOf(manifest, 'component') ? [productOf(manifest, 'component') as { readonly name: string; readonly calls: readonly Call[] }] : [])]
  return callers.flatMap(({ name, calls }) => calls.map(addressOf).filter((address) => !delivered.includes(address)).map((address) => `marketplace.json: ${name} calls ${address}, which no service of the pack has`))
}

const installProblems = ({ products }: Manifest): string[] =>
  products.flatMap(({ key, install }) => {
    const needed = install.dependsOn.map((other) => ({ other, product: products.find((product) => product.key === other) }))
    return needed.flatMap(({ other, product }) => {
      if (!product) return [`marketplace.json: ${key} depends on ${other}, which is no product of the pack`]
      return product.install.order < install.order ? [] : [`marketplace.json: ${key} depends on ${other}, which is installed later`]
    })
  })

/** A file that the manifest names must be there. */
const fileProblems = (manifest: Manifest, world: World): string[] => {
  const files = [
    manifest.changelog, manifest.thirdPartyNotices, ...Object.values(manifest.docs),
    ...manifest.products.flatMap(({ sourceFolder, listing, changelog, images }) => [sourceFolder, listing, changelog, ...images.map(({ file }) => file)]),
  ]
  return [...new Set(files)].filter((file) => !world.exists(file)).map((file) => `marketplace.json names ${file}, which does not exist`)
}

const versionProblems = (manifest: Manifest, world: World): string[] => {
  const { version, license } = JSON.parse(world.read('package.json') ?? '{}') as { version?: string; license?: string }
  const wrong = manifest.products.filter((product) => product.version !== version).map(({ key }) => key)
  return [
    ...(manifest.version === version ? [] : [`marketplace.json has the version ${manifest.version}, package.json has ${String(version)}`]),
    ...wrong.map((key) => `marketplace.json: the product ${key} has another version than package.json (${String(version)})`),
    ...(manifest.license === license ? [] : [`marketplace.json has the licence ${manifest.license}, package.json has ${String(license)}`]),
    ...manifest.products.filter(({ changelog }) => !(world.read(changelog) ?? '').includes(`## ${manifest.version}`)).map(({ changelog }) => `${changelog} says nothing about the version ${manifest.version}`),
  ]
}

/** Where the parts of the manifest do not fit each other or the repository. */
export const packProblems = (manifest: Manifest, world: World): string[] =>
  [...idProblems(manifest), ...deliveryProblems(manifest), ...installProblems(manifest), ...fileProblems(manifest, world), ...versionProblems(manifest, world)]
