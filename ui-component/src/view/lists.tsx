import * as React from 'react'
import type { LateResult, Unsent } from '../state'
import { cls, type ViewProps } from './view-props'

interface ListProps {
  readonly title: string
  readonly children: React.ReactNode
}

const List = ({ title, children }: ListProps): React.ReactElement => (
  <section className={cls('list')} aria-label={title}>
    <p className={cls('listTitle')} dir="auto">{title}</p>
    <ul>{children}</ul>
  </section>
)

const LinkButton = ({ label, name, onClick }: { label: string; name?: string; onClick: () => void }): React.ReactElement => (
  <button type="button" className={cls('secondary')} aria-label={name === undefined ? undefined : `${label}: ${name}`} onClick={onClick}>
    {label}
  </button>
)

/** Files that were chosen together and have not had their turn. */
export const WaitingFiles = ({ state, texts, controller, keepFocus }: ViewProps): React.ReactElement | null => {
  const { waiting } = state
  if (waiting.length === 0) return null
  return (
    <List title={texts.say('filesWaiting', { count: waiting.length })}>
      {waiting.map(({ id, file }) => (
        <li className={cls('item', 'waiting')} key={id}>
          <bdi className={cls('fileName')}>{file.name}</bdi>
          <button type="button" className={cls('secondary', 'plain')} aria-label={texts.say('removeFile', { name: file.name })} onClick={() => { keepFocus(); controller.removeWaiting(id) }}>
            <span aria-hidden="true">×</span>
          </button>
        </li>
      ))}
    </List>
  )
}

const nameOf = ({ startedAtMs, durationSeconds, bytes }: Unsent, texts: ViewProps['texts']): string => {
  const date = new Intl.DateTimeFormat(texts.locale, { dateStyle: 'medium', timeStyle: 'short' }).format(startedAtMs)
  if (durationSeconds !== null) return texts.say('unsentItem', { date, time: texts.time(durationSeconds) })
  // Of a job the audio may lie in the file storage only.
  return bytes === 0 ? date : `${date}, ${texts.size(bytes)}`
}

/** Recordings that lie on this device: they can be sent or deleted, always. */
export const UnsentRecordings = ({ state, texts, controller, keepFocus }: ViewProps): React.ReactElement | null => {
  if (state.unsent.length === 0) return null
  return (
    <List title={texts.say('unsentTitle')}>
      {state.unsent.map((unsent) => {
        const name = nameOf(unsent, texts)
        return (
          <li className={cls('item')} key={unsent.recordingId}>
            <span>
              <bdi>{name}</bdi> {unsent.recordId === '' ? null : <bdi className={cls('code')}>{unsent.recordId}</bdi>}
            </span>
            <span className={cls('actions')}>
              <LinkButton label={texts.say('sendNow')} name={name} onClick={() => { keepFocus(); controller.sendUnsent(unsent.recordingId) }} />
              <LinkButton label={texts.say('deleteFromDevice')} name={name} onClick={() => { keepFocus(); controller.deleteUnsent(unsent.recordingId) }} />
            </span>
          </li>
        )
      })}
    </List>
  )
}

const LateItem = ({ late, texts, settings, controller, keepFocus }: Omit<ViewProps, 'state' | 'run'> & { late: LateResult }): React.ReactElement => {
  const { recordingId, recordId, transcript } = late
  return (
    <li className={cls('item', 'late')}>
      {recordId === '' ? null : <bdi className={cls('code')}>{recordId}</bdi>}
      <p className={cls('transcriptText')} lang={transcript.language || undefined} dir="auto">{transcript.text}</p>
      <span className={cls('actions')}>
        {recordId === settings.recordId ? <LinkButton label={texts.say('useText')} onClick={() => { keepFocus(); controller.useLate(recordingId) }} /> : null}
        <LinkButton label={texts.say('copy')} name={recordId} onClick={() => void controller.copyLate(recordingId)} />
        <LinkButton label={texts.say('deleteFromDevice')} name={recordId} onClick={() => { keepFocus(); controller.deleteLate(recordingId) }} />
      </span>
    </li>
  )
}

/** Texts that came too late for the record that they belong to: nothing is written over, nothing is lost. */
export const LateResults = ({ state, ...view }: ViewProps): React.ReactElement | null =>
  state.late.length === 0 ? null : (
    <List title={view.texts.say('lateResult')}>
      {state.late.map((late) => (
        <LateItem key={late.recordingId} late={late} {...view} />
      ))}
    </List>
  )
