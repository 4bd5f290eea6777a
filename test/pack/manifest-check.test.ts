import { join } from 'node:path'
import { manifestProblems } from '../../scripts/check/manifest'
import { diskWorld, type World } from '../../scripts/check/manifest/world'

const disk = diskWorld(join(__dirname, '..', '..'))

/** The repository with one file changed, or gone. */
const with_ = (path: string, change: (content: string) => string | null): World => ({ ...disk, read: (wanted) => (wanted === path ? change(disk.read(path) ?? '') : disk.read(wanted)) })
const manifest = (from: string | RegExp, to: string): string[] => manifestProblems(with_('marketplace.json', (content) => content.replace(from, to)))

test('the manifest agrees with every file', () => {
  expect(manifestProblems(disk)).toEqual([])
})

test.each([
  ['an id', /"id": "c_[0-9a-f]{32}"/, '"id": "c_00000000000000000000000000000000"'],
  ['a route', '"route": "/transcribe"', '"route": "/elsewhere"'],
  ['a parameter', '"name": "audioFileUrl"', '"name": "audioUrl"'],
  ['a property', '"name": "transcript"', '"name": "transcribed"'],
  ['a hash', /"[0-9a-f]{64}"/, `"${'0'.repeat(64)}"`],
])('%s that disagrees with the files is told', (_what, from, to) => {
  expect(manifest(from, to)).not.toEqual([])
})

test('a missing file is named', () => {
  const problems = manifestProblems(with_('ui-component/component.json', () => null))
  expect(problems.join('\n')).toContain('ui-component/component.json')
})

test('a manifest that is no JSON says so', () => {
  expect(manifest('{', '')).toEqual([expect.stringContaining('marketplace.json is not JSON')])
})
