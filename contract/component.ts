/**
 * What an app developer sees of the UI Builder component `Audio Transcriber`: its properties, events and actions.
 * Names live on in saved pages and logic: a released one never changes its name or its meaning.
 */

/** Every value of the bound property `status`. */
export const componentStatuses = [
  'idle', 'asking', 'recording', 'paused', 'stopping', 'recorded', 'uploading', 'transcribing', 'done', 'noSpeech', 'queued', 'failed', 'unsupported',
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
  queued: 'There is no connection; the audio is kept on this device and sent when it is back.',
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
  /** Not in the settings panel, which shows at most 20; logic and data binding reach it all the same. */
  readonly isLogicOnly?: true
  /** Why a setting has its default. */
  readonly why?: string
}

/** Languages that the words of the component can have, as their speakers call them. */
export const interfaceLanguages = [
  { value: 'auto', label: 'Automatic' }, { value: 'en', label: 'English' }, { value: 'es', label: 'Español' }, { value: 'de', label: 'Deutsch' }, { value: 'fr', label: 'Français' }, { value: 'pt', label: 'Português' },
  { value: 'uk', label: 'Українська' }, { value: 'he', label: 'עברית' }, { value: 'ar', label: 'العربية' }, { value: 'hi', label: 'हिन्दी' }, { value: 'zh', label: '中文' }, { value: 'ja', label: '日本語' },
] as const

/**
 * In the order in which an app developer meets the questions: how it looks, what people do, what is sent, what comes back, what stays.
 * A checkbox that a page does not store is read as off by the platform, so a checkbox added later must mean "as before" when it is off.
 */
