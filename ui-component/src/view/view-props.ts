import type { Command } from '../actions'
import type { Controller } from '../controller'
import type { Settings } from '../settings'
import type { State } from '../state'
import type { Texts } from '../texts'

/** What every part of the picture gets: it draws this and nothing else. */
export interface ViewProps {
  readonly state: State
  readonly texts: Texts
  readonly settings: Settings
  readonly controller: Controller
  /** `isQuick`: with a mouse, so that nobody listens to a screen reader meanwhile. */
  readonly run: (command: Command, isQuick?: boolean) => void
  /** Called before a step that may take the focused control away. */
  readonly keepFocus: () => void
}

const block = 'bl-customComponent-audioTranscriber'

/** Class of the root, or of one part below it. */
export const cls = (part?: string, modifier?: string | false): string => {
  if (!part) return block
  const name = `${block}__${part}`
  return modifier ? `${name} ${name}--${modifier}` : name
}
