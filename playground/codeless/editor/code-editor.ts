import * as Blockly from 'blockly/core'
import type { ShapedBlock } from '../blockly/mutators'
import { byId } from './dom'

const isCode = (selected: unknown): selected is ShapedBlock => selected instanceof Blockly.BlockSvg && selected.type === 'custom_js_code'

/** Shows the JavaScript of a selected Custom code block, and writes changes back. */
export const setUpCodeEditor = (workspace: Blockly.WorkspaceSvg, onChanged: () => void): void => {
  const [card, args, source] = [byId('code-editor'), byId<HTMLInputElement>('code-args'), byId<HTMLTextAreaElement>('code-source')]
  let block: ShapedBlock | null = null
  workspace.addChangeListener((event) => {
    if (!(event instanceof Blockly.Events.Selected)) return
    const selected = Blockly.common.getSelected()
    if (!isCode(selected)) return
    block = selected
    card.hidden = false
    args.value = selected.args.join(', ')
    source.value = selected.source
  })
  const write = (): void => {
    if (!block || block.isDisposed()) return
    block.args = args.value.split(',').map((name) => name.trim()).filter((name) => /^[A-Za-z_$][\w$]*$/.test(name))
    block.source = source.value
    block.updateShape()
    onChanged()
  }
  args.addEventListener('change', write)
  source.addEventListener('change', write)
}
