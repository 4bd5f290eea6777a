import type * as Blockly from 'blockly/core'

/** What the code of a block is made of. */
export interface Slots {
  /** Code in a value slot; `null` (or the given text) when it is empty, as Codeless writes it. */
  value(name: string, otherwise?: string): string
  field(name: string): string
  /** Code of the blocks in a statement slot. */
  chain(name: string): string
  readonly block: Blockly.Block
  /** Adds a helper function once and answers its name. */
  helper(name: string, lines: readonly string[]): string
}

/** One input of a block. */
export interface InputSpec {
  readonly name: string
  readonly label?: string
  readonly check?: string | readonly string[] | null
  /** What shows through an empty slot in a block from the toolbox. */
  readonly shadow?: ShadowSpec
  readonly kind?: 'value' | 'statement'
}

/** A block that shows through an empty slot. */
export interface ShadowSpec {
  readonly type: string
  readonly fields?: Readonly<Record<string, string | number | boolean>>
}

/** A block of Codeless as data: what it is called, how it looks, and the JavaScript that it means. */
export interface BlockSpec {
  readonly type: string
  /** What the block says, and what `bl_meta` keeps of it for editors that do not know its target. */
  readonly label: string
  readonly meta?: Readonly<Record<string, string>>
  /** `value`: sits in a slot. `statement`: does something. `either`: the person chooses (`connections_toggler`). `root`: a program begins with it. */
  readonly role: 'value' | 'statement' | 'either' | 'root'
  readonly output?: string | null
  readonly colour: string
  readonly tooltip?: string
  readonly helpUrl?: string
  readonly inputs?: readonly InputSpec[]
  /** Fields in the first row. */
  readonly fields?: readonly FieldSpec[]
  /** Inputs side by side. */
  readonly isInline?: boolean
  /** A ready definition in Blockly's JSON instead of label, inputs and look. */
  readonly json?: Readonly<Record<string, unknown>>
  /** Name of a mutator that gives the block its shape. */
  readonly mutator?: string
  readonly code: (slots: Slots) => string
}

/** A field in the first row of a block. */
export type FieldSpec =
  | { readonly kind: 'text'; readonly name: string; readonly value?: string }
  | { readonly kind: 'choice'; readonly name: string; readonly options: readonly (readonly [string, string])[] }
  /** Kept in the stored form and not shown. */
  | { readonly kind: 'hidden'; readonly name: string; readonly value: string }

/** Colours of the families of blocks. */
export const colours = { functions: '#2f6f8f', services: '#7a4f9a', ui: '#3d6b3f', event: '#8a5a1f', object: '#5d6169', api: '#4a5a8c', control: '#8c3f5a' } as const
