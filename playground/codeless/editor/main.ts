import * as Blockly from 'blockly/core'
import { appNamed, addressFor } from '../../shell/places'
import type { AppFacts, EventFacts } from '../blockly/facts'
import { toolboxOf } from '../blockly/toolbox'
import { eventsOf, hasLogic, type LogicDocument, type Program } from '../programs/program'
import { setUpAddBlock } from './add-block'
import { apiOf } from './api'
import { setUpCodeEditor } from './code-editor'
import { byId, element, say } from './dom'
import { setUpXml } from './import-dialog'
import { entriesOf, insert, type Entry } from './insert'
import { createLog } from './log'
import { showOutline } from './outline'
import { createRunner } from './run'
import { createSaver } from './saving'
import { codeOf, createEditor, register } from './workspace'

const query = new URLSearchParams(location.search)
const app = appNamed(query.get('app'))
const api = apiOf(app.id, app.jsKey)
const editor = createEditor(byId('workspace'))
const log = createLog(byId('log'), byId('log-view'))
const runner = createRunner(api, app.name, log)
const [programs, events] = [byId<HTMLSelectElement>('program'), byId<HTMLSelectElement>('event')]

let program: Program
let facts: AppFacts
let entries: readonly Entry[] = []
/** What could not be loaded is not written over. */
let isBlocked = false
/** What the editor held when it was last read or filled. */
let takenXml = ''

const refreshOutline = (): void => showOutline(byId('outline'), editor.workspace, editor.chosen)

const isOf = (event: EventFacts) => (document: LogicDocument): boolean => document.uid === event.item.uid && document.event === event.event

const marketplaceLink = (): HTMLElement => element('a', { href: addressFor(app, '/marketplace') }, ' Open the Marketplace.')

const sayProblem = (problem: string): void => say(problem.replace('Nothing was added.', 'It is kept as it is.'), true, marketplaceLink())

const saver = createSaver(() => {
  const { id, logic } = program
  return () => api.save(id, logic)
}, (error) => say(error.message, true))

/** Takes what is in the editor into the program. */
const take = (): void => {
  const { event } = editor
  if (!event || isBlocked) return
  const code = editor.code()
  byId('code').textContent = code
  takenXml = editor.xml()
  program = { ...program, logic: [...program.logic.filter((document) => !isOf(event)(document)), { uid: event.item.uid, event: event.event, xml: takenXml, code }] }
}

const changed = (): void => {
  take()
  saver.soon()
  refreshOutline()
}

/** Blockly tells of a change a frame later: whoever goes on to something else by then calls this first, so that the change is not lost. */
const takeChange = (): void => {
  if (editor.event && editor.xml() !== takenXml) changed()
}

const labelOf = (type: string, specs: ReturnType<typeof register>): string => {
  const spec = specs.find((one) => one.type === type)
  if (spec?.label) return spec.label
  const workspace = new Blockly.Workspace()
  try {
    return workspace.newBlock(type).toString(40)
  } finally {
    workspace.dispose()
  }
}

const openEvent = (event: EventFacts): void => {
  const problem = editor.open(facts, event, program.logic.find(isOf(event))?.xml ?? null)
  isBlocked = problem !== null
  takenXml = editor.xml()
  const specs = register(facts, event)
  entries = entriesOf(toolboxOf(facts, event, specs) as never, (type) => labelOf(type, specs))
  byId('code').textContent = editor.code()
  refreshOutline()
  byId('code-editor').hidden = true
  if (problem) sayProblem(problem)
}

const eventName = ({ item, label }: EventFacts): string => `${item.name}: ${label}`

const showEvents = (all: readonly EventFacts[], current: number): void =>
  events.replaceChildren(...all.map((event, index) => element('option', { value: String(index), selected: index === current }, `${hasLogic(program, event) ? '● ' : ''}${eventName(event)}`)))

