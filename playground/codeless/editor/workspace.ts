import * as Blockly from 'blockly/core'
import 'blockly/blocks'
import * as english from 'blockly/msg/en'
import { appSpecs } from '../blockly/app-specs'
import type { AppFacts, EventFacts } from '../blockly/facts'
import { bodyOf, cloudHandler, prepareGenerator, uiHandler } from '../blockly/generate'
import { registerMutators } from '../blockly/mutators'
import { registerOptions, registerSpecs } from '../blockly/register'
import { shapedSpecs } from '../blockly/shaped-specs'
import type { BlockSpec } from '../blockly/spec'
import { systemSpecs } from '../blockly/system-specs'
import { toolboxOf } from '../blockly/toolbox'
import { rootType } from '../blockly/types'
import { documentOf, readXml, type Import } from '../blockly/xml-in'
import { blockText, logicText, type MetaOf } from '../blockly/xml-out'
import { createChosen, type Chosen } from './chosen'

/** The blocks of one event in the real Blockly. */
export interface Editor {
  readonly workspace: Blockly.WorkspaceSvg
  readonly chosen: Chosen
  /** The event in the editor; null = none was opened yet. */
  readonly event: EventFacts | null
  /** Shows the logic of an event. When it cannot be loaded whole, only its beginning is shown and the problem is answered. */
  open(app: AppFacts, event: EventFacts, xml: string | null): string | null
  /** Adds what was read, or replaces the logic when it brought its own beginning. */
  add(read: Extract<Import, { ok: true }>): void
  xml(): string
  /** The code of the event, as it is published or deployed. */
  code(): string
  /** The chosen block, or all steps, for the clipboard; null = there is nothing to copy. */
  clipboardText(): string | null
}

const startXml = (event: EventFacts): string => `<xml xmlns="http://www.w3.org/1999/xhtml"><block type="${rootType(event)}" deletable="false" x="20" y="40"></block></xml>`

const options = (isNarrow: boolean): Blockly.BlocklyOptions => ({
  media: '/codeless/media/', sounds: false, trashcan: !isNarrow, renderer: 'thrasos', horizontalLayout: isNarrow, toolbox: { kind: 'categoryToolbox', contents: [] },
  zoom: { controls: true, wheel: false, startScale: isNarrow ? 0.7 : 0.8, minScale: 0.3, maxScale: 2 }, move: { scrollbars: true, drag: true, wheel: true },
})

let isRegistered = false

/** Tells Blockly everything about the blocks of an app and an event. */
export const register = (app: AppFacts, event: EventFacts): BlockSpec[] => {
  if (!isRegistered) {
    Blockly.setLocale(english as unknown as Record<string, string>)
    prepareGenerator()
    registerMutators()
    registerSpecs([...systemSpecs, ...shapedSpecs])
    isRegistered = true
  }
  const specs = appSpecs(app, event)
  registerOptions(app.options)
  registerSpecs(specs)
  return [...systemSpecs, ...shapedSpecs, ...specs]
}

const wrap = (event: EventFacts, body: string): string => (body === '' ? '' : event.place === 'cloud' ? cloudHandler(event.event, body) : uiHandler(event.event, body))

/** The code of stored logic that is not in the editor; null with the problem when it cannot be loaded. */
export const codeOf = (app: AppFacts, event: EventFacts, xml: string): { code: string } | { problem: string } => {
  register(app, event)
  const read = readXml(xml, app, event)
  if (!read.ok) return { problem: read.problem }
  const workspace = new Blockly.Workspace()
  try {
    Blockly.Xml.domToWorkspace(documentOf([...(read.root ? [read.root] : []), ...read.blocks]), workspace)
    return { code: wrap(event, bodyOf(workspace, rootType(event))) }
  } finally {
    workspace.dispose()
  }
}

class BlocklyEditor implements Editor {
  event: EventFacts | null = null
  private meta: ReadonlyMap<string, string> = new Map()
  private specs: readonly BlockSpec[] = []

  readonly chosen: Chosen

  constructor(readonly workspace: Blockly.WorkspaceSvg) {
    this.chosen = createChosen(workspace)
  }

  private readonly metaOf: MetaOf = ({ id, type }) => {
    const known = this.meta.get(id)
    if (known !== undefined) return known
    const meta = this.specs.find((spec) => spec.type === type)?.meta
    return meta ? JSON.stringify(meta) : null
  }

  open(app: AppFacts, event: EventFacts, xml: string | null): string | null {
    this.specs = register(app, event)
    this.event = event
    const read = xml === null ? null : readXml(xml, app, event)
    this.workspace.updateToolbox(toolboxOf(app, event, this.specs))
    const blocks = read?.ok ? [...(read.root ? [read.root] : []), ...read.blocks] : null
    this.meta = read?.ok ? read.meta : new Map()
    this.replace(blocks ?? Array.from(Blockly.utils.xml.textToDom(startXml(event)).children))
    return read && !read.ok ? read.problem : null
  }

  private replace(blocks: readonly Element[]): void {
    Blockly.Events.disable()
    try {
      this.workspace.clear()
      Blockly.Xml.domToWorkspace(documentOf(blocks), this.workspace)
    } finally {
      Blockly.Events.enable()
    }
    this.workspace.clearUndo()
    this.workspace.scrollCenter()
    const root = this.workspace.getTopBlocks(true)[0]
    if (root) this.workspace.scroll(24 - root.getRelativeToSurfaceXY().x * this.workspace.scale, 24 - root.getRelativeToSurfaceXY().y * this.workspace.scale)
  }

  add(read: Extract<Import, { ok: true }>): void {
    this.meta = new Map([...this.meta, ...read.meta])
    Blockly.Events.setGroup(true)
    try {
      if (read.root) this.workspace.clear()
      const before = new Set(this.workspace.getTopBlocks(false).map(({ id }) => id))
      Blockly.Xml.domToWorkspace(documentOf([...(read.root ? [read.root] : []), ...read.blocks]), this.workspace)
      if (!read.root) this.placeBeside(this.workspace.getTopBlocks(false).filter(({ id }) => !before.has(id)))
    } finally {
      Blockly.Events.setGroup(false)
    }
  }

  /** Pasted blocks land where a person looks, not on top of others. */
  private placeBeside(blocks: readonly Blockly.BlockSvg[]): void {
    const metrics = this.workspace.getMetricsManager().getViewMetrics(true)
    blocks.forEach((block, index) => {
      const at = block.getRelativeToSurfaceXY()
      block.moveBy(metrics.left + metrics.width * 0.45 + index * 24 - at.x, metrics.top + metrics.height * 0.12 + index * 60 - at.y)
    })
    this.chosen.choose(blocks[0] ?? null)
  }

  xml(): string {
    return logicText(this.workspace, this.metaOf)
  }

  code(): string {
    return this.event ? wrap(this.event, bodyOf(this.workspace, rootType(this.event))) : ''
  }

  clipboardText(): string | null {
    const selected = this.chosen.block
    const root = this.workspace.getTopBlocks(true).find(({ type }) => this.event && type === rootType(this.event))
    const copied = selected && selected !== root && !selected.isShadow() ? selected : root?.getInputTargetBlock('statements_code')
    return copied ? blockText(copied, this.metaOf) : null
  }
}

/** Puts Blockly into an element. */
export const createEditor = (place: HTMLElement): Editor => new BlocklyEditor(Blockly.inject(place, options(matchMedia('(max-width: 700px)').matches)))
