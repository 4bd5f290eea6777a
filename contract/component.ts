/**
 * What an app developer sees of the UI Builder component `Audio Transcriber`: its properties, events and actions.
 * Names live on in saved pages and logic: a released one never changes its name or its meaning.
 */

/** Every value of the bound property `status`. */
export const componentStatuses = [
  'idle', 'asking', 'recording', 'paused', 'stopping', 'recorded', 'uploading', 'transcribing', 'done', 'noSpeech', 'failed', 'unsupported',
] as const

export type ComponentStatus = (typeof componentStatuses)[number]

/** What each status means to the developer of an app. */
export const componentStatusMeanings: Readonly<Record<ComponentStatus, string>> = {
  idle: 'Nothing is in hand.',
  asking: 'The browser is asking for the microphone.',
  recording: 'It records.',
  paused: 'The recording is paused.',
  stopping: 'The last bytes of the recording are coming.',
  recorded: 'Audio is in hand and waits to be transcribed.',
  uploading: 'The audio is on its way into the file storage.',
  transcribing: 'The service is at work.',
  done: 'The transcript is there.',
  noSpeech: 'The service found no words; the audio is still in hand.',
  failed: 'Something went wrong; the error properties tell what, and audio that was there is still in hand.',
  unsupported: 'This page or browser cannot record; files can still be chosen if the source allows it.',
}

export interface ComponentProperty {
  readonly name: string
  readonly label: string
  readonly type: 'text' | 'checkbox' | 'number' | 'select' | 'json'
  /** `setting`: the page tells the component. `output`: the component writes it, and data binding carries it into page data. */
  readonly direction: 'setting' | 'output'
  readonly default?: string | number | boolean
  readonly options?: readonly { readonly value: string; readonly label: string }[]
  readonly tooltip: string
}

/** In the order of the settings panel: what to decide first stands first. */
export const componentProperties = [
  { name: 'mode', label: 'Transcribe', type: 'select', direction: 'setting', default: 'same', options: [{ value: 'same', label: 'Same language' }, { value: 'english', label: 'To English' }], tooltip: 'Whether the text comes in the language that was spoken, or in English.' },
  { name: 'source', label: 'Audio from', type: 'select', direction: 'setting', default: 'both', options: [{ value: 'both', label: 'Microphone and files' }, { value: 'microphone', label: 'Microphone only' }, { value: 'file', label: 'Files only' }], tooltip: 'What people can use: the microphone, audio files, or both.' },
  { name: 'transcript', label: 'Transcript', type: 'text', direction: 'output', default: '', tooltip: 'The text. Bind it to page data: it is written when the transcript is ready. A text written by the page is shown and never starts anything.' },
  { name: 'sendAfterStop', label: 'Send at once', type: 'checkbox', direction: 'setting', default: true, tooltip: 'Whether the audio is transcribed as soon as recording stops or a file is chosen. Otherwise people listen first and press Transcribe.' },
  { name: 'spokenLanguage', label: 'Spoken language', type: 'text', direction: 'setting', default: '', tooltip: 'Language of the speech as ISO-639-1 code such as en or de, which improves accuracy. Empty: it is detected. Not used with To English.' },
  { name: 'prompt', label: 'Prompt', type: 'text', direction: 'setting', default: '', tooltip: 'Names and special words that will be spoken, or text that sets the style.' },
  { name: 'model', label: 'Model', type: 'text', direction: 'setting', default: '', tooltip: 'Audio model. Empty: the one of the service configuration.' },
  { name: 'maxSeconds', label: 'Longest recording in seconds', type: 'number', direction: 'setting', default: 3600, tooltip: 'Recording stops by itself after this time, and what was said is kept.' },
  { name: 'uploadFolder', label: 'Upload folder', type: 'text', direction: 'setting', default: 'audio', tooltip: 'Folder of the app file storage that audio is uploaded to. People need the permission to write there.' },
  { name: 'saveSource', label: 'Keep the audio file', type: 'checkbox', direction: 'setting', default: false, tooltip: 'Whether the uploaded file stays in the upload folder. Otherwise it is removed after transcription, cancel or discard.' },
  { name: 'texts', label: 'Texts', type: 'json', direction: 'setting', default: '{}', tooltip: 'Own words for any text that people see or hear, for example {"startRecording": "Speak"}. The names are listed in the documentation.' },
  { name: 'status', label: 'Status', type: 'text', direction: 'output', default: 'idle', tooltip: `What the component is doing: ${componentStatuses.join(', ')}.` },
  { name: 'progress', label: 'Progress', type: 'number', direction: 'output', default: 0, tooltip: 'Progress of the current upload and transcription from 0 to 100.' },
  { name: 'segments', label: 'Segments', type: 'json', direction: 'output', default: '[]', tooltip: 'Parts of the transcript with their times, as far as the service tells them; otherwise an empty list.' },
  { name: 'language', label: 'Language', type: 'text', direction: 'output', default: '', tooltip: 'Language of the speech as the service tells it; empty when unknown.' },
  { name: 'durationSeconds', label: 'Duration in seconds', type: 'number', direction: 'output', default: 0, tooltip: 'Length of the audio in hand; empty when unknown.' },
  { name: 'audioUrl', label: 'Audio URL', type: 'text', direction: 'output', default: '', tooltip: 'Address of the uploaded file, set only while the file exists. Writing it never starts anything.' },
  { name: 'errorCode', label: 'Error code', type: 'number', direction: 'output', default: 0, tooltip: 'Number of the current error; empty when there is none.' },
  { name: 'errorMessage', label: 'Error message', type: 'text', direction: 'output', default: '', tooltip: 'What went wrong, in words for the person who speaks.' },
  { name: 'errorAdvice', label: 'Error advice', type: 'text', direction: 'output', default: '', tooltip: 'What the developer of the app can do about the error.' },
] as const satisfies readonly ComponentProperty[]

