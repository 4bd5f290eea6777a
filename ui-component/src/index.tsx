import * as React from 'react'
import { createHost, type PageProps } from './bridge'
import { realBrowser } from './browser'
import { createController, type Controller, type Snapshot } from './controller'
import { asText, readSettings } from './settings'
import type { Store } from './store'
import { createTexts } from './texts'
import { cls } from './view/view-props'
import { Panel } from './view/panel'

/** What UI Builder gives to a component. */
export interface AudioTranscriberProps extends PageProps {
  readonly elRef?: React.Ref<HTMLDivElement>
  readonly settings?: unknown
}

const useSnapshot = (store: Store<Snapshot>): Snapshot => {
  const [snapshot, setSnapshot] = React.useState(store.get())
  React.useEffect(() => {
    // Whatever happened between drawing and subscribing.
    setSnapshot(store.get())
    return store.subscribe(() => setSnapshot(store.get()))
  }, [store])
  return snapshot
}

/** The controller of this place on the page, from the first drawing to the last. */
const useController = (props: PageProps): Controller => {
  const latest = React.useRef(props)
  latest.current = props
  const [controller] = React.useState(() => createController(realBrowser, createHost(() => latest.current, (error) => realBrowser.report(error))))
  React.useEffect(() => controller.begin(), [controller])
  // Before the platform takes the place away: what is written later is dropped without a word.
  React.useLayoutEffect(() => () => controller.close(), [controller])
  return controller
}

const actionsFor = (controller: Controller): Readonly<Record<string, unknown>> => ({
  startRecording: () => controller.record(),
  pauseRecording: () => controller.pause(),
  resumeRecording: () => controller.resume(),
  stopRecording: () => controller.stop(),
  discardRecording: () => controller.discard(),
  transcribe: () => controller.send(),
  cancel: () => controller.cancel(),
  reset: () => controller.reset(),
  getTranscript: () => controller.getTranscript(),
  getAudioFile: () => controller.getFile(),
  downloadAudio: () => controller.download(),
})

const classNames = (list: unknown): string => [cls(), ...(Array.isArray(list) ? (list as unknown[]).flat(Infinity) : [list])].filter((name) => typeof name === 'string' && name !== '').join(' ')

const asStyle = (style: unknown): React.CSSProperties | undefined => (typeof style === 'object' && style !== null ? style : undefined)

/** No error may leave a rendering: there is no boundary above, and the whole app would go blank. */
const offer = (component: PageProps['component'], actions: Readonly<Record<string, unknown>>): void => {
  try {
    Object.assign(component, actions)
  } catch (error) {
    realBrowser.report(error)
  }
}

/** The UI Builder component: speak or choose a file, and the text is in page data. */
export default function AudioTranscriber(props: AudioTranscriberProps): React.ReactElement | null {
  const { component, elRef, i18n } = props
  const controller = useController(props)
  const snapshot = useSnapshot(controller.store)
  const settings = readSettings(component)
  const pageText = asText(component.transcript)

  React.useEffect(() => controller.checkObstacle(), [controller, settings.source])
  React.useEffect(() => controller.pageText(pageText), [controller, pageText])
  offer(component, actionsFor(controller))

  if (component.display === false) return null
  return (
    <Panel
      snapshot={snapshot}
      controller={controller}
      settings={settings}
      texts={createTexts(settings.texts, i18n?.t)}
      className={classNames(component.classList)}
      style={asStyle(component.style)}
      elRef={elRef}
    />
  )
}
