import { serviceProductTitle } from './products'

/**
 * Every error of the pack, once: the service throws it, the blocks pass it on, the component shows it, the docs list it.
 *
 * 410xx input · 411xx source of the audio · 412xx configuration and permission · 413xx the transcription service behind us ·
 * 414xx time and jobs · 415xx in the browser.
 *
 * `sentence` is for the person who speaks: no vendor, no jargon. `advice` is for the developer: what to do next.
 * `{name}` is filled from the values of the occurrence.
 */

export interface ErrorDefinition {
  readonly number: number
  readonly key: string
  /** HTTP status. 0 = never leaves the browser. 502 is not used: the JS-SDK hides the body of every 502 (docs/decisions/0002). */
  readonly status: 0 | 400 | 401 | 403 | 404 | 409 | 413 | 422 | 429 | 503 | 504
  readonly sentence: string
  readonly advice: string
  /** Whether the same call can succeed later without any change. */
  readonly retryable: boolean
}

const tryAgainLater = 'Nothing is wrong with the call: send it again later.'

/** Errors that never leave the browser: apart, so that the component need not carry the others. */
export const browserErrors = [
  { number: 41501, key: 'insecure-page', status: 0, retryable: false, sentence: 'The microphone works only on a secure page.', advice: 'Open the page with https:// (or on localhost).' },
  { number: 41502, key: 'unsupported-browser', status: 0, retryable: false, sentence: 'This browser cannot record. You can choose a file instead.', advice: 'MediaRecorder or its formats are missing in this browser.' },
  { number: 41503, key: 'permission-denied', status: 0, retryable: true, sentence: 'The microphone is blocked. Allow it in the address bar or in the settings of the browser, then try again.', advice: 'The person or the browser denied the microphone.' },
  { number: 41504, key: 'permission-blocked-by-page', status: 0, retryable: false, sentence: 'This page does not allow the microphone.', advice: 'A Permissions-Policy header or a frame without allow="microphone" blocks it.' },
  { number: 41505, key: 'no-microphone', status: 0, retryable: true, sentence: 'No microphone was found. Connect one, then try again.', advice: 'getUserMedia found no audio input.' },
  { number: 41506, key: 'microphone-busy', status: 0, retryable: true, sentence: 'The microphone is in use by another app. Close it there, then try again.', advice: 'getUserMedia could not read the device.' },
  { number: 41507, key: 'microphone-lost', status: 0, retryable: true, sentence: 'The microphone was disconnected. What was recorded until then is kept.', advice: 'The audio track ended while recording.' },
  { number: 41508, key: 'recording-empty', status: 0, retryable: true, sentence: 'Nothing was recorded. Please try again.', advice: 'The recorder delivered no audio data.' },
  { number: 41509, key: 'file-empty', status: 0, retryable: false, sentence: 'This file is empty.', advice: 'The chosen file has 0 bytes.' },
  { number: 41510, key: 'file-not-audio', status: 0, retryable: false, sentence: 'This file is not audio.', advice: 'The content is {what}. Accepted are flac, mp3, mp4, mpeg, mpga, m4a, ogg, wav and webm.' },
  { number: 41511, key: 'file-too-large', status: 0, retryable: false, sentence: 'The audio is too large: {megabytes} MB, the limit is {maxMegabytes} MB.', advice: 'Record or choose something shorter, or save it as mono at a lower bit rate.' },
  { number: 41512, key: 'folder-dropped', status: 0, retryable: false, sentence: 'This is a folder. Please choose one audio file.', advice: 'A directory was dropped or the file could not be read.' },
  { number: 41513, key: 'upload-failed', status: 0, retryable: true, sentence: 'The recording could not be uploaded. It is still here: try again.', advice: 'Backendless Files answered {reason}.' },
  { number: 41514, key: 'upload-not-allowed', status: 0, retryable: false, sentence: 'You may not upload recordings in this app. The recording is still here.', advice: 'The role of this person has no Write permission for the folder {folder}.' },
  { number: 41515, key: 'service-not-installed', status: 0, retryable: false, sentence: 'Speech to text is not set up in this app yet. The recording is still here.', advice: `The service {service} was not found. Install ${serviceProductTitle} from the Marketplace, then try again.` },
  { number: 41516, key: 'service-unreachable', status: 0, retryable: true, sentence: 'The connection was lost. The recording is still here: try again.', advice: 'The call to the service {service} got no answer.' },
  { number: 41517, key: 'service-failed', status: 0, retryable: true, sentence: 'Transcribing did not work. The recording is still here: try again.', advice: 'The service answered {reason}.' },
] as const satisfies readonly ErrorDefinition[]

