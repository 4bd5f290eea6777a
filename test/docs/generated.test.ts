import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { staleFiles } from '../../scripts/generate'

const root = join(__dirname, '..', '..')
const copy = mkdtempSync(join(tmpdir(), 'generated-'))
afterAll(() => rmSync(copy, { recursive: true }))

const pathsOf = (files: readonly { readonly path: string }[]): string[] => files.map(({ path }) => path)

test('a generated file that is missing, or says something else than the contract, is told by name', async () => {
  const all = pathsOf(await staleFiles(copy))
  expect(all).toEqual(expect.arrayContaining(['marketplace.json', 'docs/reference.md', 'service/src/service.generated.js', 'ui-component/component.json']))
  for (const path of all) {
    mkdirSync(dirname(join(copy, path)), { recursive: true })
    cpSync(join(root, path), join(copy, path))
  }
  expect(pathsOf(await staleFiles(copy))).toEqual([])
  const reference = join(copy, 'docs/reference.md')
  writeFileSync(reference, readFileSync(reference, 'utf8').replace('2048 MB', '2049 MB'))
  expect(pathsOf(await staleFiles(copy))).toEqual(['docs/reference.md'])
})
