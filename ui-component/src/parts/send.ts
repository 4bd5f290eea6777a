import { chooseAddress, chooseFiles } from '../choosing'
import type { Context } from '../context'
import { transcribeByPage } from '../hooks'
import { createJobs } from '../jobs/jobs'
import type { Sender } from '../send-door'
import { callFailure, isUnanswered, uploadFailure } from '../sending'
import { createUploadStep } from '../upload/upload-step'

const createSender = (context: Context): Sender => {
  const { host } = context
  const step = createUploadStep(context)
  const jobs = createJobs(context)
  return {
    choose: (files) => chooseFiles(context, files),
    chooseAddress: (address) => chooseAddress(context, address),
    upload: step.run,
    forget: step.forget,
    call: async (held, watch) => {
      if (held.jobId) return jobs.follow(held.jobId, watch)
      const ofPage = host.hook('onTranscribeAudio')
      return ofPage ? await transcribeByPage(ofPage, held.upload, held.take) : await jobs.transcribe(held, watch)
    },
    endJob: jobs.end,
    failure: (failed, error) => (failed === 'upload' ? uploadFailure : callFailure)(error, host.settings()),
    isUnanswered,
  }
}

/** Fetched with the first recording or the first file: `browser.part('send')`. */
export default { createSender }
