/** How one check ended: a tick, or what to do. */
export interface Finding {
  readonly name: string
  readonly state: 'good' | 'bad' | 'open'
  readonly text: string
  /** What mends it; empty when nothing has to be done. */
  readonly fix: string
}

/** All is well. */
export const good = (name: string, text: string): Finding => ({ name, state: 'good', text, fix: '' })

/** Something has to be done. */
export const bad = (name: string, text: string, fix: string): Finding => ({ name, state: 'bad', text, fix })

/** Nobody knows yet. */
export const open = (name: string, text: string, fix: string): Finding => ({ name, state: 'open', text, fix })
