/** How one check ended: a tick, something to do, or nobody knows yet. */
export interface Finding {
  readonly name: 'Services' | 'Key' | 'Model' | 'Folder' | 'Microphone'
  readonly state: 'good' | 'bad' | 'open'
  readonly text: string
  /** What mends it; empty when nothing has to be done. */
  readonly fix: string
}

type Make = (name: Finding['name'], text: string, fix?: string) => Finding

const make = (state: Finding['state']): Make => (name, text, fix = '') => ({ name, state, text, fix })

/** All is well. */
export const good = make('good')
/** Something has to be done. */
export const bad = make('bad')
/** Nobody knows yet. */
export const open = make('open')
