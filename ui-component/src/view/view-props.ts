import type { Command } from '../actions'
import type { Settings } from '../settings'
import type { State } from '../state'
import type { Texts } from '../texts'

/** What every part of the picture gets: it draws this and nothing else. */
export interface ViewProps {
  readonly state: State
  readonly texts: Texts
  readonly settings: Settings
  readonly run: (command: Command) => void
}

const block = 'bl-customComponent-audioTranscriber'

/** Class of the root, or of one part below it. */
export const cls = (part?: string, modifier?: string | false): string => {
  if (!part) return block
  const name = `${block}__${part}`
  return modifier ? `${name} ${name}--${modifier}` : name
}
