import * as React from 'react'
import type { State } from '../state'
import { cls, type ViewProps } from './view-props'

interface TranscriptProps extends ViewProps {
  readonly copied: string | null
  readonly onCopy: () => void
}

// While something newer is under way or in hand, the older text would be taken for its transcript.
const isShown = ({ type, transcript }: State): boolean => transcript.text !== '' && (type === 'done' || type === 'idle' || type === 'unsupported')

const languageOf = ({ transcript }: State, { mode }: ViewProps['settings']): string | undefined => (mode === 'english' ? 'en' : transcript.language || undefined)

/** The growing text. It is no live region: whoever speaks would be talked over, and recorded. */
const SoFarView = ({ state, texts, settings, text }: Pick<TranscriptProps, 'state' | 'texts' | 'settings'> & { text: string }): React.ReactElement => (
  <div className={cls('transcriptText', 'soFar')} role="region" aria-label={texts.say('soFar')} tabIndex={0} lang={languageOf(state, settings)} dir="auto">
    {text}
  </div>
)

/** The text, to read and to copy. It scrolls by keyboard when it is long. */
export const TranscriptView = ({ state, texts, settings, copied, onCopy }: TranscriptProps): React.ReactElement | null => {
  if (settings.hideTranscript) return null
  if (state.soFar?.text) return <SoFarView state={state} texts={texts} settings={settings} text={state.soFar.text} />
  if (!isShown(state)) return null
  return (
    <div className={cls('transcript')}>
      <div className={cls('transcriptText')} role="region" aria-label={texts.say('transcriptLabel')} tabIndex={0} lang={languageOf(state, settings)} dir="auto">
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
