import * as React from 'react'
import { isResting, type State } from '../state'
import type { Texts } from '../texts'
import { cls, type ViewProps } from './view-props'

const isGone = ({ microphones, microphoneId }: State): boolean => microphoneId !== '' && microphones.length > 0 && !microphones.some(({ id }) => id === microphoneId)

const nameOf = ({ label }: State['microphones'][number], index: number, texts: Texts): string => label || texts.say('microphoneNumber', { number: index + 1 })

/** Which microphone is used, where there is a choice. The browser tells the names only after it was allowed to record. */
export const Microphones = ({ state, texts, settings, controller }: ViewProps): React.ReactElement | null => {
  const { microphones, microphoneId } = state
  if (settings.source === 'file' || microphones.length < 2 || !(isResting(state) || state.type === 'asking')) return null
  return (
    <div className={cls('microphones')}>
      <label className={cls('field')}>
        <span>{texts.say('microphone')}</span>
        <select value={isGone(state) ? '' : microphoneId} onChange={({ currentTarget }) => controller.chooseMicrophone(currentTarget.value)}>
          <option value="">{texts.say('microphoneDefault')}</option>
          {microphones.map((microphone, index) => (
            <option key={microphone.id} value={microphone.id}>
              {nameOf(microphone, index, texts)}
            </option>
          ))}
        </select>
      </label>
      {isGone(state) ? <p className={cls('hint')} dir="auto">{texts.say('microphoneGone')}</p> : null}
    </div>
  )
}
