import { undoSeconds } from '../../contract'
import { countWords } from './format'
import { heldOf, type State } from './state'
import type { Texts } from './texts'

type Announce = (before: State, after: State, texts: Texts) => string | null

/** What is said when a situation begins. Errors are not here: an alert says them. */
const announcements: Readonly<Partial<Record<State['type'], Announce>>> = {
  asking: (_, __, texts) => texts.say('asking'),
  recording: (before, _, texts) => texts.say(before.type === 'paused' ? 'saidResumed' : 'saidRecording'),
  paused: (_, __, texts) => texts.say('saidPaused'),
  uploading: (_, __, texts) => texts.say('saidUploading'),
  transcribing: (_, __, texts) => texts.say('saidTranscribing'),
  noSpeech: (_, __, texts) => texts.say('noSpeech'),
  done: (before, after, texts) => (before.type === 'transcribing' ? texts.say('saidDone', { words: countWords(after.transcript.text, after.transcript.language) }) : null),
}

const aboutRecorded = (before: State, after: State, texts: Texts): string | null => {
  if (after.type !== 'recorded' || after.failure) return null
  if (after.note) return texts.say(after.note === 'limit' ? 'limitReached' : 'cancelled')
  if (before.undo?.id === after.held.take.id) return texts.say('saidRestored')
  const { take } = after.held
  if (take.origin === 'file') return texts.say('saidFile', { name: take.file.name })
  return texts.say('saidRecorded', { time: texts.spokenTime(take.durationSeconds ?? 0) })
}

/** The sentence for the polite live region after this step; null leaves what is there. */
export const announcementOf = (before: State, after: State, texts: Texts): string | null => {
  if (after.undo && after.undo.id !== before.undo?.id) return texts.say('saidDiscarded', { seconds: undoSeconds })
  if (after.type === before.type && heldOf(after)?.take.id === heldOf(before)?.take.id) return null
  if (after.type === 'recorded') return aboutRecorded(before, after, texts)
  return announcements[after.type]?.(before, after, texts) ?? ''
}
