import * as React from 'react'
import type { PageProps } from './bridge'
import { realBrowser } from './browser'
import type { Controller } from './controller'
import { chooseLanguage, directionOf } from './language'
import { createLanguageParts } from './language-parts'
import { asText, readSettings } from './settings'
import { createTexts } from './texts'
import { useController, useStored } from './use-controller'
import { useLanguage } from './use-language'
import { cls } from './view/view-props'
import { Panel } from './view/panel'
import { SetupCheck } from './view/setup-check'

/** What UI Builder gives to a component. */
export interface AudioTranscriberProps extends PageProps {
  readonly elRef?: React.Ref<HTMLDivElement>
  readonly settings?: unknown
}

const languageParts = createLanguageParts(realBrowser)

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
  getWaitingTexts: () => controller.getWaitingTexts(),
  getAudioFile: () => controller.getFile(),
  downloadAudio: () => controller.download(),
})

// Words that are on their way are waited for unseen, so that nobody sees the language change.
const classNames = (list: unknown, isWaiting: boolean): string => [cls(), isWaiting ? `${cls()}--waiting` : '', ...(Array.isArray(list) ? (list as unknown[]).flat(Infinity) : [list])].filter((name) => typeof name === 'string' && name !== '').join(' ')

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
  const settings = readSettings(component)
  const { tag, locale } = chooseLanguage(settings.interfaceLanguage, i18n?.lang, realBrowser.languages())
  const language = useLanguage(languageParts, tag)
  const spoken = { language: language ?? null, locale: language || tag === 'en' ? locale : 'en' }
  const { controller, consent } = useController({ ...props, ...spoken })
  const snapshot = useStored(controller.store)
  const isAskingConsent = useStored(consent.isAsking)
  const pageText = asText(component.transcript)

  React.useEffect(() => controller.checkObstacle(), [controller, settings.source])
  React.useEffect(() => controller.pageText(pageText), [controller, pageText])
  offer(component, actionsFor(controller))

  if (component.display === false) return null
  return (
    <Panel
      snapshot={snapshot}
      controller={controller}
      consent={consent}
      isAskingConsent={isAskingConsent}
      isBeingBuilt={realBrowser.isBeingBuilt()}
      settings={settings}
      texts={createTexts(settings.texts, i18n?.t, spoken.language, spoken.locale)}
      className={classNames(component.classList, language === undefined)}
      style={asStyle(component.style)}
      elRef={elRef}
      lang={language?.tag ?? 'en'}
      dir={directionOf(language?.tag ?? 'en')}
      developerTools={realBrowser.isBeingBuilt() ? <SetupCheck browser={realBrowser} settings={settings} /> : null}
    />
  )
}
