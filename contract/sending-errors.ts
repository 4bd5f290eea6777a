import type { ErrorDefinition } from './error-definition'
import { serviceProductTitle } from './products'

export const uploadFailedError = { number: 41513, key: 'upload-failed', status: 0, retryable: true, sentence: 'The audio could not be uploaded. Please try again.', advice: 'Backendless Files answered {reason}.' } as const satisfies ErrorDefinition

/** What can go wrong with audio that is there: with the file, on its way, and on this device. */
export const sendingErrors = [
  { number: 41509, key: 'file-empty', status: 0, retryable: false, sentence: 'This file is empty.', advice: 'The file has 0 bytes.' },
  { number: 41510, key: 'file-not-audio', status: 0, retryable: false, sentence: 'This file is not audio.', advice: 'The content is {what}. Accepted are flac, mp3, mp4, mpeg, mpga, m4a, ogg, wav and webm.' },
  { number: 41511, key: 'file-too-large', status: 0, retryable: false, sentence: 'The audio is too large: {megabytes} MB, the limit is {maxMegabytes} MB.', advice: 'Record or choose something shorter, or save it as mono at a lower bit rate.' },
  { number: 41512, key: 'folder-dropped', status: 0, retryable: false, sentence: 'This is a folder. Please choose one audio file.', advice: 'A directory was dropped or the file could not be read.' },
  uploadFailedError,
  { number: 41514, key: 'upload-not-allowed', status: 0, retryable: false, sentence: 'You may not upload audio in this app.', advice: 'The role of this person has no Write permission for the folder {folder}.' },
  { number: 41515, key: 'service-not-installed', status: 0, retryable: false, sentence: 'Speech to text is not set up in this app yet.', advice: `The service {service} was not found. Install ${serviceProductTitle} from the Marketplace, then try again.` },
  { number: 41516, key: 'service-unreachable', status: 0, retryable: true, sentence: 'The connection was lost. Please try again.', advice: 'The call to the service {service} got no answer.' },
  { number: 41517, key: 'service-failed', status: 0, retryable: true, sentence: 'Transcribing did not work. Please try again.', advice: 'The service answered {reason}.' },
  { number: 41518, key: 'audio-missing', status: 0, retryable: false, sentence: 'No audio was given.', advice: 'Give the input {name} a web address, a path of the file storage, a File or a Blob.' },
  { number: 41519, key: 'storage-full', status: 0, retryable: true, sentence: 'There is no room on this device to keep the recording safe: about {megabytes} MB are free. It goes on, but stay on this page until it is sent.', advice: 'The storage of the browser is full. Nothing that was kept before was dropped for it.' },
  { number: 41520, key: 'storage-forbidden', status: 0, retryable: false, sentence: 'This browser keeps nothing on this device. Stay on this page until the audio is sent.', advice: 'IndexedDB cannot be used ({reason}), as in a private window. Recording works all the same.' },
  { number: 41522, key: 'address-not-web', status: 0, retryable: false, sentence: 'This is not a web address.', advice: 'An address begins with https:// and leads to an audio file that the service can fetch.' },
] as const satisfies readonly ErrorDefinition[]

export type SendingErrorKey = (typeof sendingErrors)[number]['key']
