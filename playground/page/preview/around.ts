import type { FromPreview, ToPreview } from '../messages'
import { applyTheme } from './apply-theme'
import { offerFile } from './offer-file'

/** Tells the page around this one, when there is one. */
export const tell = (message: FromPreview): void => {
  if (window.parent !== window) window.parent.postMessage(message, location.origin)
}

/** Does what the page around this one asks. */
export const acceptRequests = (): void =>
  window.addEventListener('message', ({ data, origin, source }: MessageEvent<ToPreview>) => {
    if (origin !== location.origin || source !== window.parent) return
    if (data.type === 'theme') applyTheme(data.theme)
    if (data.type !== 'file') return
    const why = offerFile(data.file)
    if (why !== null) tell({ type: 'refused', why })
  })

/** The page around this one gives it all the height that it needs. */
export const reportHeight = (): void => {
  new ResizeObserver(() => tell({ type: 'height', pixels: Math.ceil(document.documentElement.getBoundingClientRect().height) })).observe(document.documentElement)
}
