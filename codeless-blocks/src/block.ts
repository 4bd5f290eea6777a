/** A block program as data: what Codeless stores as XML and what JavaScript is made from. */

/** An element inside a block's `<mutation>`: the part of a block's shape that Blockly does not know by itself. */
export interface MutationPart {
  readonly tag: string
  readonly attributes?: Readonly<Record<string, string>>
  readonly text?: string
  readonly children?: readonly MutationPart[]
}

export interface Mutation {
  readonly attributes?: Readonly<Record<string, string>>
  readonly children?: readonly MutationPart[]
}

/** What sits in a value slot: a block, a shadow that shows through when the slot is empty, or both. */
export interface Slot {
  readonly shadow?: Block
  readonly block?: Block
}

export interface Block {
  readonly type: string
  /** Stored as `bl_meta`: what the editor shows when the target of the block is gone. */
  readonly meta?: Readonly<Record<string, string>>
  readonly mutation?: Mutation
  readonly fields?: Readonly<Record<string, string>>
  readonly values?: Readonly<Record<string, Slot>>
  /** A statement slot holds a chain of blocks, top to bottom. */
  readonly statements?: Readonly<Record<string, readonly Block[]>>
}

/** The child elements of a mutation with the given tag. */
export const partsOf = (parts: readonly MutationPart[] | undefined, tag: string): readonly MutationPart[] => (parts ?? []).filter((part) => part.tag === tag)

/** Every block of a program, in the order in which it is read. */
export const allBlocks = (block: Block): readonly Block[] => [
  block,
  ...Object.values(block.values ?? {}).flatMap(({ shadow, block: inside }) => [shadow, inside].flatMap((child) => (child ? allBlocks(child) : []))),
  ...Object.values(block.statements ?? {}).flatMap((chain) => chain.flatMap(allBlocks)),
]
