import type * as Blockly from 'blockly/core'
import { javascriptGenerator, Order } from 'blockly/javascript'

/** Where the generator of Codeless writes something else than stock Blockly. */
const overrideStock = (): void => {
  const { forBlock } = javascriptGenerator
  forBlock['text_print'] = (block) => `console.log(${javascriptGenerator.valueToCode(block, 'TEXT', Order.NONE) || "''"});\n`
  const [define, call] = [forBlock['procedures_defreturn'], forBlock['procedures_callreturn']]
  for (const type of ['procedures_defreturn', 'procedures_defnoreturn']) {
    forBlock[type] = (block, generator) => {
      define?.(block, generator)
      // The stock generator keeps the definition under a key with a percent sign before the name.
      const kept = generator as unknown as { definitions_: Record<string, string> }
      for (const key of Object.keys(kept.definitions_).filter((name) => name.startsWith('%'))) kept.definitions_[key] = kept.definitions_[key]?.replace(/^function /m, 'async function ') ?? ''
      return null
    }
  }
  forBlock['procedures_callreturn'] = (block, generator) => {
    const made = call?.(block, generator)
    return [`(await ${Array.isArray(made) ? made[0] : ''})`, Order.ATOMIC]
  }
  forBlock['procedures_callnoreturn'] = (block, generator) => {
    const made = call?.(block, generator)
    return `await ${Array.isArray(made) ? made[0] : ''};\n`
  }
}

let isReady = false

/** Prepares the stock generator, once a page. */
export const prepareGenerator = (): void => {
  if (!isReady) overrideStock()
  isReady = true
}

const isProcedure = ({ type }: Blockly.Block): boolean => type === 'procedures_defreturn' || type === 'procedures_defnoreturn'

/** The body of a handler: what its root block and the procedures beside it mean. Loose blocks mean nothing. */
export const bodyOf = (workspace: Blockly.Workspace, rootType: string): string => {
  const top = workspace.getTopBlocks(true)
  javascriptGenerator.init(workspace)
  top.filter(isProcedure).forEach((block) => void javascriptGenerator.blockToCode(block))
  const root = top.find(({ type }) => type === rootType)
  const steps = root ? javascriptGenerator.blockToCode(root) : ''
  return javascriptGenerator.finish(String(Array.isArray(steps) ? steps[0] : steps)).trim()
}

const indent = (code: string): string => code.replace(/^(?=.)/gm, '  ')

/** The method of a handler bundle, as UI Builder publishes it. */
export const uiHandler = (event: string, body: string): string => `async ['${event}'](___arguments) {\n${indent(body)}\n}`

/** The registration of an event handler of the file service, as Cloud Code deploys it. */
export const cloudHandler = (event: string, body: string): string => `Backendless.ServerCode.File.${event}(async function (req, res) {\n${indent(body)}\n})`
