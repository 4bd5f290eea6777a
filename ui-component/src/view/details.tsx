import * as React from 'react'
import type { Action } from '../actions'
import { maxMegabytes } from '../picking'
import { failureIn, heldOf, isResting, type Take } from '../state'
import { SecondaryButtons } from './buttons'
import { cls, type ViewProps } from './view-props'

const askingHintMs = 3000

const hintOf = ({ state, texts, settings }: ViewProps): string | null => {
  const canChoose = settings.source !== 'microphone'
  const fileHint = texts.say('fileHint', { megabytes: maxMegabytes })
  if (state.type === 'asking' && state.elapsedMs >= askingHintMs) return texts.say('askingHint')
  if (state.type === 'recorded' && state.note) return texts.say(state.note === 'limit' ? 'limitReached' : 'cancelled')
  if ((state.type === 'idle' || state.type === 'unsupported') && canChoose) return `${texts.say('idleHint')} ${fileHint}`
  return null
}

/** One quiet line of help. */
export const Hint = (props: ViewProps): React.ReactElement | null => {
  const hint = hintOf(props)
  return hint === null ? null : <p className={cls('hint')} dir="auto">{hint}</p>
}

/** Something is under way, and nobody knows how long it will take. */
export const Busy = ({ state, texts }: ViewProps): React.ReactElement | null => {
  if (state.type !== 'uploading' && state.type !== 'transcribing' && state.type !== 'stopping') return null
  return <div className={cls('progress')} role="progressbar" aria-label={texts.say(state.type)} />
}

const factsOf = ({ file, durationSeconds }: Take, texts: ViewProps['texts']): string => [durationSeconds === null ? null : texts.time(durationSeconds), texts.size(file.size)].filter(Boolean).join(' · ')

/** The audio in hand, to listen to. */
export const Player = ({ state, texts, run, actions }: ViewProps & { actions: readonly Action[] }): React.ReactElement | null => {
  const take = heldOf(state)?.take
  if (!take || !(isResting(state) || state.type === 'uploading' || state.type === 'transcribing')) return null
  return (
    <div className={cls('take')}>
      <p className={cls('facts')}>
        <bdi className={cls('fileName')}>{take.file.name}</bdi> <bdi>{factsOf(take, texts)}</bdi>
      </p>
      {/* No captions: the transcript of this very audio is what the component makes. */}
      <audio key={take.id} className={cls('player')} controls preload="metadata" src={take.playUrl} aria-label={texts.say('playerLabel')} />
      <SecondaryButtons actions={actions} texts={texts} run={run} fileInput={null} />
    </div>
  )
}

/** The alert stands in the page before there is anything to say: otherwise screen readers would miss its first words. */
export const Alert = ({ state, texts }: ViewProps): React.ReactElement => {
  const failure = state.type === 'unsupported' ? null : failureIn(state)
  const fileName = state.type === 'failed' ? state.fileName : null
  return (
    <div className={cls('alert', failure === null && 'empty')} role="alert">
      {failure === null ? null : (
        <p>
          {fileName === null ? null : <bdi className={cls('fileName')}>{fileName}</bdi>} <bdi>{texts.sentence(failure)}</bdi> <bdi className={cls('code')}>({failure.code})</bdi>
        </p>
      )}
    </div>
  )
}

/** Why recording is impossible here: a calm note, since nobody has done anything wrong yet. */
export const Obstacle = ({ state, texts }: ViewProps): React.ReactElement | null =>
  state.type === 'unsupported' && state.obstacle ? <p className={cls('hint')} dir="auto">{texts.sentence(state.obstacle)}</p> : null
