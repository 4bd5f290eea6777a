import * as React from 'react'
import type { State } from '../state'
import { cls, type ViewProps } from './view-props'

interface TranscriptProps extends ViewProps {
  readonly copied: string | null
  readonly onCopy: () => void
}

// While something newer is under way or in hand, the older text would be taken for its transcript.
const isShown = ({ type, transcript }: State): boolean => transcript.text !== '' && (type === 'done' || type === 'idle' || type === 'unsupported')

/** The text, to read and to copy. It scrolls by keyboard when it is long. */
export const TranscriptView = ({ state, texts, settings, copied, onCopy }: TranscriptProps): React.ReactElement | null => {
  if (!isShown(state)) return null
  const language = settings.mode === 'english' ? 'en' : state.transcript.language || undefined
  return (
    <div className={cls('transcript')}>
      <div className={cls('transcriptText')} role="region" aria-label={texts.say('transcriptLabel')} tabIndex={0} lang={language} dir="auto">
        {state.transcript.text}
      </div>
      <div className={cls('actions')}>
        <button type="button" className={cls('secondary', 'copy')} onClick={onCopy}>
          {texts.say('copy')}
        </button>
        <span className={cls('copied')} role="status">
          {copied}
        </span>
      </div>
    </div>
  )
}
