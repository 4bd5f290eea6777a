import type { FromPreview, LoggedEvent, ToPreview } from '../messages'
import { previewPath, type Theme, type Variant } from '../variant'

/** Who wants to hear what the previewed page tells. */
export interface PreviewListener {
  onPageData(pageData: unknown): void
  onEvent(logged: LoggedEvent): void
  /** A request that could not be fulfilled, with the reason in words. */
  onRefused(why: string): void
}

/** The previewed app in its frame. */
export interface Preview {
  /** Loads the page in this variant. */
  open(variant: Variant): void
  setTheme(theme: Theme): void
  /** Puts a file on the component, as if it was dropped there. */
  offer(file: File): void
}

/** Room for the component before it has told its height. */
const minHeightPixels = 260

/** Joins the frame to the page around it. */
export const createPreview = (frame: HTMLIFrameElement, listener: PreviewListener): Preview => {
  const ask = (message: ToPreview): void => frame.contentWindow?.postMessage(message, location.origin)
  window.addEventListener('message', ({ data, origin, source }: MessageEvent<FromPreview>) => {
    if (origin !== location.origin || source !== frame.contentWindow) return
    if (data.type === 'pageData') listener.onPageData(data.pageData)
    if (data.type === 'event') listener.onEvent(data.logged)
    if (data.type === 'refused') listener.onRefused(data.why)
    if (data.type === 'height') frame.style.height = `${Math.max(minHeightPixels, data.pixels)}px`
  })
  return {
    open: (variant) => {
      const path = previewPath(variant)
      if (frame.contentWindow && frame.src !== '') frame.contentWindow.location.replace(path)
      else frame.src = path
    },
    setTheme: (theme) => ask({ type: 'theme', theme }),
    offer: (file) => ask({ type: 'file', file }),
  }
}
