import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { transformSync } from 'esbuild'
import { functionIds, functions, type FunctionDefinition, type FunctionPlace } from '../../contract'
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

const storedIn: Readonly<Record<FunctionPlace, (definition: FunctionDefinition) => Stored>> = {
  ui: ({ key, name }) => {
    const id = functionIds[key].ui
    return { key, title: `${name} (UI)`, definition: JSON.parse(read('ui', id, 'definition.json')), xml: read('ui', id, 'logic.xml'), code: read('ui', id, 'code.js'), functionName: `fn_${id}` }
  },
  cloud: ({ key, name }) => {
    const folder = `codeless-function-${functionIds[key].cloud}`
    return { key, title: `${name} (Cloud)`, definition: JSON.parse(read('cloud', folder, 'definition.json')), xml: read('cloud', folder, 'source.xml'), code: read('cloud', folder, 'index.js'), functionName: name.replace(/\W/g, '_') }
  },
}

const stored: Stored[] = functions.flatMap((definition) => definition.places.map((place) => storedIn[place](definition)))

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
    const generated = functionFrom(loadXml(xml.replace(/\/services\/|return run\(/, '/elsewhere/ (')), functionName)
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

  it('names no id of one app: services by name and route, other functions by name', () => {
    expect(xml).not.toMatch(/codeless_api_service_method_block_|codeless_function_block_/)
    const addresses = contract?.uses.length === 0 ? contract.calls.map(({ service, route }) => `/services/${service}${route}`) : []
    expect([...xml.matchAll(/<field name="TEXT">(\/services\/[^<]*)</g)].map(([, address]) => address)).toEqual(addresses)
    const names = contract?.uses.map((used) => functions.find((other) => other.key === used)?.name)
    expect([...code.matchAll(/Functions\.call\('([^']*)'/g)].map(([, name]) => name)).toEqual(names)
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

it('has no two functions with one id or one name, in whatever place', () => {
  const ids = functions.flatMap(({ key, places }) => places.map((place) => functionIds[key][place]))
  expect(new Set(ids).size).toBe(ids.length)
  expect(new Set(functions.map(({ name }) => name)).size).toBe(functions.length)
  expect(ids.every((id) => /^[0-9a-f]{32}$/.test(id))).toBe(true)
})