export type ComponentPropertyName = (typeof componentProperties)[number]['name']

export interface ComponentEvent {
  readonly name: string
  readonly label: string
  readonly description: string
  /** Keys of the object that the handler gets. */
  readonly context: readonly { readonly id: string; readonly label: string }[]
}

export const componentEvents = [
  { name: 'onStatusChange', label: 'On Status Change', description: 'After the status has changed.', context: [{ id: 'status', label: 'Status' }] },
  { name: 'onAudioReady', label: 'On Audio Ready', description: 'When a recording is finished or a file was accepted, before it is sent.', context: [{ id: 'fileName', label: 'File Name' }, { id: 'mimeType', label: 'MIME Type' }, { id: 'sizeBytes', label: 'Size in Bytes' }, { id: 'durationSeconds', label: 'Duration in Seconds' }] },
  { name: 'onProgress', label: 'On Progress', description: 'When the upload or the transcription has come a step further.', context: [{ id: 'progress', label: 'Progress' }, { id: 'stage', label: 'Stage' }] },
  { name: 'onTranscript', label: 'On Transcript', description: 'When the transcript is ready and all bound properties are written.', context: [{ id: 'transcript', label: 'Transcript' }, { id: 'segments', label: 'Segments' }, { id: 'language', label: 'Language' }] },
  { name: 'onError', label: 'On Error', description: 'When something went wrong. The audio stays in hand.', context: [{ id: 'errorCode', label: 'Error Code' }, { id: 'errorMessage', label: 'Error Message' }, { id: 'errorAdvice', label: 'Error Advice' }] },
] as const satisfies readonly ComponentEvent[]

export type ComponentEventName = (typeof componentEvents)[number]['name']

export interface ComponentAction {
  readonly id: string
  /** Read with the name of the component behind it, so it ends in a preposition where the language needs one. */
  readonly label: string
  readonly description: string
  readonly hasReturn?: boolean
}

export const componentActions = [
  { id: 'startRecording', label: 'Start Recording in', description: 'Asks for the microphone and records.' },
  { id: 'pauseRecording', label: 'Pause Recording in', description: 'Pauses the recording.' },
  { id: 'resumeRecording', label: 'Resume Recording in', description: 'Goes on with the paused recording.' },
  { id: 'stopRecording', label: 'Stop Recording in', description: 'Finishes the recording; it is sent if Send at once is on.' },
  { id: 'discardRecording', label: 'Discard Recording in', description: 'Puts the audio away; for 10 seconds this can be undone.' },
  { id: 'transcribe', label: 'Transcribe Audio in', description: 'Sends the audio in hand, or sends it again.' },
  { id: 'cancel', label: 'Cancel Current Step in', description: 'Ends the question for the microphone, the upload or the transcription; the audio stays in hand.' },
  { id: 'reset', label: 'Reset', description: 'Puts audio, transcript and error away for good.' },
  { id: 'getTranscript', label: 'Get Transcript from', description: 'Answers the text.', hasReturn: true },
  { id: 'getAudioFile', label: 'Get Audio File from', description: 'Answers the audio in hand as a File, or nothing.', hasReturn: true },
  { id: 'downloadAudio', label: 'Download Audio from', description: 'Saves the audio in hand on the device.' },
] as const satisfies readonly ComponentAction[]

export type ComponentActionId = (typeof componentActions)[number]['id']

/** A setting as the component uses it when the page gives nothing usable. */
export const componentDefaults = { mode: 'same', source: 'both', uploadFolder: 'audio', saveSource: false, sendAfterStop: true, maxSeconds: 3600 } as const

/** Speech stays clear at this rate, and an hour stays below the size limit. */
export const recordingBitsPerSecond = 32_000

/** How long a discarded recording can be brought back. */
export const undoSeconds = 10
