import type { LoggedEvent } from '../messages'
import { element } from './dom'

/** What happened on the page, newest first. */
export interface EventLog {
  add(logged: LoggedEvent): void
  clear(): void
}

const maxEvents = 200

const timeOf = (milliseconds: number): string => {
  const date = new Date(milliseconds)
  return `${date.toLocaleTimeString('en-GB')}.${String(date.getMilliseconds()).padStart(3, '0')}`
}

const row = ({ event, component, arguments: args, atMs, pageData }: LoggedEvent): HTMLElement =>
  element('li', {},
    element('div', { className: 'event' },
      element('time', { dateTime: new Date(atMs).toISOString() }, timeOf(atMs)),
      element('strong', {}, event),
      element('span', { className: 'soft' }, component),
    ),
    element('code', {}, JSON.stringify(args)),
    element('details', {}, element('summary', {}, 'Page data at that moment'), element('pre', {}, JSON.stringify(pageData, null, 2))),
  )

/** The log in its list; `empty` is the note that stands there instead. */
export const createEventLog = (list: HTMLElement, empty: HTMLElement): EventLog => {
  const showNote = (): void => {
    empty.hidden = list.childElementCount > 0
  }
  return {
    add: (logged) => {
      list.prepend(row(logged))
      while (list.childElementCount > maxEvents) list.lastElementChild?.remove()
      showNote()
    },
    clear: () => {
      list.replaceChildren()
      showNote()
    },
  }
}
