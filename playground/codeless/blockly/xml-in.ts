import * as Blockly from 'blockly/core'
import type { AppFacts, EventFacts } from './facts'
import { quotedUid, rootType, serviceType } from './types'

/** Reads foreign block XML with care: either all of it can be loaded, or nothing is and the problem is said. */

export type Import =
  | { readonly ok: true; readonly blocks: readonly Element[]; readonly root: Element | null; readonly notes: readonly string[]; readonly meta: ReadonlyMap<string, string> }
  | { readonly ok: false; readonly problem: string }

const maxCharacters = 1_000_000
const malformed = 'This is not well-formed XML: it may have been cut off.'

const refuse = (problem: string): Import => ({ ok: false, problem: `${problem} Nothing was added.` })

const parse = (text: string): Element | string => {
  if (text.trim() === '') return 'There is no block XML in what was pasted.'
  if (text.length > maxCharacters) return `This XML is longer than ${maxCharacters} characters.`
  let root: Element | null
  try {
    root = Blockly.utils.xml.textToDom(text.trim())
  } catch {
    return malformed
  }
  // Where a parser throws, Blockly reads the text as a web page instead.
  if (root.ownerDocument.contentType === 'text/html') return malformed
  const isBlocks = root.tagName === 'block' || root.tagName === 'xml'
  return isBlocks ? root : `This is XML, but not of blocks: it begins with <${root.tagName}>.`
}

const blocksIn = (element: Element): Element[] => [...(['block', 'shadow'].includes(element.tagName) ? [element] : []), ...Array.from(element.querySelectorAll('block, shadow'))]

interface Meta {
  readonly label?: string
  readonly fn?: string
  readonly sn?: string
  readonly mn?: string
}

const metaOf = (block: Element): Meta => {
  try {
    return JSON.parse(block.getAttribute('bl_meta') ?? '{}') as Meta
  } catch {
    return {}
  }
}

const servicePattern = /^codeless_api_service_method_block_/

/** A service has another id in every app: its name and method in `bl_meta` find it here. */
const repointService = (block: Element, { services }: AppFacts): string | null => {
  const type = block.getAttribute('type') ?? ''
  const { sn, mn } = metaOf(block)
  if (!servicePattern.test(type) || Blockly.Blocks[type] || !sn || !mn) return null
  const service = services.find(({ name, methods }) => name === sn && methods.some((method) => method.name === mn))
  if (!service) return null
  block.setAttribute('type', serviceType(service.id, mn))
  return `${sn}.${mn} now means the service of this app.`
}

/** A component has another uid on every page: when there is exactly one of its kind here, that one is meant. */
const repointComponent = (field: Element, { items }: EventFacts): string | null => {
  const uid = field.textContent ?? ''
  if (items.some((item) => quotedUid(item) === uid)) return null
  const type = field.parentElement?.getAttribute('type') ?? ''
  const kind = /^ui_custom_component__(c_[0-9a-f]{32})__/.exec(type)?.[1]
  const fitting = items.filter((item) => kind === undefined || item.type === kind)
  const [only] = fitting
  if (!only || fitting.length > 1) return null
  field.textContent = quotedUid(only)
  return `A component of another page was replaced by ${only.name}.`
}

const nameOf = (block: Element): string => metaOf(block).label ?? block.getAttribute('type') ?? 'a block without a type'

const unknownText = (block: Element, facts: AppFacts): string => {
  const { sn, fn } = metaOf(block)
  if (sn && !facts.services.some(({ name }) => name === sn)) return `${nameOf(block)}: the service ${sn} is not installed in this app`
  if (fn) return `${nameOf(block)}: the function "${fn}" is not in this app`
  return nameOf(block)
}

const unknownProblem = (blocks: readonly Element[], facts: AppFacts): string | null => {
  const names = [...new Set(blocks.filter((block) => !Blockly.Blocks[block.getAttribute('type') ?? '']).map((block) => unknownText(block, facts)))]
  if (names.length === 0) return null
  return `This logic uses ${names.length === 1 ? 'a block' : 'blocks'} that this app does not have: ${names.join('; ')}.`
}

