import type { AppFacts, EventFacts, PageItem, Place } from '../blockly/facts'

/** Something on the page of a program. */
export type PageElement =
  | { readonly kind: 'button'; readonly uid: string; readonly name: string }
  | { readonly kind: 'input'; readonly uid: string; readonly name: string; readonly path: string }
  | { readonly kind: 'text'; readonly uid: string; readonly name: string; readonly path: string }
  /** A video or a recording to listen to. */
  | { readonly kind: 'player'; readonly uid: string; readonly name: string; readonly path: string }
  | { readonly kind: 'transcriber'; readonly uid: string; readonly name: string; readonly settings: Readonly<Record<string, string>>; readonly bindings: Readonly<Record<string, string>> }

/** The logic of one event, in the stored form. */
export interface LogicDocument {
  readonly uid: string
  readonly event: string
  readonly xml: string
  /** What the editor generated of it; empty until it was generated. */
  readonly code: string
}

/** A small app to try logic in: a page with logic, or an event handler of Cloud Code. */
export interface Program {
  readonly id: string
  readonly title: string
  readonly description: string
  /** What to do after Run, in one sentence. */
  readonly howTo: string
  readonly place: Place
  readonly page: readonly PageElement[]
  readonly logic: readonly LogicDocument[]
}

const page: PageItem = { uid: 'page', type: 'page', name: 'Page' }
const files: PageItem = { uid: 'files', type: 'files', name: 'Files' }

interface KnownEvent {
  readonly event: string
  readonly label: string
  readonly context: EventFacts['context']
}

const systemEvents: Readonly<Record<string, readonly KnownEvent[]>> = {
  page: [{ event: 'onEnter', label: 'On Page Enter', context: [] }],
  button: [{ event: 'onClick', label: 'On Click', context: [] }],
  input: [{ event: 'onChange', label: 'On Change', context: [{ id: 'value', label: 'Value' }] }],
  files: [{ event: 'afterUpload', label: 'After a file is uploaded', context: [{ id: 'fileURL', label: 'File URL' }] }],
}

const eventsOfType = (type: string, { component }: AppFacts): readonly KnownEvent[] =>
  systemEvents[type] ?? (component?.id === type ? component.events.map(({ name, label, context }) => ({ event: name, label, context })) : [])

const hasEvents = ({ kind }: PageElement): boolean => kind !== 'text' && kind !== 'player'

const itemOf = (element: PageElement, { component }: AppFacts): PageItem => ({ uid: element.uid, name: element.name, type: element.kind === 'transcriber' ? (component?.id ?? 'none') : element.kind })

/** Everything of a program that logic can belong to. */
export const itemsOf = (program: Program, app: AppFacts): PageItem[] => (program.place === 'cloud' ? [files] : [page, ...program.page.filter(hasEvents).map((element) => itemOf(element, app))])

/** Every event of a program whose logic can be edited in this app. */
export const eventsOf = (program: Program, app: AppFacts): EventFacts[] => {
  const items = itemsOf(program, app)
  const onPage = program.place === 'cloud' ? [] : items
  return items.flatMap((item) => eventsOfType(item.type, app).map(({ event, label, context }): EventFacts => ({ place: program.place, item, event, label, context, items: onPage })))
}

/** Whether there is more than the beginning in the logic of an event. */
export const hasLogic = (program: Program, { item, event }: EventFacts): boolean =>
  program.logic.some((document) => document.uid === item.uid && document.event === event && (document.xml.match(/<block /g) ?? []).length > 1)
