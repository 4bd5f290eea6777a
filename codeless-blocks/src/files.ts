import { functionIds, functions, type FunctionDefinition } from '../../contract'
import { blockIds } from './block-ids'
import type { Place } from './blocks'
import { toFunction } from './javascript'
import { callService } from './logic/call-service'
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

const uiFiles = (definition: FunctionDefinition): FunctionFile[] => {
  const id = functionIds[definition.key].ui
  const root = callService('ui', definition)
  const facts = { name: definition.name, id, filePath: `./functions/${id}/code.js`, dependencies: [], inputs: inputLabels(definition), hasReturn: definition.hasReturn, usedCustomFunctions: [] }
  return [
    { path: `${id}/definition.json`, content: json(facts) },
    { path: `${id}/logic.xml`, content: toXml(root, blockIds(id)) },
    { path: `${id}/code.js`, content: `BackendlessUI.Functions.Custom['fn_${id}'] = ${toFunction(root, `fn_${id}`)}\n` },
  ]
}

const cloudFiles = (definition: FunctionDefinition): FunctionFile[] => {
  const id = functionIds[definition.key].cloud
  const folder = `codeless-function-${id}`
  const root = callService('cloud', definition)
  const facts = { name: definition.name, hasReturn: definition.hasReturn, id, pathToScript: folder, inputs: inputLabels(definition) }
  return [
    { path: `${folder}/definition.json`, content: json(facts) },
    { path: `${folder}/source.xml`, content: toXml(root, blockIds(id)) },
    { path: `${folder}/index.js`, content: `module.exports = ${toFunction(root, javaScriptName(definition.name))}\n` },
  ]
}

/** All functions of the pack, for UI Builder and for Cloud Code. */
export const functionFiles: Readonly<Record<Place, readonly FunctionFile[]>> = {
  ui: functions.flatMap(uiFiles),
  cloud: functions.flatMap(cloudFiles),
}