export const componentProperties = [
  { name: 'layout', label: 'Layout', type: 'select', direction: 'setting', default: 'panel', options: [{ value: 'panel', label: 'Full panel' }, { value: 'bar', label: 'Bar in one line' }, { value: 'button', label: 'Compact button' }], tooltip: 'How much room it takes: everything, one line, or a single button that shows more only when there is something to decide.', why: 'People see what happens to their voice before they trust it.' },
  { name: 'source', label: 'Audio from', type: 'select', direction: 'setting', default: 'both', options: [{ value: 'both', label: 'Microphone and files' }, { value: 'microphone', label: 'Microphone only' }, { value: 'file', label: 'Files only' }], tooltip: 'What people can use: the microphone, audio files, or both.', why: 'Whoever cannot record here can still bring a file.' },
  { name: 'consentText', label: 'Consent text', type: 'text', direction: 'setting', default: '', tooltip: 'People must agree to this text before the first recording or upload. Empty: nothing is asked.', why: 'Which consent is needed, and in which words, only the owner of the app knows.' },
  { name: 'consentGiven', label: 'Consent given', type: 'checkbox', direction: 'output', default: false, tooltip: 'Whether the person has agreed. Bind it to keep the answer; a true value written by the page is respected.' },
  { name: 'maxSeconds', label: 'Longest recording in seconds', type: 'number', direction: 'setting', default: 3600, tooltip: 'Recording stops by itself after this time, and what was said is kept. Up to a day fits.', why: 'Whoever forgets to press Stop pays for an hour at most; longer recordings are transcribed as a job.' },
  { name: 'mode', label: 'Transcribe', type: 'select', direction: 'setting', default: 'same', options: [{ value: 'same', label: 'Same language' }, { value: 'english', label: 'To English' }], tooltip: 'Whether the text comes in the language that was spoken, or in English.', why: 'Nobody’s words are changed without being asked for.' },
  { name: 'spokenLanguage', label: 'Spoken language', type: 'text', direction: 'setting', default: '', tooltip: 'Language of the speech as ISO-639-1 code such as en or de, which improves accuracy. Empty: it is detected. Not used with To English.', why: 'A wrong language does more harm than none.' },
  { name: 'keywords', label: 'Special words', type: 'text', direction: 'setting', default: '', tooltip: 'Names and special words that will be spoken, separated by commas. About ten help; many more do harm.', why: 'Only the app knows the names of its people and products.' },
  { name: 'sendAfterStop', label: 'Send at once', type: 'checkbox', direction: 'setting', default: true, tooltip: 'Whether the audio is transcribed as soon as recording stops or a file is chosen. Otherwise people listen first and press Transcribe.', why: 'One press less for what most people want.' },
  { name: 'liveText', label: 'Text as you speak', type: 'checkbox', direction: 'setting', default: false, tooltip: 'Whether each finished phrase is sent at the next pause, so that the text grows while recording goes on. It needs Send at once.', why: 'Many short calls cost a little more than one long call.' },
  { name: 'recordId', label: 'Record ID', type: 'text', direction: 'setting', default: '', tooltip: 'Which record the text belongs to, for example its objectId. It is kept with every recording from its beginning: a text for another record is not written over this one.', why: 'A page with one record needs none.' },
  { name: 'transcript', label: 'Transcript', type: 'text', direction: 'output', default: '', tooltip: 'The text. Bind it to page data: it is written when the transcript is ready. A text written by the page is shown and never starts anything.' },
  { name: 'status', label: 'Status', type: 'text', direction: 'output', default: 'idle', tooltip: `What the component is doing: ${componentStatuses.join(', ')}.` },
  { name: 'errorMessage', label: 'Error message', type: 'text', direction: 'output', default: '', tooltip: 'What went wrong, in words for the person who speaks.' },
  { name: 'uploadFolder', label: 'Upload folder', type: 'text', direction: 'setting', default: 'audio', tooltip: 'Folder of the app file storage that audio is uploaded to. People need the permission to write there.', why: 'One folder, so that one permission is enough.' },
  { name: 'saveSource', label: 'Keep the audio file', type: 'checkbox', direction: 'setting', default: false, tooltip: 'Whether the uploaded file stays in the upload folder. Otherwise it is removed after transcription, cancel or discard.', why: 'A voice is personal: it goes as soon as it is not needed.' },
  { name: 'keepUnsent', label: 'Keep unsent recordings', type: 'checkbox', direction: 'setting', default: true, tooltip: 'Whether a recording stays on this device until its text is there, also after a crash, a reload or without a network. Nobody else who signs in sees it, and signing out removes it.', why: 'What somebody has said cannot be said again.' },
  { name: 'askAboveMinutes', label: 'Ask before sending (minutes)', type: 'number', direction: 'setting', default: 30, tooltip: 'Audio that is longer than this is sent only after its length and estimated price were shown.', why: 'Nobody pays for three hours by mistake.' },
  { name: 'interfaceLanguage', label: 'Interface language', type: 'select', direction: 'setting', default: 'auto', options: interfaceLanguages, tooltip: 'Language of the words on the component. Automatic: that of the app, else that of the browser, else English.', why: 'Everybody reads their own language without anybody setting it.' },
  { name: 'texts', label: 'Texts', type: 'json', direction: 'setting', default: '{}', tooltip: 'Own words for any text that people see or hear, for example {"startRecording": "Speak"}. The names are listed in the documentation.', why: 'The built-in words fit until an app has its own.' },
  { name: 'prompt', label: 'Prompt', type: 'text', direction: 'setting', isLogicOnly: true, default: '', tooltip: 'Text that sets the style, or that was spoken before.', why: 'Special words do most of what a prompt is used for.' },
  { name: 'model', label: 'Model', type: 'text', direction: 'setting', isLogicOnly: true, default: '', tooltip: 'Audio model. Empty: the one of the service configuration.', why: 'A change of the configuration or a successor reaches every page.' },
  { name: 'hideTranscript', label: 'Hide the transcript', type: 'checkbox', direction: 'setting', isLogicOnly: true, default: false, tooltip: 'Whether the text is left out because the page shows it elsewhere.', why: 'Without any binding the text must be somewhere.' },
  { name: 'hidePlayer', label: 'Hide the player', type: 'checkbox', direction: 'setting', isLogicOnly: true, default: false, tooltip: 'Whether the player and the buttons for the audio in hand are left out.', why: 'People want to hear what was recorded.' },
  { name: 'hideWaveform', label: 'Hide the waveform', type: 'checkbox', direction: 'setting', isLogicOnly: true, default: false, tooltip: 'Whether the moving picture of the voice is left out.', why: 'It shows at once whether the microphone hears anything.' },
  { name: 'hideHints', label: 'Hide the hints', type: 'checkbox', direction: 'setting', isLogicOnly: true, default: false, tooltip: 'Whether the lines of help are left out.', why: 'Who knows which files can be taken chooses the right one.' },
  { name: 'holdToTalk', label: 'Hold to talk', type: 'checkbox', direction: 'setting', isLogicOnly: true, default: false, tooltip: 'Whether holding the button records, and letting it go stops. A short press records until the next one all the same.', why: 'Holding is hard for many hands, and long dictations tire all of them.' },
  { name: 'keepUnsentHours', label: 'Hours that unsent recordings are kept', type: 'number', direction: 'setting', isLogicOnly: true, default: 24, tooltip: 'After so many hours a recording that was not sent is removed from the device.', why: 'Long enough for the next day at work, short enough for a shared device.' },
  { name: 'sendWhenOnline', label: 'Send when the network is back', type: 'checkbox', direction: 'setting', isLogicOnly: true, default: true, tooltip: 'Whether audio that could not be sent without a network is sent by itself when the network is back. It needs Keep unsent recordings.', why: 'It was meant to be sent.' },
  { name: 'tones', label: 'Tones and vibration', type: 'checkbox', direction: 'setting', isLogicOnly: true, default: false, tooltip: 'Whether a short tone and a vibration mark the start and the stop. Neither is in the recording.', why: 'Not every room wants to hear it.' },
  { name: 'keepEcho', label: 'No echo cancellation', type: 'checkbox', direction: 'setting', isLogicOnly: true, default: false, tooltip: 'Whether the sound of the loudspeakers stays in the recording.', why: 'Speech is understood better without it.' },
  { name: 'keepNoise', label: 'No noise suppression', type: 'checkbox', direction: 'setting', isLogicOnly: true, default: false, tooltip: 'Whether background noise stays in the recording, for example for music.', why: 'Speech is understood better without it.' },
  { name: 'keepLoudness', label: 'No automatic gain', type: 'checkbox', direction: 'setting', isLogicOnly: true, default: false, tooltip: 'Whether the loudness stays as the microphone gives it.', why: 'Quiet speakers are understood too when it is evened out.' },
  { name: 'progress', label: 'Progress', type: 'number', direction: 'output', isLogicOnly: true, default: 0, tooltip: 'Progress of the current upload and transcription from 0 to 100.' },
  { name: 'segments', label: 'Segments', type: 'json', direction: 'output', isLogicOnly: true, default: '[]', tooltip: 'Parts of the transcript with their times, as far as the service tells them; otherwise an empty list.' },
  { name: 'language', label: 'Language', type: 'text', direction: 'output', isLogicOnly: true, default: '', tooltip: 'Language of the speech as the service tells it; empty when unknown.' },
  { name: 'durationSeconds', label: 'Duration in seconds', type: 'number', direction: 'output', isLogicOnly: true, default: 0, tooltip: 'Length of the audio in hand; empty when unknown.' },
  { name: 'audioUrl', label: 'Audio URL', type: 'text', direction: 'output', isLogicOnly: true, default: '', tooltip: 'Address of the uploaded file, set only while the file exists. Writing it never starts anything.' },
  { name: 'errorCode', label: 'Error code', type: 'number', direction: 'output', isLogicOnly: true, default: 0, tooltip: 'Number of the current error; empty when there is none.' },
  { name: 'errorAdvice', label: 'Error advice', type: 'text', direction: 'output', isLogicOnly: true, default: '', tooltip: 'What the developer of the app can do about the error.' },
] as const satisfies readonly ComponentProperty[]

