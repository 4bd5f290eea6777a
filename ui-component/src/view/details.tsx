import * as React from 'react'
import type { Action } from '../actions'
import { minutesOf } from '../format'
import { heldOf, isResting, type State, type Take, type Work } from '../state'
import type { TextId } from '../texts'
import { SecondaryButtons } from './buttons'
import { cls, type ViewProps } from './view-props'

/** How far something has come, in words that go with the bar. */
interface Known {
  readonly label: TextId
  readonly percent: number
  readonly words: string
  readonly hint?: TextId | false
}

const aboutWork = ({ stage, done, total }: Work, texts: ViewProps['texts']): Known => {
  const percent = total > 0 ? Math.min(100, Math.floor((done / total) * 100)) : 0
  const written = texts.percent(percent)
  return { label: stage, percent, words: stage === 'converting' ? written : `${written} · ${texts.say('uploadedOf', { done: texts.size(done), total: texts.size(total) })}` }
}

const knownOf = (state: State, { texts, settings }: ViewProps): Known | null => {
  if (state.type === 'uploading' && state.work) return aboutWork(state.work, texts)
  if (state.type !== 'transcribing' || !state.job) return null
  const { percent, secondsDone, durationSeconds } = state.job
  const total = durationSeconds ?? state.held.take.durationSeconds
  const words = total ? ` · ${texts.say('minutesOf', minutesOf(secondsDone, total))}` : ''
  return { label: 'transcribing', percent, words: texts.percent(percent) + words, hint: settings.keepUnsent && !state.unkept && 'jobHint' }
}

/** Something is under way: how far it has come, or that nobody knows. */
export const Busy = (props: ViewProps): React.ReactElement | null => {
  const { state, texts } = props
  if (state.type !== 'uploading' && state.type !== 'transcribing' && state.type !== 'stopping') return null
  const known = knownOf(state, props)
  if (!known) return <div className={cls('progress')} role="progressbar" aria-label={texts.say(state.type)} />
  const { label, percent, words, hint } = known
  return (
    <div className={cls('work')}>
      <div className={cls('progress', 'known')} role="progressbar" aria-label={texts.say(label)} aria-valuemin={0} aria-valuemax={100} aria-valuenow={percent} aria-valuetext={words}>
        <div className={cls('fill')} style={{ inlineSize: `${percent}%` }} />
      </div>
      <p className={cls('facts')}>{words}</p>
      {hint ? <p className={cls('hint')} dir="auto">{texts.say(hint)}</p> : null}
    </div>
  )
}

const factsOf = ({ file, durationSeconds }: Take, texts: ViewProps['texts']): string => [durationSeconds === null ? null : texts.time(durationSeconds), file.size === 0 ? null : texts.size(file.size)].filter(Boolean).join(' · ')

/** The audio in hand, to listen to. */
export const Player = ({ state, texts, settings, run, actions, isShort }: ViewProps & { actions: readonly Action[]; isShort: boolean }): React.ReactElement | null => {
  const held = heldOf(state)
  const take = held?.take
  // What lay in the file storage only is gone with its transcript.
  const isGone = Boolean(take?.source?.path) && !held?.upload
  if (settings.hidePlayer || !take || isGone || !(isResting(state) || state.type === 'uploading' || state.type === 'transcribing')) return null
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
