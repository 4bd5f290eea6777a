import { createHash } from 'node:crypto'
import type { ManifestFunction, ManifestProduct } from './manifest'
import type { PartName } from './parts'

/** The files of one part, unpacked in memory: path → bytes. */
export type PartFiles = ReadonlyMap<string, Buffer>

const parsed = (bytes: Buffer | undefined): Record<string, unknown> => {
  try {
    return JSON.parse(bytes?.toString('utf8') ?? '') as Record<string, unknown>
  } catch {
    return {}
  }
}

const lacking = (files: PartFiles, wanted: readonly string[]): string[] => wanted.filter((path) => !files.has(path)).map((path) => `the manifest names the file ${path}, which the package does not hold`)

const serviceFiles = (files: PartFiles, { services = [] }: ManifestProduct): string[] => {
  const missing = lacking(files, ['service.js', 'model.json'])
  if (missing.length > 0) return missing
  const model = parsed(files.get('model.json'))['services'] as readonly { name: string }[] | undefined
  return services.filter(({ name }) => !model?.some((service) => service.name === name)).map(({ name }) => `the manifest names the service ${name}, which the package does not hold`)
}

/** In the manifest paths begin at the repository; in the zip they begin at the folder of the kind. */
const inZip = (place: 'ui' | 'cloud', path: string): string => path.replace(`codeless-blocks/functions/${place}/`, '')

const functionFiles = (place: 'ui' | 'cloud') => (files: PartFiles, { functions = [] }: ManifestProduct): string[] =>
  functions.flatMap((definition: ManifestFunction) =>
    Object.entries(definition[place]?.sha256 ?? {}).flatMap(([path, hash]) => {
      const bytes = files.get(inZip(place, path))
      if (!bytes) return [`the manifest names the file ${inZip(place, path)}, which the package does not hold`]
      return createHash('sha256').update(bytes).digest('hex') === hash ? [] : [`the file ${inZip(place, path)} is not the one that the manifest describes`]
    }),
  )

const componentFiles = (files: PartFiles, { id }: ManifestProduct): string[] => {
  const missing = lacking(files, ['component.json', 'src/index.js', 'styles/index.less'])
  if (missing.length > 0) return missing
  const found = parsed(files.get('component.json'))['id']
  return found === id ? [] : [`the component in the package has the id ${String(found)}, the manifest names ${String(id)}`]
}

const rules: Readonly<Record<PartName, (files: PartFiles, product: ManifestProduct) => string[]>> = {
  services: serviceFiles,
  uiFunctions: functionFiles('ui'),
  cloudFunctions: functionFiles('cloud'),
  component: componentFiles,
}

/** Where a part of a product is not what the manifest says, in words. */
export const contentProblems = (part: PartName, files: PartFiles, product: ManifestProduct): string[] => rules[part](files, product)
