import * as Blockly from 'blockly/core'
import { togglerField } from '../blockly/register'

/** A block of the toolbox that can be searched for. */
export interface Entry {
  readonly label: string
  readonly where: string
  readonly state: Blockly.serialization.blocks.State
}

interface Item {
  readonly kind: string
  readonly name?: string
  readonly type?: string
  readonly contents?: readonly Item[]
  readonly inputs?: Blockly.serialization.blocks.State['inputs']
  readonly extraState?: string
}

/** Every block of a toolbox with the category that it is in. */
export const entriesOf = (toolbox: { readonly contents: readonly Item[] }, labelOf: (type: string) => string): Entry[] => {
  const walk = (items: readonly Item[], path: readonly string[]): Entry[] =>
    items.flatMap((item) => {
      if (item.kind === 'category') return walk(item.contents ?? [], [...path, item.name ?? ''])
      if (!item.type) return []
      const state = { type: item.type, ...(item.inputs && { inputs: item.inputs }), ...(item.extraState !== undefined && { extraState: item.extraState }) }
      return [{ label: labelOf(item.type), where: path.join(' › '), state }]
    })
  return walk(toolbox.contents, [])
}

const fits = (mine: Blockly.Connection | null, theirs: Blockly.Connection | null): boolean => mine !== null && theirs !== null && mine.getConnectionChecker().canConnect(mine, theirs, false)

/** An empty slot is filled before one in which something shows through. */
const connectAsValue = (block: Blockly.Block, target: Blockly.Block): boolean => {
  const slots = target.inputList.filter(({ type }) => type === Blockly.inputs.inputTypes.VALUE).flatMap(({ connection }) => (connection && fits(block.outputConnection, connection) ? [connection] : []))
  const slot = slots.find((connection) => !connection.isConnected()) ?? slots.find((connection) => connection.targetBlock()?.isShadow())
  return slot ? (slot.connect(block.outputConnection as Blockly.Connection), true) : false
}

const endOf = (first: Blockly.Block): Blockly.Block => {
  let last = first
  for (let next = last.getNextBlock(); next; next = last.getNextBlock()) last = next
  return last
}

const connectAsStep = (block: Blockly.Block, target: Blockly.Block): boolean => {
  const inner = target.inputList.find(({ type }) => type === Blockly.inputs.inputTypes.STATEMENT)?.connection ?? null
  const innerEnd = inner?.targetBlock() ? endOf(inner.targetBlock() as Blockly.Block).nextConnection : inner
  const place = [innerEnd, target.nextConnection].find((connection) => fits(connection ?? null, block.previousConnection)) ?? null
  return place ? (place.connect(block.previousConnection as Blockly.Connection), true) : false
}

/** A block that can be either becomes a step where no slot takes its value. */
const asStep = (block: Blockly.Block): void => {
  if (block.outputConnection && block.getField(togglerField)) block.setFieldValue('FALSE', togglerField)
}

/** Puts a block from the toolbox into the chosen block or after it; beside it when it does not fit. */
export const insert = (workspace: Blockly.WorkspaceSvg, { state }: Entry, target: Blockly.Block | null): Blockly.BlockSvg => {
  Blockly.Events.setGroup(true)
  try {
    const block = Blockly.serialization.blocks.append(state, workspace) as Blockly.BlockSvg
    const isPlaced = target !== null && ((block.outputConnection !== null && connectAsValue(block, target)) || (asStep(block), block.previousConnection !== null && connectAsStep(block, target)))
    if (!isPlaced) block.moveBy(40, 40)
    return block
  } finally {
    Blockly.Events.setGroup(false)
  }
}
