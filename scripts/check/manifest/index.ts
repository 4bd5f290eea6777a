import { join } from 'node:path'
import { componentProblems } from './component'
import { functionProblems } from './functions'
import { packProblems } from './pack'
import { brokenPromises, releasedFacts, type Released } from './released'
import { schemaProblems } from './schema'
import { serviceProblems } from './services'
import type { Manifest } from './shape'
import { diskWorld, type World } from './world'

const root = join(__dirname, '..', '..', '..')
export const releasedFile = 'test/fixtures/released.json'

const readJson = (world: World, path: string): { readonly value: unknown } | { readonly problem: string } => {
  const content = world.read(path)
  if (content === null) return { problem: `${path} does not exist` }
  try {
    return { value: JSON.parse(content) }
  } catch (error) {
    return { problem: `${path} is not JSON: ${(error as Error).message}` }
  }
}

/** Everything that is wrong with marketplace.json, one line each; what contradicts the schema is told before anything else is looked at. */
export const manifestProblems = (world: World = diskWorld(root)): string[] => {
  const [manifest, schema, released] = ['marketplace.json', 'marketplace.schema.json', releasedFile].map((path) => readJson(world, path))
  const unreadable = [manifest, schema, released].flatMap((read) => (read && 'problem' in read ? [read.problem] : []))
  if (!manifest || !('value' in manifest) || !schema || !('value' in schema) || !released || !('value' in released)) return unreadable
  const shape = schemaProblems(schema.value as object, manifest.value)
  if (shape.length > 0) return shape
  const facts = manifest.value as Manifest
  const broken = brokenPromises(released.value as Released, releasedFacts(facts)).map((promise) => `marketplace.json breaks a promise of ${(released.value as Released).version}. ${promise}`)
  return [...broken, ...packProblems(facts, world), ...serviceProblems(facts, world), ...functionProblems(facts, world), ...componentProblems(facts, world)]
}
