import * as Blockly from 'blockly/core'

/** Writes blocks as Codeless stores them and as the console's editor takes them by paste. */

const namespace = 'http://www.w3.org/1999/xhtml'

const entities: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', '\n': '&#10;' }
const escape = (text: string): string => text.replace(/[&<>"\n]/g, (character) => entities[character] ?? character)

/** `bl_meta` of a block: what it was loaded with, else what its type says. */
export type MetaOf = (block: { readonly id: string; readonly type: string }) => string | null

/** A list of values inside a function block is the playground's own comfort: in the console a text with the same field stands there. */
const storedType = (type: string): string => (type.startsWith('audio_option_') ? 'text' : type)

/** Blockly names variables by ids of its own; Codeless stores only their names. */
const isForeign = (element: Element, attribute: string): boolean => attribute === 'xmlns' || (element.tagName === 'field' && attribute !== 'name')

const storedAttribute = (name: string, value: string): readonly [string, string] => {
  if (name === 'disabled-reasons') return ['disabled', 'true']
  return [name, name === 'type' ? storedType(value) : value]
}

const attributesOf = (element: Element, metaOf: MetaOf): string => {
  const pairs = Array.from(element.attributes).filter(({ name }) => !isForeign(element, name)).map(({ name, value }) => storedAttribute(name, value))
  const isBlock = element.tagName === 'block' || element.tagName === 'shadow'
  const meta = isBlock ? metaOf({ id: element.getAttribute('id') ?? '', type: element.getAttribute('type') ?? '' }) : null
  return [...pairs, ...(meta === null ? [] : [['bl_meta', meta] as const])].map(([name, value]) => ` ${name}="${escape(value)}"`).join('')
}

const write = (element: Element, metaOf: MetaOf, extra = ''): string => {
  const children = Array.from(element.childNodes).map((node) => (node.nodeType === 1 ? write(node as Element, metaOf) : escape(node.textContent ?? ''))).join('')
  return `<${element.tagName}${extra}${attributesOf(element, metaOf)}>${children}</${element.tagName}>`
}

/** One block with everything in it and below it, as a bare `<block>`: the form for the clipboard. */
export const blockText = (block: Blockly.Block, metaOf: MetaOf): string => write(Blockly.Xml.blockToDomWithXY(block) as Element, metaOf, ` xmlns="${namespace}"`)

/** The whole logic of an event, as it is stored: its root block and the procedures beside it, loose blocks too. */
export const logicText = (workspace: Blockly.Workspace, metaOf: MetaOf): string => {
  const blocks = workspace.getTopBlocks(true).map((block) => write(Blockly.Xml.blockToDomWithXY(block) as Element, metaOf))
  return `<xml xmlns="${namespace}">${blocks.join('')}</xml>`
}
