import { jobErrors } from '../../../contract'
import { transcriptIn } from '../sending'
import type { Transcript } from '../state'
import type { JobTold } from './job-answer'

const cancelled = jobErrors.find(({ key }) => key === 'job-cancelled')

/** As the JS-SDK would have thrown it, so that it is told like every other error of the services. */
const thrown = (code: number | null | undefined, message: string): Error => Object.assign(new Error(message), { status: 200, ...(typeof code === 'number' && { code }) })

/** What a job that is over has come to. */
export const resultOf = ({ state, result, errorCode, errorMessage }: JobTold): Transcript => {
  if (state === 'done') return transcriptIn(result)
  // Its advice names the id of the job, which is as good as a password.
  if (state === 'cancelled') throw thrown(cancelled?.number, `${cancelled?.sentence ?? ''}\nThe job was ended by cancelJob.`)
  throw thrown(errorCode, errorMessage || 'a job that failed without a reason')
}
