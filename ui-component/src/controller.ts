import { announcementOf } from './announce'
import { createKeepDoor, type Keeper } from './keep/door'
import type { Browser } from './browser'
import type { Context, Effect, Host } from './context'
import { createEffects } from './effects'
import { failureOf } from './failure'
import { eventsOf, outputsOf, type Outputs } from './outputs'
import { createHearing, type Hearing } from './hearing'
import { createHoldToTalk } from './hold-to-talk'
import type { RecordingNews } from './recording-news'
import { reduce } from './reduce'
import { createScope } from './scope'
import { createSendDoor, type Sender } from './send-door'
import { createSignal } from './signal'
import { heldOf, initialState, type Event, type State } from './state'
import { createStore, type Store } from './store'
import { createTakes } from './takes'
import { createWaitingCommands, type WaitingCommands } from './waiting-commands'

/** What is drawn: the state, and the last sentence of the live region. */
export interface Snapshot {
  readonly state: State
  readonly announcement: string
}

/** Everything that people, the page and its logic can do with one component. Nothing here throws. */
export interface Controller extends WaitingCommands {
  readonly store: Store<Snapshot>
  /** Tells the page how things stand. */
  begin(): void
  /** Gives the microphone, timers, addresses and uploads back; whatever comes later is ignored. */
  close(): void
  /** Looks whether this page can record, if it is to record at all. */
  checkObstacle(): void
  /** The page has written the transcript: it is shown, and nothing starts. */
  pageText(text: string): void
  /** `isQuick`: pressed with a mouse, so that nobody listens to a screen reader that would be recorded. */
  record(isQuick?: boolean): void
  pause(): void
  resume(isQuick?: boolean): void
  /** Escape: pauses and asks whether to discard; the second one takes the question back. */
  escape(): void
  /** Empty: the one that the browser takes. */
  chooseMicrophone(id: string): void
  /** Hold to talk: the button goes down, and up again. */
  press(isQuick?: boolean): void
  letGo(): void
  /** How loud it is at each frame that is drawn, apart from the state. */
  readonly level: Pick<Hearing, 'subscribe'>
  stop(): void
  discard(): void
  undo(): void
  send(): void
  cancel(): void
  reset(): void
  download(): void
  copy(): Promise<boolean>
  getFile(): File | null
  getTranscript(): string
}

/** What runs below a controller. */
export interface Machine {
  readonly context: Context
  readonly store: Store<Snapshot>
  begin(): void
  close(): void
}

/** What stays true when the component has gone: results belong to the page, everything else is over. */
const nothingGoesOn = { status: 'idle', progress: 0, errorCode: null, errorMessage: null, errorAdvice: null, durationSeconds: null } as const

/** Runs events one after another through the reducer, then effects, outputs and drawing; events fired meanwhile wait. */
export const createMachine = (browser: Browser, host: Host): Machine => {
  const report = (error: unknown): void => browser.report(error)
  const scope = createScope(report)
  const store = createStore<Snapshot>({ state: initialState, announcement: '' }, report)
  const takes = createTakes(browser, scope)
  const queue: Event[] = []
  let effects: readonly Effect[] = []
  let published: Outputs = outputsOf(initialState, host.texts())
  let isRunning = false

  const step = (event: Event): void => {
    const { state: before, announcement } = store.get()
    const after = reduce(before, event)
    if (after === before) return
    store.set({ state: after, announcement: announcementOf(before, after, host.texts()) ?? announcement })
    effects.forEach((effect) => effect(before, after))
    const old = published
    published = outputsOf(after, host.texts())
    // What the page has written is not written back: it may be more than the text that is made of it.
    if (event.type !== 'pageText') host.publish(old, published, eventsOf(before, after, old, published))
  }

  const dispatch = (event: Event): void => {
    if (scope.closed) return
    queue.push(event)
    if (isRunning) return
    isRunning = true
    for (let next = queue.shift(); next; next = queue.shift()) {
      try {
        step(next)
      } catch (error) {
        report(error)
      }
    }
    isRunning = false
    takes.sweep(store.get().state)
  }

  const fetchKeeper = async (): Promise<Keeper> => ((await browser.part('keep')) as { createKeeper(context: Context): Keeper }).createKeeper(context)
  const fetchSender = async (): Promise<Sender> => ((await browser.part('send')) as { createSender(context: Context): Sender }).createSender(context)
  const context: Context = { browser, scope, host, dispatch, state: () => store.get().state, newTake: takes.make, recordings: createSignal<RecordingNews>(report), hearing: createHearing(browser, scope), keep: createKeepDoor(fetchKeeper, report), sender: createSendDoor(fetchSender) }
  const close = (): void => {
    if (scope.closed) return
    const audioUrl = host.settings().saveSource ? published.audioUrl : null
    scope.close()
    host.publish(published, { ...published, ...nothingGoesOn, audioUrl }, [])
  }
  const begin = (): void => {
    host.publish(null, published, [])
    // Not before: what is only drawn for a moment need not know the devices.
    if (effects.length === 0 && !scope.closed) effects = createEffects(context)
  }
  return { context, store, begin, close }
}

/** The component apart from React: what it holds, and what it does. */
export const createController = (browser: Browser, host: Host): Controller => {
  const { context, store, begin, close } = createMachine(browser, host)
  const { dispatch, state } = context
  const report = (error: unknown): void => browser.report(error)
  const checkObstacle = (): void => {
    const key = host.settings().source === 'file' ? null : browser.recordingObstacle()
    dispatch({ type: 'obstacle', failure: key ? failureOf(key) : null })
  }
  const record = (isQuick = false): void => dispatch({ type: 'record', atMs: browser.now(), isQuick, ids: { recordingId: browser.randomName(), recordId: host.settings().recordId } })
  const stop = (): void => dispatch({ type: 'stop', atMs: browser.now() })
  const copy = (text: string): Promise<boolean> =>
    browser.copy(text).then(
      () => true,
      (error: unknown) => {
        report(error)
        return false
      },
    )
  let isQuickPress = false
  const { press, letGo } = createHoldToTalk({ now: () => browser.now(), state, stop, record: () => record(isQuickPress) })
  return {
    store,
    begin,
    close,
    record,
    stop,
    letGo,
    level: context.hearing,
    press: (isQuick = false) => {
      isQuickPress = isQuick
      press()
    },
    checkObstacle,
    pageText: (text) => dispatch({ type: 'pageText', text }),
    pause: () => dispatch({ type: 'pause', atMs: browser.now() }),
    resume: (isQuick = false) => dispatch({ type: 'resume', atMs: browser.now(), isQuick }),
    escape: () => dispatch({ type: 'askDiscard', atMs: browser.now() }),
    chooseMicrophone: (id) => dispatch({ type: 'chooseMicrophone', id }),
    discard: () => dispatch({ type: 'discard', atMs: browser.now() }),
    undo: () => dispatch({ type: 'undo' }),
    send: () => dispatch({ type: 'send', atMs: browser.now() }),
    cancel: () => dispatch({ type: 'cancel', keepUpload: host.settings().saveSource }),
    reset: () => dispatch({ type: 'reset' }),
    download: () => {
      const take = heldOf(state())?.take
      if (take) browser.download(take.playUrl, take.file.name)
    },
    copy: () => copy(state().transcript.text),
    getFile: () => heldOf(state())?.take.file ?? null,
    getTranscript: () => state().transcript.text,
    ...createWaitingCommands(context, copy),
  }
}
