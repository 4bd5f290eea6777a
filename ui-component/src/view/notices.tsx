import * as React from 'react'
import { needsAsking } from '../asking'
import { maxMegabytes } from '../picking'
import { failureIn, type State } from '../state'
import type { TextId } from '../texts'
import { cls, type ViewProps } from './view-props'

const askingHintMs = 3000

const fileHintOf = ({ state, texts, settings }: ViewProps): string | null => {
  if ((state.type !== 'idle' && state.type !== 'unsupported') || settings.source === 'microphone') return null
  return `${texts.say('idleHint')} ${texts.say('fileHint', { megabytes: maxMegabytes })}`
}

/** One quiet line of help. */
export const Hint = (props: ViewProps): React.ReactElement | null => {
  const { state, texts, settings } = props
  const hint = state.type === 'asking' && state.elapsedMs >= askingHintMs ? texts.say('askingHint') : fileHintOf(props)
  return hint === null || settings.hideHints ? null : <p className={cls('hint')} dir="auto">{hint}</p>
}

const noticeIdOf = (state: State): TextId | null => {
  if (state.type === 'recording') return state.isSilent ? 'silent' : state.soFar?.isRetrying ? 'phraseRetry' : null
  if (state.type === 'paused') return state.why === 'interrupted' ? 'interrupted' : state.why === 'escape' ? 'escapeQuestion' : null
  if (state.type === 'queued') return 'queuedHint'
  if (state.type !== 'recorded' || state.note === null) return null
  return state.note === 'limit' ? 'limitReached' : 'cancelled'
}

/** Long audio costs: its length and price are seen before it is sent. */
const questionOf = ({ state, texts, settings }: ViewProps): string | null => {
  if (state.type !== 'recorded' || !needsAsking(state.held.take, settings)) return null
  const { durationSeconds, dollars } = state.held.take
  const time = texts.time(durationSeconds ?? 0)
  if (dollars === undefined || dollars === null) return texts.say('askSend', { time })
  return texts.say('askSendPrice', { time, price: new Intl.NumberFormat(texts.locale, { style: 'currency', currency: 'USD' }).format(dollars) })
}

/** Something that people should know now, although nothing went wrong. The live region says it as well. */
export const Notice = (view: ViewProps): React.ReactElement | null => {
  const id = noticeIdOf(view.state)
  const words = [id === null ? null : view.texts.say(id), questionOf(view)].filter((found) => found !== null).join(' ')
  return words === '' ? null : <p className={cls('notice', id ?? 'askSend')} dir="auto">{words}</p>
}

interface AlertProps extends ViewProps {
  /** Whether the page is still being built: then its developer is told what to do. */
  readonly isBeingBuilt: boolean
}

/** The alert stands in the page before there is anything to say: otherwise screen readers would miss its first words. */
export const Alert = ({ state, texts, isBeingBuilt }: AlertProps): React.ReactElement => {
  const failure = state.type === 'unsupported' ? null : failureIn(state)
  const fileName = state.type === 'failed' ? state.fileName : null
  return (
    <div className={cls('alert', failure === null && 'empty')} role="alert">
      {failure === null ? null : (
        <p>
          {fileName === null ? null : <bdi className={cls('fileName')}>{fileName}</bdi>} <bdi>{texts.sentence(failure)}</bdi> <bdi className={cls('code')}>({failure.code})</bdi>
        </p>
      )}
      {failure !== null && isBeingBuilt ? (
        <p className={cls('code')} dir="auto">
          {texts.say('forDeveloper')} <bdi>{failure.advice}</bdi>
        </p>
      ) : null}
    </div>
  )
}

/** Why recording is impossible here: a calm note, since nobody has done anything wrong yet. */
export const Obstacle = ({ state, texts }: ViewProps): React.ReactElement | null =>
  state.type === 'unsupported' && state.obstacle ? <p className={cls('hint')} dir="auto">{texts.sentence(state.obstacle)}</p> : null
