import { reasonInput } from '../../../contract'
import { callJob, idOf, type JobAnswer } from '../jobs/call-job'
import { checked } from '../transcripts/checked'

/** *Audio: cancel job* */
export const run = (job: unknown, reason: unknown): Promise<JobAnswer> => callJob('cancelJob', { jobId: idOf(job), reason: checked(reasonInput, reason) ?? null })
