import * as React from 'react'
import type { Consent } from '../consent'
import type { Texts } from '../texts'
import { cls } from './view-props'

interface ConsentProps {
  readonly text: string
  readonly consent: Consent
  readonly texts: Texts
  readonly id: string
  readonly onClosed: () => void
}

/** The question that comes before the first recording or upload. It takes the focus, and Escape means not now. */
export const ConsentQuestion = ({ text, consent, texts, id, onClosed }: ConsentProps): React.ReactElement => {
  const accept = React.useRef<HTMLButtonElement>(null)
  React.useEffect(() => accept.current?.focus(), [])
  const answer = (give: () => void) => () => {
    onClosed()
    give()
  }
  const onKeyDown = (event: React.KeyboardEvent): void => {
    if (event.key !== 'Escape') return
    event.stopPropagation()
    answer(consent.decline)()
  }
  return (
    <div className={cls('question')} role="group" aria-labelledby={id} onKeyDown={onKeyDown}>
      <p id={id} dir="auto">{text}</p>
      <div className={cls('actions')}>
        <button type="button" ref={accept} className={cls('secondary', 'strong')} aria-describedby={id} onClick={answer(consent.accept)}>
          {texts.say('consentAccept')}
        </button>
        <button type="button" className={cls('secondary')} onClick={answer(consent.decline)}>
          {texts.say('consentDecline')}
        </button>
      </div>
    </div>
  )
}
