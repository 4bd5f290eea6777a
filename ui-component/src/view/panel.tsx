import * as React from 'react'
import { actionsOf, type Command } from '../actions'
import type { Consent } from '../consent'
import type { Controller, Snapshot } from '../controller'
import { filesOf } from '../picking'
import type { Settings } from '../settings'
import { isResting } from '../state'
import type { Texts } from '../texts'
import { AddressField } from './address'
import { FileInput, PrimaryButton, SecondaryButtons } from './buttons'
import { ConsentQuestion } from './consent'
import { Busy, Player } from './details'
import { LateResults, UnsentRecordings, WaitingFiles } from './lists'
import { Microphones } from './microphones'
import { createHolding } from './holding'
import { Alert, Hint, Notice, Obstacle } from './notices'
import { StatusLine } from './status-line'
import { TranscriptView } from './transcript'
import { Undo } from './undo'
import { useFocusKeeper } from './use-focus-keeper'
import { useDrop } from './use-drop'
import { useId } from './use-id'
import { cls, type ViewProps } from './view-props'

/** Everything that is drawn, and what it does. */
export interface PanelProps {
  readonly snapshot: Snapshot
  readonly controller: Controller
  readonly consent: Consent
  readonly isAskingConsent: boolean
  readonly isBeingBuilt: boolean
  readonly settings: Settings
  readonly texts: Texts
  readonly className: string
  readonly style: React.CSSProperties | undefined
  readonly elRef: React.Ref<HTMLDivElement> | undefined
  /** Language and direction of the words. */
  readonly lang: string
  readonly dir: 'ltr' | 'rtl'
  /** What only the developer of the page sees. */
  readonly developerTools?: React.ReactNode
}

/** What the keyboard does beside the buttons: Escape asks while it records. */
const keysFor = ({ state, controller }: ViewProps) => (event: React.KeyboardEvent): void => {
  if (event.key !== 'Escape' || (state.type !== 'recording' && state.type !== 'paused')) return
  event.preventDefault()
  event.stopPropagation()
  controller.escape()
}

const canChooseIn = ({ source }: Settings): boolean => source !== 'microphone'

/** What helps to begin; only the full panel has room for it. */
const Help = (view: ViewProps): React.ReactElement => (
  <>
    <Hint {...view} />
    <Microphones {...view} />
    <AddressField {...view} />
  </>
)

const DropPlace = ({ state, texts, settings, isOver }: ViewProps & { isOver: boolean }): React.ReactElement | null =>
  isOver && canChooseIn(settings) && isResting(state) ? <div className={cls('drop')} aria-hidden="true">{texts.say('dropHere')}</div> : null

/** The text and what was copied of it. */
const Result = (view: ViewProps): React.ReactElement => {
  const { state, texts, controller } = view
  const [copied, setCopied] = React.useState<string | null>(null)
  const copy = (): void => void controller.copy().then((isCopied) => setCopied(texts.say(isCopied ? 'copied' : 'copyFailed')))
  React.useEffect(() => setCopied(null), [state.type, state.transcript])
  return <TranscriptView {...view} copied={copied} onCopy={copy} />
}

/** The whole component as people see it. */
export const Panel = (props: PanelProps): React.ReactElement => {
  const { snapshot, controller, consent, isAskingConsent, isBeingBuilt, settings, texts, className, style, elRef, lang, dir, developerTools } = props
  const { state, announcement } = snapshot
  const primaryRef = React.useRef<HTMLButtonElement>(null)
  const inputRef = React.useRef<HTMLInputElement>(null)
  const consentId = useId()
  const [holding] = React.useState(() => createHolding(controller))
  const keepFocus = useFocusKeeper(primaryRef)
  const canChoose = canChooseIn(settings)
  const isPanel = settings.layout === 'panel'
  const pick = (files: readonly File[]): void => {
    keepFocus()
    void controller.choose(files)
  }
  /** Whether it held files that are taken. */
  const take = (data: DataTransfer): boolean => {
    const files = canChoose && isResting(state) ? filesOf(data) : null
    if (files) void controller.choose(files)
    return files !== null
  }
  const { isOver, handlers } = useDrop(take)
  const run = (command: Command, isQuick = false): void => {
    keepFocus()
    if (command === 'chooseFile') inputRef.current?.click()
    else if (command === 'record' || command === 'resume') controller[command](isQuick)
    else if (command !== 'none') controller[command]()
  }
  const view: ViewProps = { state, texts, settings, controller, run, keepFocus }
  const { primary, secondary, audio } = actionsOf(state, settings)
  const choose = secondary.find(({ command }) => command === 'chooseFile')
  const fileInput = canChoose ? <FileInput key="file" label={choose ? texts.say(choose.text) : null} inputRef={inputRef} onFiles={pick} isShort={!isPanel} /> : null

  return (
    <div className={className} style={style} ref={elRef} role="group" aria-label={texts.say('groupLabel')} lang={lang} dir={dir} onKeyDown={keysFor(view)} onPaste={(event) => (take(event.clipboardData) ? event.preventDefault() : undefined)} {...handlers}>
      <div className={cls('body', settings.layout)}>
        <div className={cls('head')}>
          <PrimaryButton action={primary} texts={texts} run={run} buttonRef={primaryRef} isShort={settings.layout === 'bar'} hold={settings.holdToTalk ? holding : null} />
          {isPanel ? null : <StatusLine {...view} listen={controller.level.subscribe} />}
          <SecondaryButtons actions={secondary} texts={texts} run={run} fileInput={fileInput} isShort={!isPanel} />
        </div>
        {isAskingConsent ? <ConsentQuestion text={settings.consentText} consent={consent} texts={texts} id={consentId} onClosed={keepFocus} /> : null}
        {isPanel ? <StatusLine {...view} listen={controller.level.subscribe} /> : null}
        <Busy {...view} />
        <Alert {...view} isBeingBuilt={isBeingBuilt} />
        <Notice {...view} />
        <Obstacle {...view} />
        <Undo {...view} onUndo={() => { keepFocus(); controller.undo() }} />
        {isPanel ? <Help {...view} /> : null}
        <WaitingFiles {...view} />
        {isPanel ? <Result {...view} /> : null}
        <LateResults {...view} />
        <UnsentRecordings {...view} />
        <Player {...view} actions={audio} isShort={!isPanel} />
        {developerTools}
        <DropPlace {...view} isOver={isOver} />
        <div className={cls('announcer')} role="status" aria-live="polite" aria-atomic="true">{announcement}</div>
      </div>
    </div>
  )
}
