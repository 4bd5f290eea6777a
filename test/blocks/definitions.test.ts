import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import * as Blockly from 'blockly'
import { functions, type FunctionPlace } from '../../contract'

interface Shadow {
  readonly type: string
  readonly fields: Readonly<Record<string, string | number>>
}

interface ToolboxBlock {
  readonly type: string
  readonly inputs?: Readonly<Record<string, { readonly shadow: Shadow }>>
}

interface BlockJson {
  readonly type: string
  readonly tooltip: string
  readonly helpUrl: string
  readonly [key: string]: unknown
}

interface Generated {
  readonly functions: Record<FunctionPlace, { key: string; id: string; name: string; inputs: string[]; definition: BlockJson }[]>
  readonly options: (BlockJson & { args0: { options: [string, string][] }[] })[]
  readonly toolbox: Record<FunctionPlace, { contents: ToolboxBlock[] }>
}

const root = join(__dirname, '..', '..')
const generated = JSON.parse(readFileSync(join(root, 'codeless-blocks', 'blocks.generated.json'), 'utf8')) as Generated
const all = (['ui', 'cloud'] as const).flatMap((place) => generated.functions[place].map((entry) => ({ ...entry, place })))

let workspace: Blockly.Workspace

beforeAll(() => Blockly.common.defineBlocksWithJsonArray([...all.map(({ definition }) => definition), ...generated.options]))

beforeEach(() => {
  workspace = new Blockly.Workspace()
})

const blockOf = (name: string, place: FunctionPlace = 'ui'): Blockly.Block => {
  const found = all.find((entry) => entry.name === name && entry.place === place)
  return workspace.newBlock(found?.definition.type ?? '')
}

const connects = (outer: Blockly.Block, input: string, inner: Blockly.Block): boolean => {
  const slot = outer.getInput(input)?.connection
  if (!slot || !inner.outputConnection) throw new Error(`${outer.type} has no input ${input}`)
  return slot.getConnectionChecker().canConnect(slot, inner.outputConnection, false)
}

describe.each(all)('$name ($place)', ({ key, id, inputs, definition, place }) => {
  const contract = functions.find((candidate) => candidate.key === key)

  it('loads in the real Blockly with one slot for each input, in the order of the contract', () => {
    const block = workspace.newBlock(definition.type)
    expect(block.inputList.filter(({ connection }) => connection).map(({ name }) => name)).toEqual(contract?.inputs.map(({ name }) => name))
    expect(inputs).toEqual(contract?.inputs.map(({ name }) => name))
    expect(block.outputConnection).not.toBeNull()
    expect(definition.type).toBe(`codeless_function_block_${id}`)
  })

  it('explains itself and every input', () => {
    expect(definition.tooltip).toContain(contract?.description)
    contract?.inputs.forEach(({ label, description }) => {
      expect(definition.tooltip).toContain(label)
      expect(definition.tooltip).toContain(description)
    })
  })

  it('has a help page with a heading of its own', () => {
    const [path, anchor] = definition.helpUrl.split('#')
    const headings = readFileSync(join(root, path ?? ''), 'utf8').split('\n').filter((line) => line.startsWith('## '))
    expect(headings.map((line) => line.slice(3).toLowerCase().replace(/[^a-z0-9 -]/g, '').replace(/ /g, '-'))).toContain(anchor)
  })

  it('comes out of the toolbox with its defaults, and never with a model', () => {
    const item = generated.toolbox[place].contents.find(({ type }) => type === definition.type)
    expect(item?.inputs?.model).toBeUndefined()
    const block = Blockly.serialization.blocks.append({ type: item?.type ?? '', inputs: item?.inputs } as never, workspace)
    contract?.inputs.forEach(({ name, default: value, options }) => {
      const shadow = block.getInputTargetBlock(name)
      if (name === 'model') return expect(shadow).toBeNull()
      if (value === undefined && options === undefined) return
      const field = shadow?.getFieldValue('TEXT') ?? shadow?.getFieldValue('BOOL') ?? shadow?.getFieldValue('NUM')
      expect(String(field).toLowerCase()).toBe(String(value ?? ''))
      return expect(shadow?.isShadow()).toBe(true)
    })
  })
})

describe('slots', () => {
  it('of transcripts take the block that transcribes, the one that reads its text, and a text', () => {
    for (const inner of ['Audio: transcribe', 'Audio: translate', 'Audio: upload and transcribe', 'Audio: transcript text']) expect(connects(blockOf('Audio: make captions (SRT/VTT)'), 'transcript', blockOf(inner))).toBe(true)
    expect(connects(blockOf('Audio: find words'), 'transcript', workspace.newBlock('text'))).toBe(true)
  })

  it('refuse what can never be right', () => {
    expect(connects(blockOf('Audio: speakers'), 'transcript', workspace.newBlock('math_number'))).toBe(false)
    expect(connects(blockOf('Audio: text at time'), 'seconds', workspace.newBlock('text'))).toBe(false)
    expect(connects(blockOf('Audio: transcribe'), 'audioFileUrl', workspace.newBlock('logic_boolean'))).toBe(false)
  })

  it('of audio take anything, since a file has no type in Codeless', () => {
    expect(connects(blockOf('Audio: upload and transcribe'), 'audio', workspace.newBlock('variables_get'))).toBe(true)
    expect(connects(blockOf('Audio: upload and transcribe'), 'audio', workspace.newBlock('text'))).toBe(true)
  })
})

describe('lists of values', () => {
  it('offer what the contract allows, and nothing where nothing need be given', () => {
    const offered = Object.fromEntries(generated.options.map(({ type, args0 }) => [type, args0[0]?.options.map(([, value]) => value)]))
    for (const { inputs } of functions) {
      for (const { name, options, default: value } of inputs) {
        if (options) expect(offered[`audio_option_${name}`]).toEqual([...(value === undefined ? [''] : []), ...options])
      }
    }
  })

  it('become a plain text of the console when only their type is changed', () => {
    const option = workspace.newBlock('audio_option_format')
    const xml = Blockly.Xml.domToText(Blockly.Xml.blockToDom(option)).replace('audio_option_format', 'text')
    const text = Blockly.Xml.domToBlock(Blockly.utils.xml.textToDom(xml), workspace)
    expect(text.getFieldValue('TEXT')).toBe('srt')
  })
})