export type ComponentPropertyName = (typeof componentProperties)[number]['name']

export interface ComponentEvent {
  readonly name: string
  readonly label: string
  readonly description: string
  /** Keys of the object that the handler gets. */
  readonly context: readonly { readonly id: string; readonly label: string }[]
  /** Logic answers a value here and does the step in place of the component. */
  readonly isHook?: true
}

export const componentEvents = [
  { name: 'onStatusChange', label: 'On Status Change', description: 'After the status has changed.', context: [{ id: 'status', label: 'Status' }] },
  { name: 'onAudioReady', label: 'On Audio Ready', description: 'When a recording is finished or a file was accepted, before it is sent.', context: [{ id: 'fileName', label: 'File Name' }, { id: 'mimeType', label: 'MIME Type' }, { id: 'sizeBytes', label: 'Size in Bytes' }, { id: 'durationSeconds', label: 'Duration in Seconds' }] },
  { name: 'onProgress', label: 'On Progress', description: 'When the upload or the transcription has come a step further. For long audio it also tells how many seconds of how many are transcribed.', context: [{ id: 'progress', label: 'Progress' }, { id: 'stage', label: 'Stage' }, { id: 'secondsDone', label: 'Seconds Done' }, { id: 'durationSeconds', label: 'Duration in Seconds' }] },
  { name: 'onTranscript', label: 'On Transcript', description: 'When the transcript is ready and all bound properties are written.', context: [{ id: 'transcript', label: 'Transcript' }, { id: 'segments', label: 'Segments' }, { id: 'language', label: 'Language' }, { id: 'recordId', label: 'Record ID' }] },
  { name: 'onRecovered', label: 'On Recovered', description: 'When the transcript of a recording is ready that was kept from earlier, or that belongs to another record than the one on the page.', context: [{ id: 'recordId', label: 'Record ID' }] },
  { name: 'onError', label: 'On Error', description: 'When something went wrong. The audio stays in hand.', context: [{ id: 'errorCode', label: 'Error Code' }, { id: 'errorMessage', label: 'Error Message' }, { id: 'errorAdvice', label: 'Error Advice' }] },
  { name: 'onConsent', label: 'On Consent', description: 'When the person has agreed to the consent text.', context: [{ id: 'consentText', label: 'Consent Text' }] },
  { name: 'onUploadAudio', label: 'On Upload Audio', description: 'Logic here replaces the upload: it answers the address of the file.', isHook: true, context: [{ id: 'file', label: 'File' }, { id: 'fileName', label: 'File Name' }, { id: 'mimeType', label: 'MIME Type' }] },
  { name: 'onTranscribeAudio', label: 'On Transcribe Audio', description: 'Logic here replaces the call of the service: it answers the text, or an object with text, segments and language.', isHook: true, context: [{ id: 'audioUrl', label: 'Audio URL' }, { id: 'file', label: 'File' }] },
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
  { id: 'getWaitingTexts', label: 'Get Waiting Texts from', description: 'Answers the texts that wait because they belong to another record, as a list of objects with recordId, transcript, segments and language.', hasReturn: true },
  { id: 'downloadAudio', label: 'Download Audio from', description: 'Saves the audio in hand on the device.' },
] as const satisfies readonly ComponentAction[]

export type ComponentActionId = (typeof componentActions)[number]['id']

/** A setting as the component uses it when the page gives nothing usable. */
export const componentDefaults = { layout: 'panel', mode: 'same', source: 'both', uploadFolder: 'audio', saveSource: false, sendAfterStop: true, maxSeconds: 3600, keepUnsent: true, keepUnsentHours: 24, askAboveMinutes: 30, sendWhenOnline: true, liveText: false, holdToTalk: false, tones: false, keepEcho: false, keepNoise: false, keepLoudness: false } as const

/** Speech stays clear at this rate, and an hour stays below what one request can bring. */
export const recordingBitsPerSecond = 32_000

/** How long a discarded recording can be brought back. */
export const undoSeconds = 10
