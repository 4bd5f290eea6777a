import type { Block, MutationPart, Slot } from './block'

const entities: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', '\n': '&#10;' }

const escape = (text: string): string => text.replace(/[&<>"\n]/g, (character) => entities[character] ?? character)

const attributesOf = (attributes: Readonly<Record<string, string>> = {}): string =>
  Object.entries(attributes).map(([name, value]) => ` ${name}="${escape(value)}"`).join('')

const element = (tag: string, attributes: Readonly<Record<string, string>>, ...children: readonly string[]): string =>
  `<${tag}${attributesOf(attributes)}>${children.join('')}</${tag}>`

const mutationPart = ({ tag, attributes = {}, text = '', children = [] }: MutationPart): string => element(tag, attributes, escape(text), ...children.map(mutationPart))

/** Writes a program the way Codeless stores it: one line, classic Blockly XML with `bl_meta`. */
export const toXml = (root: Block, nextId: () => string): string => {
  const block = (tag: 'block' | 'shadow', { type, meta, mutation, fields, values, statements }: Block, extra: Readonly<Record<string, string>>, rest: readonly Block[]): string =>
    element(
      tag,
      { type, id: nextId(), ...extra, ...(meta ? { bl_meta: JSON.stringify(meta) } : {}) },
      mutation ? element('mutation', mutation.attributes ?? {}, ...(mutation.children ?? []).map(mutationPart)) : '',
      ...Object.entries(fields ?? {}).map(([name, value]) => element('field', { name }, escape(value))),
      ...Object.entries(values ?? {}).map(([name, slot]) => element('value', { name }, inSlot(slot))),
      ...Object.entries(statements ?? {}).map(([name, chain]) => element('statement', { name }, chained(chain))),
      rest.length ? element('next', {}, chained(rest)) : '',
    )
  const chained = ([first, ...rest]: readonly Block[]): string => (first ? block('block', first, {}, rest) : '')
  const inSlot = ({ shadow, block: inside }: Slot): string => (shadow ? block('shadow', shadow, {}, []) : '') + (inside ? block('block', inside, {}, []) : '')
  return element('xml', { xmlns: 'http://www.w3.org/1999/xhtml' }, block('block', root, { deletable: 'false', x: '20', y: '50' }, []))
}
