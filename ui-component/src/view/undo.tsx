import * as React from 'react'
import { isResting } from '../state'
import { cls, type ViewProps } from './view-props'

/** For a short time after Discard: the way back. */
export const Undo = ({ state, texts, onUndo }: ViewProps & { onUndo: () => void }): React.ReactElement | null =>
  state.undo && isResting(state) ? (
    <p className={cls('undo')}>
      <span>{texts.say('discarded')}</span>
      <button type="button" className={cls('secondary', 'undo')} onClick={onUndo}>
        {texts.say('undo')}
      </button>
    </p>
  ) : null
