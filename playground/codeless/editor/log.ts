import { element } from './dom'

const maxLines = 200

/** What happens while a program runs, line by line. */
export interface Log {
  add(text: string, isBad?: boolean): void
  clear(): void
}

/** A log in its list; the newest line is in view. */
export const createLog = (list: HTMLElement, view: HTMLElement): Log => ({
  add: (text, isBad = false) => {
    list.append(element('li', { className: isBad ? 'bad' : '' }, text))
    while (list.childElementCount > maxLines) list.firstElementChild?.remove()
    view.scrollTop = view.scrollHeight
  },
  clear: () => list.replaceChildren(),
})
