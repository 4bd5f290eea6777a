import type { ErrorDefinition } from './error-definition'

/** 414xx: time and jobs. Apart, so that the functions that wait for jobs need not carry the others. */
export const jobErrors = [
  { number: 41401, key: 'time-over', status: 504, retryable: true, sentence: 'Transcribing took too long.', advice: 'The call has {seconds} s and was not finished while {step}. Send a shorter recording, or raise Time limit in the configuration if your plan allows it.' },
  { number: 41402, key: 'audio-too-long-for-call', status: 413, retryable: false, sentence: 'This recording is too long to be transcribed at once.', advice: '{minutes} minutes of audio need about {needed} s, and the call has {seconds} s. Start it as a job (startTranscription or startTranslation, block Audio: start long transcription), or raise Time limit in the configuration if your plan allows it.' },
  { number: 41403, key: 'job-not-found', status: 404, retryable: false, sentence: 'This transcription does not exist any more.', advice: 'There is no job with this jobId for this caller. Jobs are removed after the days that the configuration names, and a job that was started by a signed-in user answers only to that user.' },
  { number: 41404, key: 'job-stuck', status: 504, retryable: true, sentence: 'Transcribing did not get ahead.', advice: '{runs} runs in a row ended without a piece of the audio being done. Raise Time limit in the configuration if your plan allows it, then start the job again.' },
  { number: 41405, key: 'job-not-done', status: 504, retryable: true, sentence: 'This takes longer than expected.', advice: 'The job {jobId} is not done after {minutes} minutes: {percent} percent. It goes on; ask for it again with its jobId.' },
  { number: 41406, key: 'job-cancelled', status: 404, retryable: false, sentence: 'This transcription was cancelled.', advice: 'The job {jobId} was ended by cancelJob.' },
] as const satisfies readonly ErrorDefinition[]

export type JobErrorKey = (typeof jobErrors)[number]['key']
