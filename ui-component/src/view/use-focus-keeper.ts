import * as React from 'react'

/**
 * The answer is called before a step that may take the focused button away.
 * If the focus is lost by it, the primary button gets it, so that the keyboard never falls back to the top of the page.
 */
export const useFocusKeeper = (primary: React.RefObject<HTMLButtonElement>): (() => void) => {
  const isWatching = React.useRef(false)
  React.useEffect(() => {
    const button = primary.current
    if (!isWatching.current || !button) return
    const { activeElement, body } = button.ownerDocument
    if (activeElement === null || activeElement === body) button.focus()
    isWatching.current = false
  })
  return () => {
    isWatching.current = true
  }
}
