import * as React from 'react'
import type { Command } from '../actions'

/** Drawn here, so that no icon font has to arrive first. */
const paths: Readonly<Record<Command, string>> = {
  record: 'M12 15a4 4 0 0 0 4-4V6a4 4 0 0 0-8 0v5a4 4 0 0 0 4 4Zm7-4a7 7 0 0 1-6 6.92V21h-2v-3.08A7 7 0 0 1 5 11h2a5 5 0 0 0 10 0h2Z',
  none: 'M12 15a4 4 0 0 0 4-4V6a4 4 0 0 0-8 0v5a4 4 0 0 0 4 4Zm7-4a7 7 0 0 1-6 6.92V21h-2v-3.08A7 7 0 0 1 5 11h2a5 5 0 0 0 10 0h2Z',
  stop: 'M7 6h10a1 1 0 0 1 1 1v10a1 1 0 0 1-1 1H7a1 1 0 0 1-1-1V7a1 1 0 0 1 1-1Z',
  pause: 'M7 5h3v14H7V5Zm7 0h3v14h-3V5Z',
  resume: 'M8 5v14l11-7L8 5Z',
  discard: 'M9 3h6l1 2h4v2H4V5h4l1-2ZM6 9h12l-1 12H7L6 9Z',
  send: 'M4 5h16v2H4V5Zm0 6h16v2H4v-2Zm0 6h10v2H4v-2Z',
  cancel: 'm6.4 5 5.6 5.6L17.6 5 19 6.4 13.4 12l5.6 5.6-1.4 1.4-5.6-5.6L6.4 19 5 17.6l5.6-5.6L5 6.4 6.4 5Z',
  download: 'M11 3h2v9.2l3.6-3.6L18 10l-6 6-6-6 1.4-1.4 3.6 3.6V3ZM5 19h14v2H5v-2Z',
  chooseFile: 'M6 2h8l5 5v14a1 1 0 0 1-1 1H6a1 1 0 0 1-1-1V3a1 1 0 0 1 1-1Zm7 2v4h4l-4-4Z',
}

/** A picture beside words; it says nothing of its own. */
export const Icon = ({ command }: { command: Command }): React.ReactElement => (
  <svg className="bl-customComponent-audioTranscriber__icon" viewBox="0 0 24 24" aria-hidden="true" focusable="false">
    <path d={paths[command]} />
  </svg>
)
