import type { ErrorDefinition } from './error-definition'

/** 410xx: what is wrong with what a caller gives. Apart, so that functions that work on a transcript need not carry the others. */
export const inputErrors = [
  { number: 41001, key: 'audio-url-missing', status: 400, retryable: false, sentence: 'No audio was given.', advice: 'Set audioFileUrl to the address of an audio file, for example the fileURL of an upload.' },
  { number: 41002, key: 'audio-url-invalid', status: 400, retryable: false, sentence: 'The address of the audio is not a web address.', advice: 'audioFileUrl must be a whole address such as https://example.com/talk.mp3; it was {value}.' },
  { number: 41003, key: 'audio-url-scheme', status: 400, retryable: false, sentence: 'The audio can only be read from a web address.', advice: 'audioFileUrl must begin with https:// or http://; it begins with {value}. Upload the file first and pass its fileURL.' },
  { number: 41004, key: 'audio-url-credentials', status: 400, retryable: false, sentence: 'The address of the audio must not contain a user name or password.', advice: 'Use a public address or a signed link in audioFileUrl.' },
  { number: 41005, key: 'parameter-type', status: 400, retryable: false, sentence: 'A setting of this request has the wrong kind of value.', advice: '{name} must be a {expected}; it was {value}.' },
  { number: 41006, key: 'parameter-range', status: 400, retryable: false, sentence: 'A setting of this request is out of range.', advice: '{name} must be between {min} and {max}; it was {value}.' },
  { number: 41007, key: 'parameter-option', status: 400, retryable: false, sentence: 'A setting of this request has an unknown value.', advice: '{name} must be one of {options}; it was {value}.' },
  { number: 41008, key: 'language-unknown', status: 400, retryable: false, sentence: 'This language is not known.', advice: '{name} must be an ISO-639-1 code such as en, de or uk, or an English language name; it was {value}.' },
  { number: 41009, key: 'parameter-too-long', status: 400, retryable: false, sentence: 'A text of this request is too long.', advice: '{name} holds {length} characters; the limit is {max}.' },
  { number: 41010, key: 'format-not-for-model', status: 400, retryable: false, sentence: 'This kind of answer cannot be made with the chosen model.', advice: 'Model {model} cannot give {wish}. {next}' },
  { number: 41011, key: 'model-unknown', status: 400, retryable: false, sentence: 'The chosen model is not available.', advice: 'The transcription service does not know or does not offer the model {model}. Correct the parameter model, or leave it empty.' },
  { number: 41012, key: 'parameter-missing', status: 400, retryable: false, sentence: 'Something that this needs was not given.', advice: '{name} must be given: {what}' },
  { number: 41013, key: 'transcript-missing', status: 400, retryable: false, sentence: 'No transcript was given.', advice: 'Give the answer of Audio: transcribe or Audio: translate, a verbose_json answer, or plain text.' },
  { number: 41014, key: 'transcript-unreadable', status: 400, retryable: false, sentence: 'This is not a transcript.', advice: 'A transcript is the answer of Audio: transcribe or Audio: translate, a verbose_json answer, or plain text; it was {value}.' },
  { number: 41015, key: 'transcript-without-times', status: 400, retryable: false, sentence: 'This transcript does not tell when the words were spoken.', advice: 'Plain text and the answers of some models hold no times. Transcribe again with Times for set to segment, and keep the whole answer.' },
  { number: 41016, key: 'transcript-without-speakers', status: 400, retryable: false, sentence: 'This transcript does not tell who speaks.', advice: 'Transcribe again with Tell speakers apart set to true, and keep the whole answer.' },
  { number: 41017, key: 'transcript-without-length', status: 400, retryable: false, sentence: 'This transcript does not tell how long the audio is.', advice: 'Give the length in seconds as well, or keep the whole answer of Audio: transcribe.' },
] as const satisfies readonly ErrorDefinition[]

export type InputErrorKey = (typeof inputErrors)[number]['key']
