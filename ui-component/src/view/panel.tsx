import * as React from 'react'
import { actionsOf, type Command } from '../actions'
import type { Controller, Snapshot } from '../controller'
import { fileOfDrop } from '../picking'
import type { Settings } from '../settings'
import { isResting } from '../state'
import type { Texts } from '../texts'
import { FileInput, PrimaryButton, SecondaryButtons } from './buttons'
import { Alert, Busy, Hint, Obstacle, Player } from './details'
import { StatusLine } from './status-line'
import { TranscriptView } from './transcript'
import { Undo } from './undo'
import { useFocusKeeper } from './use-focus-keeper'
import { useDrop } from './use-drop'
import { cls, type ViewProps } from './view-props'

interface PanelProps {
  readonly snapshot: Snapshot
  readonly controller: Controller
  readonly settings: Settings
  readonly texts: Texts
  readonly className: string
  readonly style: React.CSSProperties | undefined
  readonly elRef: React.Ref<HTMLDivElement> | undefined
}

/** The whole component as people see it. */
export const Panel = ({ snapshot, controller, settings, texts, className, style, elRef }: PanelProps): React.ReactElement => {
  const { state, announcement } = snapshot
  const primaryRef = React.useRef<HTMLButtonElement>(null)
  const inputRef = React.useRef<HTMLInputElement>(null)
  const [copied, setCopied] = React.useState<string | null>(null)
  const keepFocus = useFocusKeeper(primaryRef)
  const canChoose = settings.source !== 'microphone'
  const { isOver, handlers } = useDrop((data) => {
    const file = canChoose && isResting(state) ? fileOfDrop(data) : null
    if (file) void controller.choose(file)
  })

  const run = (command: Command): void => {
    keepFocus()
    if (command === 'chooseFile') inputRef.current?.click()
    else if (command !== 'none') controller[command]()
  }
  const view: ViewProps = { state, texts, settings, run }
  const { primary, secondary, audio } = actionsOf(state, settings)
  const choose = secondary.find(({ command }) => command === 'chooseFile')
  const pick = (file: File): void => {
    keepFocus()
    void controller.choose(file)
  }
  const fileInput = canChoose ? <FileInput key="file" label={choose ? texts.say(choose.text) : null} inputRef={inputRef} onFile={pick} /> : null
  const copy = (): void => void controller.copy().then((isCopied) => setCopied(texts.say(isCopied ? 'copied' : 'copyFailed')))
  React.useEffect(() => setCopied(null), [state.type, state.transcript])

  return (
    <div className={className} style={style} ref={elRef} role="group" aria-label={texts.say('groupLabel')} {...handlers}>
      <div className={cls('head')}>
        <PrimaryButton action={primary} texts={texts} run={run} buttonRef={primaryRef} />
        <SecondaryButtons actions={secondary} texts={texts} run={run} fileInput={fileInput} />
      </div>
      <StatusLine {...view} />
      <Busy {...view} />
      <Alert {...view} />
      <Obstacle {...view} />
      <Undo {...view} onUndo={() => { keepFocus(); controller.undo() }} />
      <Hint {...view} />
      <TranscriptView {...view} copied={copied} onCopy={copy} />
      <Player {...view} actions={audio} />
      {isOver && canChoose && isResting(state) ? <div className={cls('drop')} aria-hidden="true">{texts.say('dropHere')}</div> : null}
      <div className={cls('announcer')} role="status" aria-live="polite" aria-atomic="true">{announcement}</div>
    </div>
  )
}
