import type { Failure } from './failure'
import { formatSize, formatTime, spokenTime } from './format'
import { textOfError, type Language, type Phrase } from './language'

/** Every text that a person sees or hears, except the sentences of errors, which stand in the contract. `{name}` is filled in. */
export const defaultTexts = {
  groupLabel: 'Audio transcriber',
  startRecording: 'Start recording',
  stopRecording: 'Stop recording',
  pauseRecording: 'Pause',
  resumeRecording: 'Resume',
  discardRecording: 'Discard',
  keepRecording: 'Keep recording',
  holdToTalk: 'Hold to talk',
  recordAgain: 'Record again',
  chooseFile: 'Choose a file',
  chooseAnotherFile: 'Choose another file',
  transcribe: 'Transcribe',
  tryAgain: 'Try again',
  tryAnyway: 'Try anyway',
  sendNow: 'Send now',
  deleteFromDevice: 'Delete from this device',
  removeFile: 'Remove {name}',
  cancel: 'Cancel',
  undo: 'Undo',
  download: 'Download audio',
  copy: 'Copy text',
  copied: 'Copied',
  copyFailed: 'Copying did not work. Select the text instead.',
  consentAccept: 'I agree',
  consentDecline: 'Not now',
  idle: 'Ready to record',
  idleFile: 'No file chosen',
  idleHint: 'You can also drop an audio file here.',
  fileHint: 'mp3, m4a, wav, webm, ogg, flac or mp4, up to {megabytes} MB',
  dropHere: 'Drop the audio file here',
  urlLabel: 'Address of an audio file',
  urlUse: 'Use this address',
  asking: 'Waiting for the microphone…',
  askingHint: 'Your browser is asking for permission, usually near the address bar.',
  microphone: 'Microphone',
  microphoneDefault: 'Usual microphone',
  microphoneNumber: 'Microphone {number}',
  microphoneGone: 'The chosen microphone is not connected. Another one is used.',
  recording: 'Recording',
  remaining: '{time} left',
  silent: 'We can’t hear you. Check the microphone.',
  interrupted: 'The recording was interrupted and is paused. Everything until then is kept.',
  escapeQuestion: 'Paused. Discard this recording?',
  paused: 'Paused',
  stopping: 'Finishing…',
  recorded: 'Ready to transcribe',
  limitReached: 'The longest recording time is reached. Everything until then is kept.',
  cancelled: 'Cancelled. The audio is still here.',
  filesWaiting: { one: '{count} more file is waiting.', other: '{count} more files are waiting.' },
  converting: 'Making the file smaller…',
  uploading: 'Uploading…',
  uploadedOf: '{done} of {total}',
  askSend: 'This audio is {time} long. Send it?',
  askSendPrice: 'This audio is {time} long and costs about {price}. Send it?',
  queued: 'Waiting for the connection',
  queuedHint: 'It is saved on this device and sent when the connection is back.',
  unsentTitle: 'Recordings that were not sent',
  unsentItem: '{date}, {time} long',
  recovered: 'A recording was found that had not been sent.',
  useText: 'Use this text',
  lateResult: 'A text for another record has arrived.',
  transcribing: 'Transcribing…',
  translating: 'Translating into English…',
  minutesOf: '{done} of {total} min',
  jobHint: 'It goes on by itself. You can close this page and come back later.',
  soFar: 'Text so far',
  phraseRetry: 'A part could not be sent and is tried again.',
  done: 'Transcript ready',
  noSpeech: 'No speech was found in this audio.',
  failed: 'That did not work',
  unsupported: 'Recording is not possible here',
  discarded: 'Audio discarded.',
  timerLabel: 'Recorded time',
  playerLabel: 'Recorded audio',
  transcriptLabel: 'Transcript',
  forDeveloper: 'For the developer of this app:',
  saidRecording: 'Recording started.',
  saidPaused: 'Recording paused.',
  saidResumed: 'Recording goes on.',
  saidRemaining: { one: '{seconds} second left.', other: '{seconds} seconds left.' },
  saidRecorded: 'Recording finished, {time}.',
  saidFile: 'File accepted: {name}.',
  saidConverting: 'Making the file smaller.',
  saidUploading: 'Uploading.',
  saidHalf: 'Half is uploaded.',
  saidTranscribing: 'Transcribing.',
  saidMinutes: '{done} of {total} minutes are transcribed.',
  saidQueued: 'No connection. The audio is saved and will be sent later.',
  saidDone: { one: 'Transcript ready, {words} word.', other: 'Transcript ready, {words} words.' },
  saidDiscarded: { one: 'Audio discarded. You can undo this for {seconds} second.', other: 'Audio discarded. You can undo this for {seconds} seconds.' },
  saidRestored: 'Audio restored.',
  saidDeleted: 'Deleted from this device.',
} as const satisfies Readonly<Record<string, Phrase>>

export type TextId = keyof typeof defaultTexts

type Values = Readonly<Record<string, string | number>>

/** The texts of one component on one page, with the numbers and times as its language writes them. */
export interface Texts {
  /** Numbers choose the plural form and are written as the language does; strings go in as they are. */
  say(id: TextId, values?: Values): string
  /** The sentence of a failure, unless the page has own words for its number. */
  sentence(failure: Pick<Failure, 'code' | 'sentence'>): string
  /** Seconds as m:ss, past an hour as h:mm:ss. */
  time(seconds: number): string
  /** The same in words, for ears. */
  spokenTime(seconds: number): string
  /** Whole percents. */
  percent(percent: number): string
  /** Bytes as people read them. */
  size(bytes: number): string
  /** What Intl wants to know. */
  readonly locale: string
}

const fill = (template: string, values: Values, locale: string): string =>
  template.replace(/\{(\w+)\}/g, (whole, name: string) => {
    const value = values[name]
    return typeof value === 'number' ? new Intl.NumberFormat(locale).format(value) : (value ?? whole)
  })

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

/** The plural form that the language uses for the first number among the values. */
const formFor = (values: Values, locale: string): Intl.LDMLPluralRule => {
  const number = Object.values(values).find((value) => typeof value === 'number')
  return number === undefined ? 'other' : new Intl.PluralRules(locale).select(number)
}

/** Own words of the page first, then the dictionary of the app, then the language, then English. Errors are called `error.41503`. */
export const createTexts = (own: Readonly<Record<string, unknown>>, translate?: (key: string) => unknown, language: Language | null = null, locale = language?.tag ?? 'en'): Texts => {
  const replaced = (id: string): string | null => {
    const word = Object.prototype.hasOwnProperty.call(own, id) ? own[id] : null
    return typeof word === 'string' && word !== '' ? word : fromDictionary(translate, id)
  }
  const template = (id: TextId, values: Values): string => {
    const phrase: Phrase = language?.texts[id] ?? defaultTexts[id]
    if (typeof phrase === 'string') return replaced(id) ?? phrase
    const form = formFor(values, locale)
    return replaced(`${id}.${form}`) ?? replaced(id) ?? phrase[form] ?? phrase.other
  }
  return {
    say: (id, values = {}) => fill(template(id, values), values, locale),
    sentence: (failure) => replaced(`error.${failure.code}`) ?? textOfError(language, failure) ?? failure.sentence,
    time: (seconds) => formatTime(seconds, locale),
    spokenTime: (seconds) => spokenTime(seconds, locale),
    percent: (percent) => new Intl.NumberFormat(locale, { style: 'percent' }).format(percent / 100),
    size: (bytes) => formatSize(bytes, locale),
    locale,
  }
}
