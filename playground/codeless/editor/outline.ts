import * as Blockly from 'blockly/core'
import type { Chosen } from './chosen'
import { element } from './dom'

const labelCharacters = 60

const below = (block: Blockly.Block): Blockly.Block[] =>
  block.inputList.flatMap(({ connection, type }) => {
    const inside = connection?.targetBlock()
    if (!inside || inside.isShadow()) return []
    const chain = [inside]
    if (type === Blockly.inputs.inputTypes.STATEMENT) for (let next = inside.getNextBlock(); next; next = next.getNextBlock()) chain.push(next)
    return chain
  })

const remove = (block: Blockly.BlockSvg, chosen: Chosen): void => {
  if (!block.isDeletable()) return
  chosen.choose(block.getParent())
  Blockly.Events.setGroup(true)
  block.dispose(true)
  Blockly.Events.setGroup(false)
}

const entry = (block: Blockly.BlockSvg, chosen: Chosen): HTMLElement => {
  const button = element('button', { type: 'button' }, block.toString(labelCharacters))
  button.setAttribute('aria-current', String(chosen.block === block))
  button.dataset['block'] = block.id
  button.addEventListener('click', () => chosen.choose(block))
  button.addEventListener('keydown', (event) => {
    if (event.key === 'Delete' || event.key === 'Backspace') {
      event.preventDefault()
      remove(block, chosen)
    }
  })
  const inner = below(block)
  return element('li', {}, button, ...(inner.length > 0 ? [tree(inner, chosen)] : []))
}

const tree = (blocks: readonly Blockly.Block[], chosen: Chosen): HTMLElement => element('ul', {}, ...blocks.map((block) => entry(block as Blockly.BlockSvg, chosen)))

/** The blocks as a list of buttons, for those who do not drag. The focus stays where it was, or goes to the chosen block when its own is gone. */
export const showOutline = (place: HTMLElement, workspace: Blockly.WorkspaceSvg, chosen: Chosen): void => {
  const focused = (document.activeElement as HTMLElement | null)?.dataset['block']
  place.replaceChildren(tree(workspace.getTopBlocks(true), chosen))
  if (focused) (place.querySelector<HTMLElement>(`[data-block="${CSS.escape(focused)}"]`) ?? place.querySelector<HTMLElement>('[aria-current=true]'))?.focus()
}
