import * as React from 'react'
import type { Action } from '../actions'
import { heldOf, isResting, type State, type Take, type Work } from '../state'
import { SecondaryButtons } from './buttons'
import { cls, type ViewProps } from './view-props'

const workOf = (state: State): Work | null => (state.type === 'uploading' ? (state.work ?? null) : null)

const percentOf = ({ done, total }: Work): number => (total > 0 ? Math.min(100, Math.floor((done / total) * 100)) : 0)

/** How far it has come, in the words that go with the bar. */
const workWords = (work: Work, texts: ViewProps['texts']): string => {
  const percent = new Intl.NumberFormat(texts.locale, { style: 'percent' }).format(percentOf(work) / 100)
  return work.stage === 'converting' ? percent : `${percent} · ${texts.say('uploadedOf', { done: texts.size(work.done), total: texts.size(work.total) })}`
}

/** Something is under way: how far it has come, or that nobody knows. */
export const Busy = ({ state, texts }: ViewProps): React.ReactElement | null => {
  if (state.type !== 'uploading' && state.type !== 'transcribing' && state.type !== 'stopping') return null
  const work = workOf(state)
  if (!work) return <div className={cls('progress')} role="progressbar" aria-label={texts.say(state.type)} />
  const words = workWords(work, texts)
  return (
    <div className={cls('work')}>
      <div className={cls('progress', 'known')} role="progressbar" aria-label={texts.say(work.stage)} aria-valuemin={0} aria-valuemax={100} aria-valuenow={percentOf(work)} aria-valuetext={words}>
        <div className={cls('fill')} style={{ inlineSize: `${percentOf(work)}%` }} />
      </div>
      <p className={cls('facts')}>{words}</p>
    </div>
  )
}

const factsOf = ({ file, durationSeconds }: Take, texts: ViewProps['texts']): string => [durationSeconds === null ? null : texts.time(durationSeconds), texts.size(file.size)].filter(Boolean).join(' · ')

/** The audio in hand, to listen to. */
export const Player = ({ state, texts, settings, run, actions, isShort }: ViewProps & { actions: readonly Action[]; isShort: boolean }): React.ReactElement | null => {
  const take = heldOf(state)?.take
  if (settings.hidePlayer || !take || !(isResting(state) || state.type === 'uploading' || state.type === 'transcribing')) return null
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
