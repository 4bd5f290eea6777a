import * as React from 'react'
import type { Action } from '../actions'
import { heldOf, isResting, type Take } from '../state'
import { SecondaryButtons } from './buttons'
import { cls, type ViewProps } from './view-props'

/** Something is under way, and nobody knows how long it will take. */
export const Busy = ({ state, texts }: ViewProps): React.ReactElement | null => {
  if (state.type !== 'uploading' && state.type !== 'transcribing' && state.type !== 'stopping') return null
  return <div className={cls('progress')} role="progressbar" aria-label={texts.say(state.type)} />
}

const factsOf = ({ file, durationSeconds }: Take, texts: ViewProps['texts']): string => [durationSeconds === null ? null : texts.time(durationSeconds), texts.size(file.size)].filter(Boolean).join(' · ')

/** The audio in hand, to listen to. */
export const Player = ({ state, texts, run, actions, isShort }: ViewProps & { actions: readonly Action[]; isShort: boolean }): React.ReactElement | null => {
  const take = heldOf(state)?.take
  if (!take || !(isResting(state) || state.type === 'uploading' || state.type === 'transcribing')) return null
  return (
    <div className={cls('take')}>
      <p className={cls('facts')}>
        <bdi className={cls('fileName')}>{take.file.name}</bdi> <bdi>{factsOf(take, texts)}</bdi>
      </p>
      {/* No captions: the transcript of this very audio is what the component makes. */}
      <audio key={take.id} className={cls('player')} controls preload="metadata" src={take.playUrl} aria-label={texts.say('playerLabel')} />
      <SecondaryButtons actions={actions} texts={texts} run={run} fileInput={null} isShort={isShort} />
    </div>
  )
}