export const errors = [
  // 410xx input
  { number: 41001, key: 'audio-url-missing', status: 400, retryable: false, sentence: 'No audio was given.', advice: 'Set audioFileUrl to the address of an audio file, for example the fileURL of an upload.' },
  { number: 41002, key: 'audio-url-invalid', status: 400, retryable: false, sentence: 'The address of the audio is not a web address.', advice: 'audioFileUrl must be a whole address such as https://example.com/talk.mp3; it was {value}.' },
  { number: 41003, key: 'audio-url-scheme', status: 400, retryable: false, sentence: 'The audio can only be read from a web address.', advice: 'audioFileUrl must begin with https:// or http://; it begins with {value}. Upload the file first and pass its fileURL.' },
  { number: 41004, key: 'audio-url-credentials', status: 400, retryable: false, sentence: 'The address of the audio must not contain a user name or password.', advice: 'Use a public address or a signed link in audioFileUrl.' },
  { number: 41005, key: 'parameter-type', status: 400, retryable: false, sentence: 'A setting of this request has the wrong kind of value.', advice: '{name} must be a {expected}; it was {value}.' },
  { number: 41006, key: 'parameter-range', status: 400, retryable: false, sentence: 'A setting of this request is out of range.', advice: '{name} must be between {min} and {max}; it was {value}.' },
  { number: 41007, key: 'parameter-option', status: 400, retryable: false, sentence: 'A setting of this request has an unknown value.', advice: '{name} must be one of {options}; it was {value}.' },
  { number: 41008, key: 'language-unknown', status: 400, retryable: false, sentence: 'This language is not known.', advice: '{name} must be an ISO-639-1 code such as en, de or uk, or an English language name; it was {value}.' },
  { number: 41009, key: 'parameter-too-long', status: 400, retryable: false, sentence: 'A text of this request is too long.', advice: '{name} holds {length} characters; the limit is {max}.' },
  { number: 41010, key: 'format-not-for-model', status: 400, retryable: false, sentence: 'This kind of answer cannot be made with the chosen model.', advice: 'Model {model} cannot give {wish}. Models that can: {models}. Leave model empty to have one chosen.' },
  { number: 41011, key: 'model-unknown', status: 400, retryable: false, sentence: 'The chosen model is not available.', advice: 'The transcription service does not know or does not offer the model {model}. Correct the parameter model, or leave it empty.' },

  // 411xx source of the audio
  { number: 41101, key: 'source-address-private', status: 403, retryable: false, sentence: 'This address may not be used.', advice: 'audioFileUrl leads to {host}, which is a private or reserved address. Use a public address, or let the app owner add the host under Allowed hosts.' },
  { number: 41102, key: 'source-host-not-allowed', status: 403, retryable: false, sentence: 'Audio from this address may not be used in this app.', advice: 'The host {host} is not among the Allowed hosts in the configuration of the service.' },
  { number: 41103, key: 'source-not-found', status: 422, retryable: false, sentence: 'The audio was not found.', advice: 'The address answered {status}. Check audioFileUrl, and whether the file still exists.' },
  { number: 41104, key: 'source-forbidden', status: 403, retryable: false, sentence: 'The audio may not be read.', advice: 'The address answered {status}. Use a public address or a signed link that is still valid, or give the caller the right to read the file.' },
  { number: 41105, key: 'source-failed', status: 422, retryable: true, sentence: 'The place where the audio is stored has a problem.', advice: 'The address answered {status}. Send the call again later.' },
  { number: 41106, key: 'source-unreachable', status: 422, retryable: true, sentence: 'The place where the audio is stored could not be reached.', advice: 'No connection to {host}: {reason}. Check the host name in audioFileUrl.' },
  { number: 41107, key: 'source-too-slow', status: 422, retryable: true, sentence: 'The audio arrives too slowly.', advice: '{host} sent {bytes} bytes and then nothing useful for {seconds} s. Store the file somewhere faster.' },
  { number: 41108, key: 'source-is-web-page', status: 422, retryable: false, sentence: 'This address leads to a web page, not to audio.', advice: 'Use the direct download address of the file, not the page that shows it.' },
  { number: 41109, key: 'source-empty', status: 422, retryable: false, sentence: 'The audio file is empty.', advice: 'The address answered 0 bytes. Check that the recording or upload was complete.' },
  { number: 41110, key: 'source-not-audio', status: 422, retryable: false, sentence: 'This file is not audio.', advice: 'The content is {what}. Accepted are flac, mp3, mp4, mpeg, mpga, m4a, ogg, wav and webm.' },
  { number: 41111, key: 'source-type-unsupported', status: 422, retryable: false, sentence: 'This kind of audio is not supported.', advice: 'The content is {what}. Convert it to one of flac, mp3, mp4, mpeg, mpga, m4a, ogg, wav or webm.' },
  { number: 41112, key: 'source-too-large', status: 413, retryable: false, sentence: 'The audio is too large: {megabytes} MB, the limit is {maxMegabytes} MB.', advice: 'Send a shorter recording, or save it as mono at a lower bit rate (32 kbit/s is enough for speech).' },
  { number: 41113, key: 'source-redirects', status: 422, retryable: false, sentence: 'The address of the audio leads in circles.', advice: 'More than {max} redirects. Use the final address in audioFileUrl.' },
  { number: 41114, key: 'source-cut-off', status: 422, retryable: true, sentence: 'The audio did not arrive whole.', advice: '{host} sent {bytes} bytes and then broke off. Send the call again.' },
  { number: 41115, key: 'audio-damaged', status: 422, retryable: false, sentence: 'The audio file is damaged or cannot be decoded.', advice: 'The transcription service could not decode the file. Play it, and save it again as mp3 or wav.' },
  { number: 41116, key: 'audio-too-short', status: 422, retryable: false, sentence: 'The recording is too short.', advice: 'At least {minSeconds} seconds of audio are needed.' },
  { number: 41117, key: 'audio-too-long', status: 413, retryable: false, sentence: 'The recording is too long for the chosen model.', advice: 'The transcription service refused the length{detail}. Send a shorter recording or choose a model without this limit.' },
  { number: 41118, key: 'audio-too-large-for-service', status: 413, retryable: false, sentence: 'The audio is too large for the transcription service of this app: {megabytes} MB.', advice: 'The server behind API base URL accepts less than OpenAI does. Send a shorter recording, or save it as mono at a lower bit rate.' },
  { number: 41119, key: 'times-not-given', status: 422, retryable: false, sentence: 'Captions cannot be made with the transcription service of this app.', advice: 'The server answered no times for model {model}. Choose another model, or ask for json or text.' },

  // 412xx configuration and permission
  { number: 41201, key: 'api-key-missing', status: 401, retryable: false, sentence: 'Speech to text is not set up in this app yet.', advice: 'Enter the OpenAI API key in the configuration of the service (Cloud Code, gear icon).' },
  { number: 41202, key: 'api-key-rejected', status: 401, retryable: false, sentence: 'Speech to text is not set up correctly in this app.', advice: 'The transcription service rejected the API key. Enter a valid key in the configuration of the service.' },
  { number: 41203, key: 'api-key-scope', status: 403, retryable: false, sentence: 'Speech to text is not allowed with the settings of this app.', advice: 'The API key lacks a permission or the region is not served. Give the key the permission {permission}.' },
  { number: 41204, key: 'setting-invalid', status: 409, retryable: false, sentence: 'Speech to text is not set up correctly in this app.', advice: 'The configuration value {name} is not usable: {reason}.' },
  { number: 41205, key: 'configured-model-unknown', status: 409, retryable: false, sentence: 'Speech to text is not set up correctly in this app.', advice: 'The transcription service does not know or does not offer the configured model {model}. Correct OpenAI audio model in the configuration.' },
  { number: 41206, key: 'sign-in-required', status: 401, retryable: false, sentence: 'Please sign in to use speech to text.', advice: 'The configuration of the service allows signed-in users only. Log the user in first, so that the call carries a user-token.' },
  { number: 41207, key: 'user-quota-used', status: 403, retryable: true, sentence: 'Your minutes of speech to text for today are used up.', advice: 'The limit is {limit} minutes per user and day; it starts again at {resetsAt}. The app owner can raise Minutes per user and day.' },
  { number: 41208, key: 'app-quota-used', status: 403, retryable: true, sentence: 'The minutes of speech to text of this app for today are used up.', advice: 'The limit is {limit} minutes per app and day; it starts again at {resetsAt}. The app owner can raise Minutes per app and day.' },
  { number: 41209, key: 'quota-unavailable', status: 409, retryable: true, sentence: 'Speech to text is not set up correctly in this app.', advice: 'The minutes cannot be counted, so nothing was sent. Create the table {table} with the columns {columns}, closed to all client roles.' },
  { number: 41210, key: 'text-key-scope', status: 403, retryable: false, sentence: 'Translating is not allowed with the settings of this app.', advice: 'The API key may transcribe but not use text models. Tick the permission {permission} of the key.' },
  { number: 41211, key: 'text-model-unknown', status: 409, retryable: false, sentence: 'Speech to text is not set up correctly in this app.', advice: 'The service does not know or does not offer the text model {model}. Correct Text model in the configuration.' },

  // 413xx the transcription service behind us
  { number: 41301, key: 'upstream-busy', status: 429, retryable: true, sentence: 'Too many recordings are being transcribed at the moment.', advice: 'The transcription service limits the rate of calls. Send the call again{wait}.' },
  { number: 41302, key: 'upstream-no-credit', status: 429, retryable: false, sentence: 'Speech to text is paused in this app.', advice: 'The account behind the API key has no credit left or has reached its spending limit. Check its billing page.' },
  { number: 41303, key: 'upstream-failed', status: 503, retryable: true, sentence: 'The transcription service has a problem.', advice: 'It answered {status}. {requestId}' + tryAgainLater },
  { number: 41304, key: 'upstream-unreachable', status: 503, retryable: true, sentence: 'The transcription service could not be reached.', advice: 'The connection to {host} failed. ' + tryAgainLater },
  { number: 41305, key: 'upstream-nonsense', status: 503, retryable: true, sentence: 'The transcription service gave an answer that makes no sense.', advice: '{host} answered {what} instead of a transcript. Check API base URL if one is set; else send the call again later.' },
  { number: 41306, key: 'upstream-refused', status: 503, retryable: false, sentence: 'The transcription service refused the request.', advice: 'It answered {status}: {message}' },
  { number: 41307, key: 'upstream-no-endpoint', status: 503, retryable: false, sentence: 'This is not possible with the transcription service of this app.', advice: '{host} does not offer {path}. Check API base URL and the model.' },
  { number: 41308, key: 'unexpected', status: 503, retryable: true, sentence: 'Something went wrong on our side.', advice: 'This is a fault of the pack, not of the call. Please report it with the id {requestId}.' },
  { number: 41309, key: 'translation-failed', status: 503, retryable: true, sentence: 'The speech was understood, but its text could not be translated.', advice: 'The text model answered {what}. Send the call again, or choose another Text model in the configuration.' },

  // 414xx time and jobs
  { number: 41401, key: 'time-over', status: 504, retryable: true, sentence: 'Transcribing took too long.', advice: 'The call has {seconds} s and was not finished while {step}. Send a shorter recording, or raise Time limit in the configuration if your plan allows it.' },

  // 415xx in the browser
  ...browserErrors,
] as const satisfies readonly ErrorDefinition[]

