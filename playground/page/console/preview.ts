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
  let isReady = false
  let waiting: ToPreview[] = []
  /** A page that still loads hears nothing: what is asked of it waits until its data have come. */
  const ask = (message: ToPreview): void => {
    if (isReady) frame.contentWindow?.postMessage(message, location.origin)
    else waiting.push(message)
  }
  const becomeReady = (): void => {
    isReady = true
    const messages = waiting
    waiting = []
    messages.forEach(ask)
  }
  window.addEventListener('message', ({ data, origin, source }: MessageEvent<FromPreview>) => {
    if (origin !== location.origin || source !== frame.contentWindow) return
    if (data.type === 'pageData') {
      listener.onPageData(data.pageData)
      becomeReady()
    }
    if (data.type === 'event') listener.onEvent(data.logged)
    if (data.type === 'refused') listener.onRefused(data.why)
    if (data.type === 'height') frame.style.height = `${Math.max(minHeightPixels, data.pixels)}px`
  })
  return {
    open: (variant) => {
      isReady = false
      const path = previewPath(variant)
      if (frame.contentWindow && frame.src !== '') frame.contentWindow.location.replace(path)
      else frame.src = path
    },
    setTheme: (theme) => ask({ type: 'theme', theme }),
    offer: (file) => ask({ type: 'file', file }),
  }
}
