import { chooseAddress, chooseFiles } from '../choosing'
import type { Context } from '../context'
import { transcribeByPage } from '../hooks'
import type { Sender } from '../send-door'
import { call, callFailure, isUnanswered, uploadFailure } from '../sending'
import { createUploadStep } from '../upload/upload-step'

const createSender = (context: Context): Sender => {
  const { browser, host } = context
  const step = createUploadStep(context)
  return {
    choose: (files) => chooseFiles(context, files),
    chooseAddress: (address) => chooseAddress(context, address),
    upload: step.run,
    forget: step.forget,
    call: async (uploaded, take) => {
      const ofPage = host.hook('onTranscribeAudio')
      return ofPage ? await transcribeByPage(ofPage, uploaded, take) : await call(browser, uploaded, host.settings())
    },
    failure: (failed, error) => (failed === 'upload' ? uploadFailure : callFailure)(error, host.settings()),
    isUnanswered,
  }
}

/** Fetched with the first recording or the first file: `browser.part('send')`. */
export default { createSender }
