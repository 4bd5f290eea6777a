import { functionIds, functions, type FunctionDefinition, type FunctionPlace } from '../../contract'
import { blockIds } from './block-ids'
import type { Block } from './block'
import { toFunction } from './javascript'
import { callService } from './logic/call-service'
import { runCode } from './logic/run-code'
import { toXml } from './xml'

/** A file of a function, as Codeless stores it. */
export interface FunctionFile {
  /** Path from the folder of the function's kind (`functions/ui` or `functions/cloud`). */
  readonly path: string
  readonly content: string
}

const json = (value: unknown): string => `${JSON.stringify(value, null, 2)}\n`

const inputLabels = ({ inputs }: FunctionDefinition): readonly { label: string; name: string }[] => inputs.map(({ label, name }) => ({ label, name }))

/** Blockly makes a JavaScript name of a procedure's name in the same way. */
const javaScriptName = (name: string): string => name.replace(/\W/g, '_')

const programOf = async (place: FunctionPlace, definition: FunctionDefinition): Promise<Block> => (await runCode(place, definition)) ?? callService(place, definition)

const uiFiles = async (definition: FunctionDefinition): Promise<FunctionFile[]> => {
  const id = functionIds[definition.key].ui
  const root = await programOf('ui', definition)
  const usedCustomFunctions = definition.uses.map((key) => functionIds[key].ui)
  const facts = { name: definition.name, id, filePath: `./functions/${id}/code.js`, dependencies: [], inputs: inputLabels(definition), hasReturn: definition.hasReturn, usedCustomFunctions }
  return [
    { path: `${id}/definition.json`, content: json(facts) },
    { path: `${id}/logic.xml`, content: toXml(root, blockIds(id)) },
    { path: `${id}/code.js`, content: `BackendlessUI.Functions.Custom['fn_${id}'] = ${toFunction(root, `fn_${id}`)}\n` },
  ]
}

const cloudFiles = async (definition: FunctionDefinition): Promise<FunctionFile[]> => {
  const id = functionIds[definition.key].cloud
  const folder = `codeless-function-${id}`
  const root = await programOf('cloud', definition)
  const facts = { name: definition.name, hasReturn: definition.hasReturn, id, pathToScript: folder, inputs: inputLabels(definition) }
  return [
    { path: `${folder}/definition.json`, content: json(facts) },
    { path: `${folder}/source.xml`, content: toXml(root, blockIds(id)) },
    { path: `${folder}/index.js`, content: `module.exports = ${toFunction(root, javaScriptName(definition.name))}\n` },
  ]
}

const filesOf = { ui: uiFiles, cloud: cloudFiles } as const

const made: Partial<Record<FunctionPlace, Promise<readonly FunctionFile[]>>> = {}

const make = async (place: FunctionPlace): Promise<readonly FunctionFile[]> => (await Promise.all(functions.filter(({ places }) => places.includes(place)).map(filesOf[place]))).flat()

/** All functions of the pack for one of the two places; made once. */
export const functionFiles = (place: FunctionPlace): Promise<readonly FunctionFile[]> => (made[place] ??= make(place))
