import { undoSeconds } from '../../contract'
import { countWords, minutesOf } from './format'
import { heldOf, isResting, type State, type StateOf } from './state'
import type { Texts } from './texts'

type Announce = (before: State, after: State, texts: Texts) => string | null

const pausedTexts = { person: 'saidPaused', interrupted: 'interrupted', escape: 'escapeQuestion' } as const

/** What is said when a situation begins. Errors are not here: an alert says them. */
const announcements: Readonly<Partial<Record<State['type'], Announce>>> = {
  // Said before it began, so that it is not recorded.
  recording: () => null,
  paused: (_, after, texts) => texts.say(pausedTexts[after.type === 'paused' ? after.why : 'person']),
  queued: (_, __, texts) => texts.say('saidQueued'),
  uploading: (_, __, texts) => texts.say('saidUploading'),
  transcribing: (_, __, texts) => texts.say('saidTranscribing'),
  noSpeech: (_, __, texts) => texts.say('noSpeech'),
  done: (before, after, texts) => (before.type === 'transcribing' ? texts.say('saidDone', { words: countWords(after.transcript.text, after.transcript.language) }) : ''),
}

const aboutRecorded = (before: State, after: State, texts: Texts): string | null => {
  if (after.type !== 'recorded' || after.failure) return null
  if (after.note) return texts.say(after.note === 'limit' ? 'limitReached' : 'cancelled')
  if (before.undo?.id === after.held.take.id) return texts.say('saidRestored')
  const { take } = after.held
  if (take.origin === 'file') return texts.say('saidFile', { name: take.file.name })
  return texts.say('saidRecorded', { time: texts.spokenTime(take.durationSeconds ?? 0) })
}

/** When this has passed people hear that the browser is asking. Earlier it would run into what is said next. */
const askedMs = 1500
const remainingMs = [60_000, 10_000]

const crossed = (before: number, after: number, mark: number): boolean => before < mark && after >= mark

/** How far the upload has come, 0 to 1. */
const partOf = ({ work }: StateOf<'uploading'>): number => (work?.stage === 'uploading' && work.total > 0 ? work.done / work.total : 0)

const partsToSay = [0.25, 0.5, 0.75]

type Within = { readonly [T in State['type']]?: (before: StateOf<T>, after: StateOf<T>, texts: Texts) => string | null }

/** What is said while a situation lasts. */
const within: Within = {
  asking: (before, after, texts) => {
    if (before.stage !== after.stage) return texts.say('saidRecording')
    return after.stage === 'opening' && crossed(before.elapsedMs, after.elapsedMs, askedMs) ? texts.say('asking') : null
  },
  recording: (before, after, texts) => {
    if (after.isSilent && !before.isSilent) return texts.say('silent')
    const mark = remainingMs.find((left) => crossed(before.elapsedMs, after.elapsedMs, after.maxMs - left))
    return mark === undefined ? null : texts.say('saidRemaining', { seconds: mark / 1000 })
  },
  paused: (before, after, texts) => {
    if (after.isResuming) return before.isResuming ? null : texts.say('saidResumed')
    return before.why === after.why ? null : texts.say(pausedTexts[after.why])
  },
  transcribing: (before, after, texts) => {
    const { secondsDone = 0, durationSeconds = null } = after.job ?? {}
    return durationSeconds && partsToSay.some((mark) => crossed(before.job?.secondsDone ?? 0, secondsDone, mark * durationSeconds)) ? texts.say('saidMinutes', minutesOf(secondsDone, durationSeconds)) : null
  },
  uploading: (before, after, texts) => {
    if (after.work?.stage === 'converting' && before.work?.stage !== 'converting') return texts.say('saidConverting')
    return crossed(partOf(before), partOf(after), 0.5) && partOf(after) < 1 ? texts.say('saidHalf') : null
  },
}

/** What happened beside the situation: to a discarded take, or to what is kept on the device. */
const aside = (before: State, after: State, texts: Texts): string | null => {
  if (after.undo && after.undo.id !== before.undo?.id && isResting(after)) return texts.say('saidDiscarded', { seconds: undoSeconds })
  if (after.unsent.length > before.unsent.length) return texts.say('recovered')
  return after.unsent.length < before.unsent.length && after.run === before.run ? texts.say('saidDeleted') : null
}

/** The sentence for the polite live region after this step; null leaves what is there. */
export const announcementOf = (before: State, after: State, texts: Texts): string | null => {
  const happened = aside(before, after, texts)
  if (happened !== null) return happened
  if (after.type === before.type && after.run === before.run) {
    const said = (within[after.type] as ((before: State, after: State, texts: Texts) => string | null) | undefined)?.(before, after, texts)
    if (said !== undefined) return said
  }
  if (after.type === before.type && heldOf(after)?.take.id === heldOf(before)?.take.id) return null
  if (after.type === 'recorded') return aboutRecorded(before, after, texts)
  const announce = announcements[after.type]
  return announce ? announce(before, after, texts) : ''
}
