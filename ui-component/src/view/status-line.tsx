import * as React from 'react'
import { isoDuration } from '../format'
import type { State } from '../state'
import type { TextId, Texts } from '../texts'
import { cls, type ViewProps } from './view-props'
import { Waveform, type ListenToLevel } from './waveform'

const remainingFromMs = 60_000

const wordsOf = (state: State, { mode, source }: ViewProps['settings']): TextId => {
  const { type } = state
  if (state.type === 'uploading' && state.work?.stage === 'converting') return 'converting'
  if (type === 'idle' && source === 'file') return 'idleFile'
  return type === 'transcribing' && mode === 'english' ? 'translating' : type
}

/** Time goes by silently: it stands outside every live region. */
const Timer = ({ ms, texts }: { ms: number; texts: Texts }): React.ReactElement => (
  <time className={cls('timer')} role="timer" aria-label={texts.say('timerLabel')} dateTime={isoDuration(ms / 1000)}>
    {texts.time(ms / 1000)}
  </time>
)

const remainingMs = (state: State): number | null => (state.type === 'recording' && state.maxMs - state.elapsedMs <= remainingFromMs ? state.maxMs - state.elapsedMs : null)

const isCapturing = ({ type }: State): boolean => type === 'recording' || type === 'paused' || type === 'stopping'

/** What is going on, in words, with the picture of the voice and the time that go with it. */
export const StatusLine = ({ state, texts, settings, listen }: ViewProps & { listen: ListenToLevel }): React.ReactElement => {
  const elapsedMs = state.type !== 'asking' && 'elapsedMs' in state ? state.elapsedMs : null
  const left = remainingMs(state)
  return (
    <div className={cls('status', state.type)}>
      <span className={cls('words')}>
        <span className={cls('dot')} aria-hidden="true" />
        <span>{texts.say(wordsOf(state, settings))}</span>
      </span>
      {isCapturing(state) && !settings.hideWaveform ? <Waveform listen={listen} isLive={state.type === 'recording'} /> : null}
      {elapsedMs === null ? null : <Timer ms={elapsedMs} texts={texts} />}
      {left === null ? null : <span className={cls('remaining')}>{texts.say('remaining', { time: texts.time(Math.ceil(left / 1000)) })}</span>}
    </div>
  )
}
