import * as Blockly from 'blockly/core'

/** The block that a person means. Blockly itself forgets its selection as soon as a button or the search box has the focus. */
export interface Chosen {
  /** null = none, or it is gone. */
  readonly block: Blockly.BlockSvg | null
  choose(block: Blockly.BlockSvg | null): void
  /** Whenever another block is chosen. */
  onChange(listener: () => void): void
}

const isGone = (block: Blockly.BlockSvg | null): boolean => block === null || block.isDisposed()

/** Follows the mouse in a workspace, and whatever `choose` is told. */
export const createChosen = (workspace: Blockly.WorkspaceSvg): Chosen => {
  let block: Blockly.BlockSvg | null = null
  let listener = (): void => undefined
  const choose = (next: Blockly.BlockSvg | null): void => {
    if (next === block) return
    if (!isGone(block)) block?.removeSelect()
    block = next
    next?.addSelect()
    listener()
  }
  workspace.addChangeListener((event) => {
    if (event instanceof Blockly.Events.Click && event.targetType === Blockly.Events.ClickTarget.WORKSPACE) choose(null)
    if (!(event instanceof Blockly.Events.Selected) || !event.newElementId) return
    const selected = workspace.getBlockById(event.newElementId)
    if (selected) choose(selected)
  })
  return {
    get block() {
      return isGone(block) ? null : block
    },
    choose,
    onChange: (call) => void (listener = call),
  }
}
