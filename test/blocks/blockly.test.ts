import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { transformSync } from 'esbuild'
import { functionIds, functions } from '../../contract'
import { functionFrom, loadXml, teachBlocklyCodeless } from './codeless-in-blockly'

const root = join(__dirname, '..', '..', 'codeless-blocks', 'functions')

interface Stored {
  readonly title: string
  readonly definition: { name: string; id: string; inputs: { name: string; label: string }[]; hasReturn: boolean; filePath?: string; pathToScript?: string }
  readonly xml: string
  readonly code: string
  readonly functionName: string
  readonly key: keyof typeof functionIds
}

const read = (...path: string[]): string => readFileSync(join(root, ...path), 'utf8')

const stored: Stored[] = functions.flatMap(({ key, name }) => {
  const { ui, cloud } = functionIds[key]
  const cloudFolder = `codeless-function-${cloud}`
  return [
    { key, title: `${name} (UI)`, definition: JSON.parse(read('ui', ui, 'definition.json')), xml: read('ui', ui, 'logic.xml'), code: read('ui', ui, 'code.js'), functionName: `fn_${ui}` },
    { key, title: `${name} (Cloud)`, definition: JSON.parse(read('cloud', cloudFolder, 'definition.json')), xml: read('cloud', cloudFolder, 'source.xml'), code: read('cloud', cloudFolder, 'index.js'), functionName: name.replace(/\W/g, '_') },
  ]
})

/** Formatting, quotes and parentheses aside, two functions are the same text after this; exported, because unused code would be dropped. */
const normalised = (code: string): string => transformSync(`export default ${code}`, { loader: 'js', minifyWhitespace: true, minifySyntax: true, target: 'es2022' }).code

/** A shipped file without what stands before its function. */
const functionOf = (code: string): string => code.replace(/^(?:module\.exports|BackendlessUI\.Functions\.Custom\['fn_[0-9a-f]{32}'\]) = /, '').trim()

beforeAll(teachBlocklyCodeless)

describe.each(stored)('$title', ({ key, definition, xml, code, functionName }) => {
  const contract = functions.find((definitionOf) => definitionOf.key === key)

  it('loads in the real Blockly with every block in its place', () => {
    const workspace = loadXml(xml)
    const written = xml.match(/<(?:block|shadow) /g)?.length
    const covered = xml.match(/<\/shadow><block /g)?.length ?? 0
    expect(workspace.getAllBlocks(false)).toHaveLength((written ?? 0) - covered)
    expect(workspace.getTopBlocks(false)).toHaveLength(1)
  })

  it('generates the shipped code from the shipped XML', () => {
    const generated = functionFrom(loadXml(xml), functionName)
    expect(normalised(functionOf(code))).toBe(normalised(generated))
  })

  it('would notice a program that differs in one word', () => {
    const generated = functionFrom(loadXml(xml.replace('/services/', '/service/')), functionName)
    expect(normalised(functionOf(code))).not.toBe(normalised(generated))
  })

  it('has inputs equal in contract, definition and block, in order', () => {
    const names = contract?.inputs.map(({ name }) => name)
    expect(definition.inputs.map(({ name }) => name)).toEqual(names)
    expect([...xml.matchAll(/<arg name="([^"]*)">/g)].map(([, name]) => name)).toEqual(names)
  })

  it('keeps its id, its name and the address of its code', () => {
    expect(definition).toMatchObject({ name: contract?.name, hasReturn: true })
    expect([functionIds[key].ui, functionIds[key].cloud]).toContain(definition.id)
    expect(definition.filePath ?? definition.pathToScript).toMatch(new RegExp(`^(./functions/${definition.id}/code\\.js|codeless-function-${definition.id})$`))
  })

  it('names no service id of one app, only service and route', () => {
    expect(xml).not.toMatch(/codeless_api_service_method_block_/)
    expect(xml).toContain(`/services/${contract?.calls.service}${contract?.calls.route}<`)
  })

  it('has block ids of 20 characters, each once', () => {
    const ids = [...xml.matchAll(/<(?:block|shadow) type="[^"]*" id="([^"]*)"/g)].map(([, id]) => (id ?? '').replace(/&amp;|&lt;|&gt;|&quot;/g, '_'))
    expect(new Set(ids).size).toBe(ids.length)
    expect(ids.every((id) => id.length === 20)).toBe(true)
  })
})

it('refuses XML with a block type that Codeless does not have', () => {
  expect(() => loadXml((stored[0]?.xml ?? '').replace('throw_error', 'made_up_block'))).toThrow('Invalid block definition for type: made_up_block')
})

it('keeps the ids that saved logic refers to', () => {
  expect(functions.map(({ key }) => [key, functionIds[key]])).toEqual([
    ['transcribe', { ui: '773a34c5a29c558ce8cac3416e2b406a', cloud: '9eb85d5bb1ee2a6209c3e366179bf87d' }],
    ['translate', { ui: '7e61b058af5afc3365a4d11ef9ce0366', cloud: 'c4b29cc6cb7f657ed27c5c7954563760' }],
  ])
})
