import * as React from 'react'
import { cls, type ViewProps } from './view-props'

/** Audio that lies somewhere on the web already. */
export const AddressField = ({ state, texts, settings, controller, keepFocus }: ViewProps): React.ReactElement | null => {
  const [address, setAddress] = React.useState('')
  const isAtHome = state.type === 'idle' || state.type === 'unsupported'
  if (!isAtHome || settings.source === 'microphone' || settings.hideHints) return null
  const use = (event: React.FormEvent): void => {
    event.preventDefault()
    if (address.trim() === '') return
    keepFocus()
    void controller.chooseAddress(address.trim())
    setAddress('')
  }
  return (
    <details className={cls('more')}>
      <summary>{texts.say('urlLabel')}</summary>
      <form className={cls('field')} noValidate onSubmit={use}>
        <input type="url" className={cls('input')} inputMode="url" autoComplete="off" dir="ltr" aria-label={texts.say('urlLabel')} placeholder="https://" value={address} onChange={({ currentTarget }) => setAddress(currentTarget.value)} />
        <button type="submit" className={cls('secondary')}>
          {texts.say('urlUse')}
        </button>
      </form>
    </details>
  )
}