export type ErrorKey = (typeof errors)[number]['key']
export type BrowserErrorKey = (typeof browserErrors)[number]['key']
export type ErrorValues = Readonly<Record<string, string | number>>

export const errorByKey = (key: ErrorKey): ErrorDefinition => {
  const found = errors.find((error) => error.key === key)
  if (!found) throw new Error(`Unknown error key ${key}`)
  return found
}

export const errorByNumber = (number: number): ErrorDefinition | undefined => errors.find((error) => error.number === number)

const fill = (template: string, values: ErrorValues): string => template.replace(/\{(\w+)\}/g, (_, name: string) => String(values[name] ?? ''))

/** The two texts of one occurrence of a known error, filled with its values. */
export const fillError = ({ sentence, advice }: Pick<ErrorDefinition, 'sentence' | 'advice'>, values: ErrorValues = {}): { sentence: string; advice: string } => ({
  sentence: fill(sentence, values), advice: fill(advice, values),
})

/** The two texts of one occurrence, filled with its values. */
export const describeError = (key: ErrorKey, values: ErrorValues = {}): { sentence: string; advice: string } => fillError(errorByKey(key), values)

/** What travels as `message`: the sentence, a line break, the advice. Of an error only number, status and message survive the wire. */
export const errorMessage = (key: ErrorKey, values: ErrorValues = {}): string => {
  const { sentence, advice } = describeError(key, values)
  return `${sentence}\n${advice}`
}

/** Takes a message apart again on the other side of the wire. */
export const splitErrorMessage = (message: string): { sentence: string; advice: string } => {
  const [sentence = '', ...advice] = message.split('\n')
  return { sentence, advice: advice.join('\n') }
}