const isRoot = (block: Element): boolean => /^(root_block_(ui_builder|handler|method)_|custom_function_root)/.test(block.getAttribute('type') ?? '') && !/_context_blocks_/.test(block.getAttribute('type') ?? '')

/** The first step below a root of another event: its logic without what it begins with. */
const stepsBelow = (root: Element): Element[] => Array.from(root.children).filter(({ tagName }) => tagName === 'statement').flatMap((statement) => Array.from(statement.children).filter(({ tagName }) => tagName === 'block'))

/** Every block gets an id before it is loaded, so that its `bl_meta` is found again afterwards. */
const collectMeta = (blocks: readonly Element[]): Map<string, string> => {
  const found = new Map<string, string>()
  for (const block of blocks) {
    const id = Blockly.utils.idGenerator.genUid()
    block.setAttribute('id', id)
    const meta = block.getAttribute('bl_meta')
    if (meta !== null) found.set(id, meta)
  }
  return found
}

/** A shadow shows only where no block covers it. */
const isShown = (element: Element): boolean => element.tagName === 'block' || !Array.from(element.parentElement?.children ?? []).some(({ tagName }) => tagName === 'block')

/** Blocks in the form that Blockly loads with their places. */
export const documentOf = (blocks: readonly Element[]): Element => {
  const document = Blockly.utils.xml.createElement('xml')
  document.append(...blocks.map((block) => block.cloneNode(true)))
  return document
}

/** Blockly itself is asked, in a workspace that nobody sees, whether every block finds its place. It passes silently over a slot that does not exist. */
const trial = (blocks: readonly Element[]): string | null => {
  const workspace = new Blockly.Workspace()
  try {
    Blockly.Xml.domToWorkspace(documentOf(blocks), workspace)
    const missing = blocks.flatMap(blocksIn).filter(isShown).length - workspace.getAllBlocks(false).length
    return missing === 0 ? null : `${missing} of them have no place`
  } catch (error) {
    return error instanceof Error ? error.message : String(error)
  } finally {
    workspace.dispose()
  }
}

/** Reads what a person pasted or chose as a file, for the event in the editor. */
export const readXml = (text: string, app: AppFacts, event: EventFacts): Import => {
  const parsed = parse(text)
  if (typeof parsed === 'string') return refuse(parsed)
  const top = parsed.tagName === 'block' ? [parsed] : Array.from(parsed.children).filter(({ tagName }) => tagName === 'block')
  if (top.length === 0) return refuse('There are no blocks in this XML.')
  const functionRoot = top.find((block) => /^custom_function_root/.test(block.getAttribute('type') ?? ''))
  if (functionRoot) return refuse('This is the inside of a function, which cannot stand in the logic of an event. Use the function as a block from Custom Functions.')
  const mine = top.find((block) => block.getAttribute('type') === rootType(event)) ?? null
  const others = top.filter((block) => block !== mine && isRoot(block))
  const blocks = top.flatMap((block) => (others.includes(block) ? stepsBelow(block) : block === mine ? [] : [block]))
  const all = [...(mine ? [mine] : []), ...blocks].flatMap(blocksIn)
  const notes = [
    ...(others.length > 0 ? ['The logic came from another event; its steps were added beside yours.'] : []),
    ...all.flatMap((block) => repointService(block, app) ?? []),
    ...all.flatMap((block) => Array.from(block.children)).filter((field) => field.getAttribute('name') === 'componentUid').flatMap((field) => repointComponent(field, event) ?? []),
  ]
  const unknown = unknownProblem(all, app)
  if (unknown) return refuse(unknown)
  const meta = collectMeta(all)
  const failed = trial([...(mine ? [mine] : []), ...blocks])
  if (failed) return refuse(`These blocks do not fit together: ${failed}.`)
  return { ok: true, blocks, root: mine, notes: [...new Set(notes)], meta }
}
