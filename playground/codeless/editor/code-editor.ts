import type { ShapedBlock } from '../blockly/mutators'
import type { Chosen } from './chosen'
import { byId } from './dom'

/** Shows the JavaScript of a chosen Custom code block, and writes changes back; the answered function is for when another block is chosen. */
export const setUpCodeEditor = (chosen: Chosen, onChanged: () => void): (() => void) => {
  const [card, args, source] = [byId('code-editor'), byId<HTMLInputElement>('code-args'), byId<HTMLTextAreaElement>('code-source')]
  let block: ShapedBlock | null = null
  const write = (): void => {
    if (!block || block.isDisposed()) return
    block.args = args.value.split(',').map((name) => name.trim()).filter((name) => /^[A-Za-z_$][\w$]*$/.test(name))
    block.source = source.value
    block.updateShape()
    onChanged()
  }
  args.addEventListener('change', write)
  source.addEventListener('change', write)
  return () => {
    if (chosen.block?.type !== 'custom_js_code') return
    block = chosen.block as unknown as ShapedBlock
    card.hidden = false
    args.value = block.args.join(', ')
    source.value = block.source
  }
}
