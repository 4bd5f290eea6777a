import { includeInput } from '../../../contract'
import { callJob, idOf, type JobAnswer } from '../jobs/call-job'
import { checked } from '../transcripts/checked'

/** *Audio: get job* */
export const run = (job: unknown, include: unknown): Promise<JobAnswer> => callJob('getJob', { jobId: idOf(job), include: checked(includeInput, include) })
