import * as React from 'react'
import { maxAudioBytes } from '../../../contract'
import { formatSize, formatTime } from '../format'
import { failureIn, heldOf, isResting, type Take } from '../state'
import { cls, type ViewProps } from './view-props'

const askingHintMs = 3000

const hintOf = ({ state, texts, settings }: ViewProps): string | null => {
  const canChoose = settings.source !== 'microphone'
  const fileHint = texts.say('fileHint', { megabytes: Math.floor(maxAudioBytes / 1024 / 1024) })
  if (state.type === 'asking' && state.elapsedMs >= askingHintMs) return texts.say('askingHint')
  if (state.type === 'recorded' && state.note) return texts.say(state.note === 'limit' ? 'limitReached' : 'cancelled')
  if ((state.type === 'idle' || state.type === 'unsupported') && canChoose) return `${texts.say('idleHint')} ${fileHint}`
  return null
}

/** One quiet line of help. */
export const Hint = (props: ViewProps): React.ReactElement | null => {
  const hint = hintOf(props)
  return hint === null ? null : <p className={cls('hint')}>{hint}</p>
}

/** Something is under way, and nobody knows how long it will take. */
export const Busy = ({ state, texts }: ViewProps): React.ReactElement | null => {
  if (state.type !== 'uploading' && state.type !== 'transcribing' && state.type !== 'stopping') return null
  return <div className={cls('progress')} role="progressbar" aria-label={texts.say(state.type)} />
}

const factsOf = ({ file, durationSeconds }: Take): string => [durationSeconds === null ? null : formatTime(durationSeconds), formatSize(file.size)].filter(Boolean).join(' · ')

/** The audio in hand, to listen to. */
export const Player = ({ state, texts }: ViewProps): React.ReactElement | null => {
  const take = heldOf(state)?.take
  if (!take || !(isResting(state) || state.type === 'uploading' || state.type === 'transcribing')) return null
  return (
    <div className={cls('take')}>
      <p className={cls('facts')}>
        <bdi className={cls('fileName')}>{take.file.name}</bdi> <span>{factsOf(take)}</span>
      </p>
      {/* No captions: the transcript of this very audio is what the component makes. */}
      <audio key={take.id} className={cls('player')} controls preload="metadata" src={take.playUrl} aria-label={texts.say('playerLabel')} />
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
          {fileName === null ? null : <bdi className={cls('fileName')}>{fileName}</bdi>} {texts.sentence(failure)} <span className={cls('code')}>({failure.code})</span>
        </p>
      )}
    </div>
  )
}

/** Why recording is impossible here: a calm note, since nobody has done anything wrong yet. */
export const Obstacle = ({ state, texts }: ViewProps): React.ReactElement | null =>
  state.type === 'unsupported' && state.obstacle ? <p className={cls('hint')}>{texts.sentence(state.obstacle)}</p> : null
