import { addresses } from './addresses'
import { operation, type Operation, type Parameter, type ResultField } from './define'
import { transcription, translation } from './operations'

/** Jobs: work that goes on after the call has been answered, for audio that is too long for one call. */

export const jobStates = ['queued', 'running', 'done', 'failed', 'cancelled'] as const
export type JobState = (typeof jobStates)[number]

/** Whether a job will never change again. */
export const hasJobEnded = (state: JobState): boolean => state === 'done' || state === 'failed' || state === 'cancelled'

/** What is asked of a job besides its state. */
export const jobParts = ['state', 'result', 'partial'] as const
export type JobPart = (typeof jobParts)[number]

/** The only form of an id of a job; everything else is no job. */
export const jobIdPattern = /^[A-Za-z0-9-]{1,64}$/

/** A method of a job, on both services. */
export interface JobMethod {
  readonly kind: 'get' | 'cancel' | 'delete' | 'continue'
  readonly method: string
  readonly route: `/${string}`
  readonly description: string
  readonly parameters: readonly Parameter[]
  /** Type in the documentation comment; null = it answers nothing. */
  readonly answer: 'AudioJob' | 'AudioJobRemoved' | null
}

const jobId = {
  name: 'jobId', label: 'Job id', type: 'string', required: true, maxCharacters: 64, example: '0f3c9a54d1b84ae7b1d25c2f6a9e8b70',
  description: 'Id of the job, as the start has answered it.',
} as const satisfies Parameter

const include = {
  name: 'include', label: 'Answer with', type: 'string', options: jobParts, default: 'result', example: 'partial',
  description: 'result (also the result, once it is there), partial (also the text so far) or state (neither of them).',
} as const satisfies Parameter

const reason = {
  name: 'reason', label: 'Reason', type: 'string', maxCharacters: 200, example: 'Not needed any more',
  description: 'Why, for whoever asks for the job afterwards.',
} as const satisfies Parameter

const run = {
  name: 'run', label: 'Run', type: 'string', maxCharacters: 64, example: 'timer',
  description: 'Who asks for it, for the log.',
} as const satisfies Parameter

export const getJobMethod = {
  kind: 'get', method: 'getJob', route: '/getJob', answer: 'AudioJob', parameters: [jobId, include],
  description: 'Tells how far a job is, and its result. A job that stands still is taken up again.',
} as const satisfies JobMethod

export const cancelJobMethod = {
  kind: 'cancel', method: 'cancelJob', route: '/cancelJob', answer: 'AudioJob', parameters: [jobId, reason],
  description: 'Ends a job that is not needed any more; what was transcribed so far can still be read.',
} as const satisfies JobMethod

/** Every method of jobs besides the start, in the order of the documentation. */
export const jobMethods = [
  getJobMethod,
  cancelJobMethod,
  {
    kind: 'delete', method: 'deleteJob', route: '/deleteJob', answer: 'AudioJobRemoved', parameters: [jobId, reason],
    description: 'Removes a job with everything that was kept for it; a job that goes on is ended first.',
  },
  {
    kind: 'continue', method: 'continueJob', route: '/continueJob', answer: null,
    parameters: [{ ...jobId, name: 'job', label: 'Job', description: 'Key of the job inside the services, not its id.' }, run],
    description: 'Called by the services themselves, to go on with a job. It answers nothing.',
  },
] as const satisfies readonly JobMethod[]

/** The start of a job takes what the request takes. */
const startOf = <const T extends Operation>(request: T, method: string, description: string): T => operation({ ...request, method, route: `/${method}`, description })

export const startTranscription = startOf(transcription, addresses.transcribe.startMethod, 'Starts a transcription that goes on after the call, for long audio. Answers the id of the job at once.')
export const startTranslation = startOf(translation, addresses.translate.startMethod, 'Starts a translation that goes on after the call, for long audio. Answers the id of the job at once.')

/** In the order of `operations`. */
export const startOperations = [startTranscription, startTranslation] as const

/** The object that a start answers. */
export const startedFields: readonly ResultField[] = [
  { name: 'jobId', type: 'String', description: 'Id of the job: whoever is not signed in needs nothing else to read it, so keep it like a password.' },
  { name: 'state', type: 'String', description: 'State of the job: queued.' },
]

/** The object that getJob and cancelJob answer. */
export const jobFields: readonly ResultField[] = [
  { name: 'jobId', type: 'String', description: 'Id of the job.' },
  { name: 'state', type: 'String', description: 'queued, running, done, failed or cancelled.' },
  { name: 'percent', type: 'Number', description: 'How much of the audio is transcribed, from 0 to 100.' },
  { name: 'secondsDone', type: 'Number', description: 'Seconds of audio that are transcribed.' },
  { name: 'durationSeconds', type: 'Number', optional: true, description: 'Length of the audio in seconds; null while unknown.' },
  { name: 'text', type: 'String', optional: true, description: 'The text so far with include partial, and the whole text once the job is done; else null.' },
  { name: 'result', type: 'Object', optional: true, description: 'What the request would have answered, in the wished form; null until the job is done.' },
  { name: 'errorCode', type: 'Number', optional: true, description: 'Number of the error of a failed job; else null.' },
  { name: 'errorMessage', type: 'String', optional: true, description: 'Sentence and advice of that error; else null.' },
  { name: 'reason', type: 'String', optional: true, description: 'Reason of a cancelled job, when one was given; else null.' },
  { name: 'expiresAt', type: 'Number', description: 'Moment at which the job and its result are removed, in milliseconds since 1970.' },
]

/** The object that deleteJob answers. */
export const removedFields: readonly ResultField[] = [
  { name: 'jobId', type: 'String', description: 'Id of the job.' },
  { name: 'deleted', type: 'Boolean', description: 'Always true; a job that does not exist is an error.' },
]
