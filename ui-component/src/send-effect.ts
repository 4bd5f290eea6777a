import { maxAudioBytes } from '../../contract'
import type { Context, Effect } from './context'
import { transcribeByPage, uploadByPage } from './hooks'
import { sizeFailure } from './picking'
import { call, callFailure, upload, uploadFailure } from './sending'
import { heldOf, type Take, type Upload } from './state'

/** Uploads, calls the service, and takes the uploaded file away when nobody needs it any more. */
export const sendEffect = ({ browser, scope, host, state, dispatch }: Context): Effect => {
  const isLate = (run: number): boolean => scope.closed || state().run !== run

  const remove = ({ path }: Upload): void => {
    if (path === '') return
    browser.removeFile(path).catch((error: unknown) => browser.report(error))
  }
  const removeUnlessSaved = (upload: Upload): void => {
    if (!host.settings().saveSource) remove(upload)
  }

  const startUpload = async (run: number, take: Take): Promise<void> => {
    const settings = host.settings()
    if (take.file.size > maxAudioBytes) return dispatch({ type: 'sendFailed', run, failure: sizeFailure(take.file.size) })
    try {
      const ofPage = host.hook('onUploadAudio')
      const done = ofPage ? await uploadByPage(ofPage, take) : await upload(browser, take, settings)
      // Nobody waits for it and nobody will ever know its address.
      if (isLate(run)) return remove(done)
      dispatch({ type: 'uploaded', run, upload: done, atMs: browser.now() })
    } catch (error) {
      dispatch({ type: 'sendFailed', run, failure: uploadFailure(error, settings) })
    }
  }

  const startCall = async (run: number, uploaded: Upload, take: Take): Promise<void> => {
    const settings = host.settings()
    try {
      const ofPage = host.hook('onTranscribeAudio')
      const transcript = ofPage ? await transcribeByPage(ofPage, uploaded, take) : await call(browser, uploaded, settings)
      dispatch({ type: 'answered', run, transcript, keepUpload: settings.saveSource })
    } catch (error) {
      dispatch({ type: 'sendFailed', run, failure: callFailure(error, settings) })
    }
  }

  scope.add(() => {
    const left = heldOf(state())?.upload
    if (left) removeUnlessSaved(left)
  })

  return (before, after) => {
    if (after.type === 'uploading' && before.run !== after.run) void startUpload(after.run, after.held.take)
    if (after.type === 'transcribing' && before.type !== 'transcribing' && after.held.upload) void startCall(after.run, after.held.upload, after.held.take)
    const left = heldOf(before)?.upload
    if (left && left.path !== heldOf(after)?.upload?.path) removeUnlessSaved(left)
  }
}
