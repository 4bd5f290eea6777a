import type { Context, Effect } from './context'
import { transcribeByPage } from './hooks'
import { call, callFailure, isUnanswered, uploadFailure } from './sending'
import type { Failure } from './failure'
import { heldOf, type Held, type Take, type Upload } from './state'
import { createUploadStep } from './upload/upload-step'

/** Uploads, calls the service, and takes the uploaded file away when nobody needs it any more. */
export const sendEffect = (context: Context): Effect => {
  const { browser, scope, host, keep, state, dispatch } = context
  const step = createUploadStep(context)
  let way = new AbortController()
  const isLate = (run: number): boolean => scope.closed || state().run !== run

  const remove = ({ path }: Upload, recordingId: string | undefined): void => {
    if (path === '') return
    if (recordingId !== undefined) step.forget(recordingId)
    browser.removeFile(path).catch((error: unknown) => browser.report(error))
  }
  const removeUnlessSaved = (upload: Upload, take: Take | undefined): void => {
    if (!host.settings().saveSource) remove(upload, take?.recordingId)
  }

  /** Without a connection the audio waits on this device, if it can; everything else is a failure. */
  const fail = async (run: number, take: Take, error: unknown, failure: Failure): Promise<void> => {
    const { keepUnsent, sendWhenOnline } = host.settings()
    const isQueued = keepUnsent && sendWhenOnline && isUnanswered(error) && !isLate(run) && (await (await keep.ready())?.hold(take)) === true
    dispatch(isQueued ? { type: 'queued', run } : { type: 'sendFailed', run, failure })
  }

  const startUpload = async (run: number, take: Take): Promise<void> => {
    const { signal } = (way = new AbortController())
    try {
      const done = await step.run(take, signal, (work) => dispatch({ type: 'work', run, work }))
      if ('refused' in done) return dispatch({ type: 'sendFailed', run, failure: done.refused })
      // Nobody waits for it and nobody will ever know its address.
      if (isLate(run)) return remove(done.upload, take.recordingId)
      dispatch({ type: 'uploaded', run, upload: done.upload, atMs: browser.now() })
    } catch (error) {
      if (signal.aborted) return
      await fail(run, take, error, uploadFailure(error, host.settings()))
    }
  }

  const startCall = async (run: number, uploaded: Upload, take: Take): Promise<void> => {
    const settings = host.settings()
    try {
      const ofPage = host.hook('onTranscribeAudio')
      const transcript = ofPage ? await transcribeByPage(ofPage, uploaded, take) : await call(browser, uploaded, settings)
      dispatch({ type: 'answered', run, transcript, keepUpload: settings.saveSource, recordId: host.settings().recordId })
    } catch (error) {
      await fail(run, take, error, callFailure(error, settings))
    }
  }

  scope.add(() => {
    way.abort()
    const held = heldOf(state())
    // What is kept on this device keeps its upload too, so that nothing is uploaded twice.
    if (held?.upload && !keep.keeper?.isKept(held.take.recordingId)) removeUnlessSaved(held.upload, held.take)
  })

  /** A take that only makes room for another one is still kept on this device, with its upload. */
  const isPutBack = ({ take, transcribed }: Held, now: Held | null): boolean => !transcribed && now !== null && now.take.id !== take.id && keep.keeper?.isKept(take.recordingId) === true

  const tidy = (left: Held | null, now: Held | null): void => {
    if (left?.upload && left.upload.path !== now?.upload?.path && !isPutBack(left, now)) removeUnlessSaved(left.upload, left.take)
  }

  return (before, after) => {
    if (before.type === 'uploading' && before.run !== after.run) way.abort()
    if (after.type === 'uploading' && before.run !== after.run) void startUpload(after.run, after.held.take)
    if (after.type === 'transcribing' && before.type !== 'transcribing' && after.held.upload) void startCall(after.run, after.held.upload, after.held.take)
    tidy(heldOf(before), heldOf(after))
  }
}
