import type { Failure } from './failure'

/** Every text that a person sees or hears, except the sentences of errors, which stand in the contract. `{name}` is filled in. */
export const defaultTexts = {
  groupLabel: 'Audio transcriber',
  startRecording: 'Start recording',
  stopRecording: 'Stop recording',
  pauseRecording: 'Pause',
  resumeRecording: 'Resume',
  discardRecording: 'Discard',
  recordAgain: 'Record again',
  chooseFile: 'Choose a file',
  chooseAnotherFile: 'Choose another file',
  transcribe: 'Transcribe',
  tryAgain: 'Try again',
  tryAnyway: 'Try anyway',
  cancel: 'Cancel',
  undo: 'Undo',
  download: 'Download audio',
  copy: 'Copy text',
  copied: 'Copied',
  copyFailed: 'Copying did not work. Select the text instead.',
  idle: 'Ready to record',
  idleFile: 'No file chosen',
  idleHint: 'You can also drop an audio file here.',
  fileHint: 'mp3, m4a, wav, webm, ogg, flac or mp4, up to {megabytes} MB',
  dropHere: 'Drop the audio file here',
  asking: 'Waiting for the microphone…',
  askingHint: 'Your browser is asking for permission, usually near the address bar.',
  recording: 'Recording',
  remaining: '{time} left',
  paused: 'Paused',
  stopping: 'Finishing…',
  recorded: 'Ready to transcribe',
  limitReached: 'The longest recording time is reached. Everything until then is kept.',
  cancelled: 'Cancelled. The audio is still here.',
  uploading: 'Uploading…',
  transcribing: 'Transcribing…',
  translating: 'Translating into English…',
  done: 'Transcript ready',
  noSpeech: 'No speech was found in this audio.',
  failed: 'That did not work',
  unsupported: 'Recording is not possible here',
  discarded: 'Audio discarded.',
  timerLabel: 'Recorded time',
  playerLabel: 'Recorded audio',
  transcriptLabel: 'Transcript',
  saidRecording: 'Recording started.',
  saidPaused: 'Recording paused.',
  saidResumed: 'Recording goes on.',
  saidRecorded: 'Recording finished, {time}.',
  saidFile: 'File accepted: {name}.',
  saidUploading: 'Uploading.',
  saidTranscribing: 'Transcribing.',
  saidDone: 'Transcript ready, {words} words.',
  saidDiscarded: 'Audio discarded. You can undo this for {seconds} seconds.',
  saidRestored: 'Audio restored.',
} as const

export type TextId = keyof typeof defaultTexts

/** The texts of one component on one page. */
export interface Texts {
  say(id: TextId, values?: Readonly<Record<string, string | number>>): string
  /** The sentence of a failure, unless the page has own words for its number. */
  sentence(failure: Failure): string
}

const fill = (template: string, values: Readonly<Record<string, string | number>>): string =>
  template.replace(/\{(\w+)\}/g, (whole, name: string) => String(values[name] ?? whole))

/** Key of a text in the dictionary of the app. */
export const dictionaryKey = (id: string): string => `audioTranscriber.${id}`

type Translate = ((key: string) => unknown) | undefined

const fromDictionary = (translate: Translate, id: string): string | null => {
  try {
    const found = translate?.(dictionaryKey(id))
    return typeof found === 'string' && found !== '' && found !== dictionaryKey(id) ? found : null
  } catch {
    return null
  }
}

/** Own words of the page first, then the dictionary of the app, then ours. Errors are called `error.41503`. */
export const createTexts = (own: Readonly<Record<string, unknown>>, translate?: (key: string) => unknown): Texts => {
  const replaced = (id: string): string | null => {
    const word = Object.prototype.hasOwnProperty.call(own, id) ? own[id] : null
    return typeof word === 'string' && word !== '' ? word : fromDictionary(translate, id)
  }
  return {
    say: (id, values = {}) => fill(replaced(id) ?? defaultTexts[id], values),
    sentence: (failure) => replaced(`error.${failure.code}`) ?? failure.sentence,
  }
}
