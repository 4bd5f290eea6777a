import { browserErrors } from './browser-errors'
import { fillError, type ErrorDefinition, type ErrorValues } from './error-definition'
import { inputErrors } from './input-errors'
import { jobErrors } from './job-errors'

const tryAgainLater = 'Nothing is wrong with the call: send it again later.'

/**
 * Every error of the pack, once: the service throws it, the blocks pass it on, the component shows it, the docs list it.
 *
 * 410xx input · 411xx source of the audio · 412xx configuration and permission · 413xx the transcription service behind us ·
 * 414xx time and jobs · 415xx in the browser.
 *
 * `sentence` is for the person who speaks: no vendor, no jargon. `advice` is for the developer: what to do next.
 * `{name}` is filled from the values of the occurrence.
 */
export const errors = [
  ...inputErrors,

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
  { number: 41111, key: 'source-type-unsupported', status: 422, retryable: false, sentence: 'This kind of audio is not supported.', advice: 'The content is {what}. Convert it to one of flac, mp3, mp4, mpeg, mpga, m4a, ogg, wav or webm, with any audio program or like this: ffmpeg -i recording -ac 1 -b:a 48k recording.mp3' },
  { number: 41112, key: 'source-too-large', status: 413, retryable: false, sentence: 'The audio is too large: {megabytes} MB, the limit is {maxMegabytes} MB.', advice: 'Send a shorter recording, or save it as mono at a lower bit rate (32 kbit/s is enough for speech).' },
  { number: 41113, key: 'source-redirects', status: 422, retryable: false, sentence: 'The address of the audio leads in circles.', advice: 'More than {max} redirects. Use the final address in audioFileUrl.' },
  { number: 41114, key: 'source-cut-off', status: 422, retryable: true, sentence: 'The audio did not arrive whole.', advice: '{host} sent {bytes} bytes and then broke off. Send the call again.' },
  { number: 41115, key: 'audio-damaged', status: 422, retryable: false, sentence: 'The audio file is damaged or cannot be decoded.', advice: 'The transcription service could not decode the file. Play it, and save it again as mp3 or wav.' },
  { number: 41116, key: 'audio-too-short', status: 422, retryable: false, sentence: 'The recording is too short.', advice: 'At least {minSeconds} seconds of audio are needed.' },
  { number: 41117, key: 'audio-too-long', status: 413, retryable: false, sentence: 'The recording is too long for the chosen model.', advice: 'The transcription service refused the length{detail}. Send a shorter recording or choose a model without this limit.' },
  { number: 41118, key: 'audio-too-large-for-service', status: 413, retryable: false, sentence: 'The audio is too large for the transcription service of this app: {megabytes} MB.', advice: 'The server behind API base URL accepts less than OpenAI does. Send a shorter recording, or save it as mono at a lower bit rate.' },
  { number: 41119, key: 'times-not-given', status: 422, retryable: false, sentence: 'Captions cannot be made with the transcription service of this app.', advice: 'The server answered no times for model {model}. Choose another model, or ask for json or text.' },
  { number: 41120, key: 'source-needs-ranges', status: 422, retryable: false, sentence: 'The audio cannot be read from where it is stored.', advice: 'The index of this file stands at its end, the file has more than {maxMegabytes} MB, and its server sends files only from the beginning. Store it where ranges can be asked for (Backendless files can), or save it with its index first ("fast start", "web optimized").' },
  { number: 41121, key: 'source-has-no-sound', status: 422, retryable: false, sentence: 'There is no sound in this file.', advice: 'The file holds no audio track. Check that the microphone was on when it was recorded.' },
  { number: 41122, key: 'job-source-changed', status: 422, retryable: false, sentence: 'The audio has changed while it was transcribed.', advice: 'The file behind audioFileUrl had {before} bytes, and now has {now}. Start the job again and leave the file alone until it is done.' },

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
  { number: 41212, key: 'jobs-unavailable', status: 409, retryable: false, sentence: 'Long recordings are not set up in this app yet.', advice: 'Create these tables and columns, closed to all client roles: {tables}. {reason}' },

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
  ...jobErrors,

  ...browserErrors,
] as const satisfies readonly ErrorDefinition[]

export type ErrorKey = (typeof errors)[number]['key']

export const errorByKey = (key: ErrorKey): ErrorDefinition => {
  const found = errors.find((error) => error.key === key)
  if (!found) throw new Error(`Unknown error key ${key}`)
  return found
}

export const errorByNumber = (number: number): ErrorDefinition | undefined => errors.find((error) => error.number === number)

/** The two texts of one occurrence, filled with its values. */
export const describeError = (key: ErrorKey, values: ErrorValues = {}): { sentence: string; advice: string } => fillError(errorByKey(key), values)

/** What travels as `message`: the sentence, a line break, the advice. Of an error only number, status and message survive the wire. */
export const errorMessage = (key: ErrorKey, values: ErrorValues = {}): string => {
  const { sentence, advice } = describeError(key, values)
  return `${sentence}\n${advice}`
}
