import { startSession } from './capture-session'
import type { Context, Effect } from './context'
import type { Recording } from './recording'
import { createRepairing } from './repairing'
import type { Release } from './scope'
import type { State, StateOf } from './state'
import type { TextId } from './texts'

const isCapture = ({ type }: State): boolean => type === 'asking' || type === 'recording' || type === 'paused' || type === 'stopping'

/** About the time in which a screen reader says this, so that it is not recorded. */
export const speechMs = (sentence: string): number => 250 + 45 * sentence.length

const startHertz = 880
const stopHertz = 587
const toneMs = 120
const vibrationMs = 40

/** What is heard and felt around a recording, never in it. */
const createMarks = ({ browser, scope, host, hearing }: Context): { before(sentence: TextId | null, action: () => void): void; after(): void; drop(): void } => {
  let waiting: Release = () => undefined
  const wait = (milliseconds: number, action: () => void): void => {
    waiting()
    waiting = () => undefined
    if (milliseconds === 0) action()
    else waiting = scope.after(milliseconds, action)
  }
  const mark = (hertz: number): number => {
    if (!host.settings().tones) return 0
    browser.vibrate(vibrationMs)
    return Math.max(vibrationMs, hearing.tone(hertz, toneMs))
  }
  return {
    before: (sentence, action) => wait(sentence ? speechMs(host.texts().say(sentence)) : 0, () => wait(mark(startHertz), action)),
    after: () => void mark(stopHertz),
    drop: () => waiting(),
  }
}

/** Moves the microphone along with the state. */
export const captureEffect = (context: Context): Effect => {
  const { browser, scope, dispatch, hearing } = context
  const marks = createMarks(context)
  const repairing = createRepairing(browser, scope)
  let recording: Recording | null = null

  const onAsking = (before: State, after: StateOf<'asking'>): void => {
    if (before.type !== 'asking') {
      hearing.prepare()
      repairing.prepare()
      recording = startSession(context, repairing, after)
    } else if (after.stage !== before.stage) marks.before(after.isQuick ? null : 'saidRecording', () => recording?.begin())
  }
  const onPaused = (before: State, after: StateOf<'paused'>): void => {
    if (before.type !== 'paused') {
      recording?.pause()
      marks.after()
    }
    if (!after.isResuming) return marks.drop()
    if (before.type === 'paused' && before.isResuming) return
    marks.before(after.isQuick ? null : 'saidResumed', () => dispatch({ type: 'resumed', run: after.run, atMs: browser.now() }))
  }
  const onStopping = (before: State): void => {
    if (before.type === 'stopping') return
    marks.drop()
    recording?.stop()
    if (before.type === 'recording') marks.after()
  }
  return (before, after) => {
    if (after.type === 'asking') onAsking(before, after)
    if (after.type === 'paused') onPaused(before, after)
    if (after.type === 'recording' && before.type === 'paused') recording?.resume()
    if (after.type === 'stopping') onStopping(before)
    if (isCapture(after) || !isCapture(before)) return
    marks.drop()
    recording?.release()
    recording = null
    hearing.close()
  }
}