/** While a program is on its way into the editor, nothing can be built or run there. */
const setBusy = (isBusy: boolean): void => {
  const place = byId('workspace')
  place.setAttribute('aria-busy', String(isBusy))
  place.inert = isBusy
  byId<HTMLButtonElement>('run').disabled = isBusy
}

const openProgram = async (id: string): Promise<void> => {
  const loaded = await api.load(id)
  if (id !== programs.value) return
  ;({ program, facts } = loaded)
  const all = eventsOf(program, facts)
  const first = Math.max(0, all.findIndex((event) => hasLogic(program, event)))
  say('')
  byId('about').textContent = program.description
  byId('how-to').textContent = program.howTo
  showEvents(all, first)
  const event = all[first]
  if (event) openEvent(event)
  runner.show(program)
  setBusy(false)
}

/** Code of every event, also of those that were never opened; the first problem is answered. */
const generateAll = (): string | null => {
  const all = eventsOf(program, facts)
  let problem: string | null = null
  const logic = program.logic.map((document) => {
    const event = all.find((one) => isOf(one)(document))
    if (!event) return document
    const made = codeOf(facts, event, document.xml)
    if ('problem' in made) problem ??= `${eventName(event)}: ${made.problem}`
    return 'code' in made ? { ...document, code: made.code } : document
  })
  if (editor.event) register(facts, editor.event)
  if (problem === null) program = { ...program, logic }
  return problem
}

const run = async (): Promise<void> => {
  say('')
  takeChange()
  const problem = generateAll()
  if (problem !== null) return sayProblem(problem)
  await saver.now()
  return runner.run(program)
}

const safely = (action: () => Promise<unknown>): void => void action().catch((error: Error) => say(error.message, true))

const busily = async (action: () => Promise<void>): Promise<void> => {
  setBusy(true)
  try {
    await action()
  } catch (error) {
    programs.value = program.id
    setBusy(false)
    throw error
  }
}

const changeProgram = (): Promise<void> => {
  takeChange()
  return busily(async () => {
    if (saver.isWaiting) await saver.now()
    await openProgram(programs.value)
  })
}

const startOver = (): Promise<void> =>
  busily(async () => {
    await saver.forget()
    await api.reset(program.id)
    await openProgram(program.id)
    say('The program is as it was at the beginning.')
  })

const setUpControls = (): void => {
  programs.addEventListener('change', () => {
    history.replaceState(null, '', addressFor(app, location.pathname, { program: programs.value }))
    safely(changeProgram)
  })
  events.addEventListener('change', () => {
    takeChange()
    const all = eventsOf(program, facts)
    const event = all[Number(events.value)]
    say('')
    if (event) openEvent(event)
    showEvents(all, Number(events.value))
  })
  byId('run').addEventListener('click', () => safely(run))
  byId('start-over').addEventListener('click', () => safely(startOver))
  addEventListener('pagehide', () => {
    takeChange()
    if (saver.isWaiting) void saver.now().catch(() => undefined)
  })
}

/** Where the blocks are, for whoever looks at the page from outside (tests drag them with a real mouse). */
const offer = (): void => {
  const shownEvents = (): object[] => eventsOf(program, facts).map(({ item, event }) => ({ uid: item.uid, event }))
  Object.assign(window, { codeless: { workspace: editor.workspace, events: shownEvents } })
}

const main = (): void => {
  offer()
  setUpControls()
  setUpXml(editor, () => facts)
  const showCode = setUpCodeEditor(editor.chosen, takeChange)
  editor.chosen.onChange(() => {
    refreshOutline()
    showCode()
  })
  setUpAddBlock(byId<HTMLInputElement>('add-block'), byId('add-list'), () => entries, (entry) => {
    editor.chosen.choose(insert(editor.workspace, entry, editor.chosen.block ?? editor.workspace.getTopBlocks(true)[0] ?? null))
  })
  editor.workspace.addChangeListener((event) => {
    if (!event.isUiEvent && !(event instanceof Blockly.Events.FinishedLoading)) takeChange()
  })
  safely(() => openProgram(programs.value))
}

main()
