import { join } from 'node:path'
import { manifestProblems } from '../../scripts/check/manifest'
import { diskWorld, type World } from '../../scripts/check/manifest/world'

/** Every kind of fact in marketplace.json is changed once, by hand as it were: the check must tell more than before. */

type Path = readonly (string | number)[]

const disk = diskWorld(join(__dirname, '..', '..'))
const text = disk.read('marketplace.json') ?? '{}'
const worldWith = (changed: unknown): World => ({ ...disk, read: (path) => (path === 'marketplace.json' ? JSON.stringify(changed) : disk.read(path)) })

const leavesOf = (value: unknown, path: Path = []): Path[] =>
  typeof value === 'object' && value !== null ? Object.entries(value).flatMap(([key, child]) => leavesOf(child, [...path, Array.isArray(value) ? Number(key) : key])) : [path]

/** Facts that saved logic, installed apps or the files rely on; the rest is prose. */
const factKinds: readonly (readonly [kind: string, place: RegExp])[] = [
  ['version', /^version$|^products\.\d\.version$/],
  ['key of a product', /^products\.\d\.key$/],
  ['file', /\.(file|listing|changelog|sourceFolder)$|^docs\.\w+$|^changelog$|^thirdPartyNotices$/],
  ['dependency', /\.dependsOn\.\d+$/],
  ['name of a service', /\.services\.\d+\.name$/],
  ['name of a method', /\.methods\.\d+\.name$/],
  ['route', /\.route$/],
  ['path', /\.methods\.\d+\.path$/],
  ['time limit', /\.methods\.\d+\.executionTimeoutSeconds$/],
  ['parameter', /\.parameters\.\d+\.(name|required)$/],
  ['configuration item', /\.configuration\.\d+\.(name|displayName|type|required|secret)$/],
  ['id', /\.(ui|cloud)\.id$|^products\.2\.id$/],
  ['hash', /\.sha256\./],
  ['name of a function', /\.functions\.\d+\.name$/],
  ['input of a function', /\.functions\.\d+\.inputs\.\d+\.(name|label)$/],
  ['answer of a function', /\.functions\.\d+\.hasReturn$/],
  ['call', /\.calls\.\d+\.(service|method|httpMethod|route)$/],
  ['use of another function', /\.uses\.\d+$/],
  ['name of the component', /^products\.2\.name$/],
  ['property', /^products\.2\.(settings|boundProperties)\.\d+\.name$/],
  ['event', /^products\.2\.events\.\d+\.name$/],
  ['value of an event', /\.context\.\d+\.id$/],
  ['action', /^products\.2\.actions\.\d+\.id$/],
]

const otherThan = (value: unknown): unknown => {
  if (typeof value === 'boolean') return !value
  if (typeof value === 'number') return value + 1
  const written = String(value)
  return /^[0-9a-f]{32,}$/.test(written) ? written.replace(/^./, written.startsWith('0') ? '1' : '0') : `${written}x`
}

const changedAt = (path: Path): unknown => {
  const copy = JSON.parse(text) as Record<string | number, unknown>
  const holder = path.slice(0, -1).reduce<Record<string | number, unknown>>((value, key) => value[key] as Record<string | number, unknown>, copy)
  const last = path.at(-1) ?? ''
  holder[last] = otherThan(holder[last])
  return copy
}

const leaves = leavesOf(JSON.parse(text)).map((path) => ({ path, place: path.join('.') }))

test.each(factKinds)('a changed %s is told, at its first, middle and last place', (_kind, place) => {
  const found = leaves.filter((leaf) => place.test(leaf.place))
  const picked = [...new Set([found[0], found[Math.floor(found.length / 2)], found.at(-1)])]
  expect(found.length).toBeGreaterThan(0)
  const untold = picked.filter((leaf) => leaf && manifestProblems(worldWith(changedAt(leaf.path))).length === 0)
  expect(untold.map((leaf) => leaf?.place)).toEqual([])
})

test('the unchanged manifest has no fault, so every fault above comes from its change', () => {
  expect(manifestProblems(worldWith(JSON.parse(text)))).toEqual([])
})
