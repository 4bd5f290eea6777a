import type { ErrorDefinition } from './error-definition'

/** What can go wrong before and while somebody speaks. Apart, so that a component that only waits for its first click need not carry the others. */
export const recorderErrors = [
  { number: 41501, key: 'insecure-page', status: 0, retryable: false, sentence: 'The microphone works only on a secure page.', advice: 'Open the page with https:// (or on localhost).' },
  { number: 41502, key: 'unsupported-browser', status: 0, retryable: false, sentence: 'This browser cannot record. You can choose a file instead.', advice: 'MediaRecorder or its formats are missing in this browser.' },
  { number: 41503, key: 'permission-denied', status: 0, retryable: true, sentence: 'The microphone is blocked. Allow it in the address bar or in the settings of the browser, then try again.', advice: 'The person or the browser denied the microphone.' },
  { number: 41504, key: 'permission-blocked-by-page', status: 0, retryable: false, sentence: 'This page does not allow the microphone.', advice: 'A Permissions-Policy header or a frame without allow="microphone" blocks it.' },
  { number: 41505, key: 'no-microphone', status: 0, retryable: true, sentence: 'No microphone was found. Connect one, then try again.', advice: 'getUserMedia found no audio input.' },
  { number: 41506, key: 'microphone-busy', status: 0, retryable: true, sentence: 'The microphone is in use by another app. Close it there, then try again.', advice: 'getUserMedia could not read the device.' },
  { number: 41507, key: 'microphone-lost', status: 0, retryable: true, sentence: 'The microphone was disconnected. What was recorded until then is kept.', advice: 'The audio track ended while recording.' },
  { number: 41508, key: 'recording-empty', status: 0, retryable: true, sentence: 'Nothing was recorded. Please try again.', advice: 'The recorder delivered no audio data.' },
] as const satisfies readonly ErrorDefinition[]
