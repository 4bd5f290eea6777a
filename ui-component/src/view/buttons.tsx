import * as React from 'react'
import { promisedExtensions } from '../../../contract'
import type { Action, Command } from '../actions'
import type { Texts } from '../texts'
import type { Holding } from './holding'
import { Icon } from './icons'
import { cls } from './view-props'

/** A click of a mouse: fingers and keys may belong to somebody who listens to a screen reader meanwhile. */
const isMouse = ({ nativeEvent }: React.MouseEvent): boolean => (nativeEvent as PointerEvent | undefined)?.pointerType === 'mouse'

interface PrimaryProps {
  readonly action: Action
  readonly texts: Texts
  readonly run: (command: Command, isQuick?: boolean) => void
  readonly buttonRef: React.Ref<HTMLButtonElement>
  readonly isShort?: boolean
  /** Holding talks, letting go ends it; null = a press switches. */
  readonly hold?: Holding | null
}

/** The one button that stays where it is and keeps the focus; only its words change. */
export const PrimaryButton = ({ action, texts, run, buttonRef, isShort = false, hold = null }: PrimaryProps): React.ReactElement => {
  // The second click of a double click would undo what the first one began.
  const onClick = (event: React.MouseEvent): void => (event.detail > 1 ? undefined : run(action.command, isMouse(event)))
  return (
    <button
      type="button"
      ref={buttonRef}
      className={cls('primary', action.command)}
      aria-disabled={action.command === 'none'}
      title={isShort ? texts.say(action.text) : undefined}
      {...(hold ? hold(action.command, onClick) : { onClick })}
    >
      <Icon command={action.command} />
      <span className={cls('label')}>{texts.say(hold && action.text === 'startRecording' ? 'holdToTalk' : action.text)}</span>
    </button>
  )
}

interface SecondaryProps {
  readonly actions: readonly Action[]
  readonly texts: Texts
  readonly run: (command: Command, isQuick?: boolean) => void
  readonly fileInput: React.ReactElement | null
  /** Where there is little room the words are only heard, and seen when pointed at. */
  readonly isShort?: boolean
}

// Pause and Resume are one button, so that it keeps the focus.
const keyOf = ({ command }: Action): string => (command === 'resume' ? 'pause' : command)

/** What else can be done now. The file input stands where choosing a file is listed; it is there, unseen, even when it is not. */
export const SecondaryButtons = ({ actions, texts, run, fileInput, isShort = false }: SecondaryProps): React.ReactElement => {
  const buttons = actions.map((action) =>
    action.command === 'chooseFile' ? (
      fileInput
    ) : (
      <button type="button" key={keyOf(action)} className={cls('secondary', action.command)} title={isShort ? texts.say(action.text) : undefined} onClick={(event) => run(action.command, isMouse(event))}>
        <Icon command={action.command} />
        <span className={cls('label')}>{texts.say(action.text)}</span>
      </button>
    ),
  )
  return <div className={cls('actions')}>{actions.some(({ command }) => command === 'chooseFile') ? buttons : [...buttons, fileInput]}</div>
}

interface FileInputProps {
  /** Null hides the input: the primary button opens it, or no file can be chosen now. */
  readonly label: string | null
  readonly inputRef: React.Ref<HTMLInputElement>
  readonly onFiles: (files: readonly File[]) => void
  readonly isShort?: boolean
}

const accept = ['audio/*', 'video/mp4', 'video/webm', ...promisedExtensions.map((extension) => `.${extension}`)].join(',')

/** A real file input under its label: it works by keyboard and is named for screen readers. */
export const FileInput = ({ label, inputRef, onFiles, isShort = false }: FileInputProps): React.ReactElement => (
  <label className={cls('secondary', label === null ? 'hidden' : 'chooseFile')} title={isShort && label !== null ? label : undefined}>
    <input
      type="file"
      multiple
      accept={accept}
      ref={inputRef}
      className={cls('fileInput')}
      onChange={({ currentTarget }) => {
        const files = Array.from(currentTarget.files ?? [])
        // Otherwise choosing the same file again would change nothing.
        currentTarget.value = ''
        if (files.length > 0) onFiles(files)
      }}
    />
    <Icon command="chooseFile" />
    <span className={cls('label')}>{label}</span>
  </label>
)
