import * as Blockly from 'blockly/core'
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

const remove = (block: Blockly.Block): void => {
  if (!block.isDeletable()) return
  Blockly.Events.setGroup(true)
  block.dispose(true)
  Blockly.Events.setGroup(false)
}

const entry = (block: Blockly.BlockSvg): HTMLElement => {
  const button = element('button', { type: 'button' }, block.toString(labelCharacters))
  button.setAttribute('aria-current', String(Blockly.common.getSelected() === block))
  button.dataset['block'] = block.id
  button.addEventListener('click', () => Blockly.common.setSelected(block))
  button.addEventListener('keydown', (event) => {
    if (event.key === 'Delete' || event.key === 'Backspace') {
      event.preventDefault()
      remove(block)
    }
  })
  const inner = below(block)
  return element('li', {}, button, ...(inner.length > 0 ? [tree(inner)] : []))
}

const tree = (blocks: readonly Blockly.Block[]): HTMLElement => element('ul', {}, ...blocks.map((block) => entry(block as Blockly.BlockSvg)))

/** The blocks as a list of buttons, for those who do not drag. The focus stays where it was. */
export const showOutline = (place: HTMLElement, workspace: Blockly.WorkspaceSvg): void => {
  const focused = (document.activeElement as HTMLElement | null)?.dataset['block']
  place.replaceChildren(tree(workspace.getTopBlocks(true)))
  if (focused) place.querySelector<HTMLElement>(`[data-block="${CSS.escape(focused)}"]`)?.focus()
}
