import type { Context, Effect } from './context'
import { failureOf, type Failure } from './failure'
import type { Sender } from './send-door'
import type { Held, Take, Upload } from './state'
import { createTidying } from './tidying'

/** The part itself could not be fetched: as good as no connection. */
const unfetched: Failure = failureOf('upload-failed', { reason: 'nothing: a part of the component could not be fetched' })

/** Uploads, calls the service, and takes the uploaded file away when nobody needs it any more. */
export const sendEffect = (context: Context): Effect => {
  const { browser, scope, host, keep, sender, state, dispatch } = context
  const tidying = createTidying(context)
  let way = new AbortController()
  let here: Sender | null = null
  const isLate = (run: number): boolean => scope.closed || state().run !== run
  const fetched = async (): Promise<Sender> => (here = await sender())

  /** Without a connection the audio waits on this device, if it can; everything else is a failure. */
  const fail = async (run: number, take: Take, step: 'upload' | 'call', error: unknown): Promise<void> => {
    const { keepUnsent, sendWhenOnline } = host.settings()
    const isUnanswered = here === null || here.isUnanswered(error)
    const isQueued = keepUnsent && sendWhenOnline && isUnanswered && !isLate(run) && (await (await keep.ready())?.hold(take)) === true
    dispatch(isQueued ? { type: 'queued', run } : { type: 'sendFailed', run, failure: here?.failure(step, error) ?? unfetched })
  }

  const startUpload = async (run: number, take: Take): Promise<void> => {
    const { signal } = (way = new AbortController())
    try {
      const upload = await (await fetched()).upload(take, signal, (work) => dispatch({ type: 'work', run, work }))
      // Nobody waits for it and nobody will ever know its address.
      if (isLate(run)) return tidying.remove(upload, take)
      dispatch({ type: 'uploaded', run, upload, atMs: browser.now() })
    } catch (error) {
      if (!signal.aborted) await fail(run, take, 'upload', error)
    }
  }

  const startCall = async (run: number, held: Held & { readonly upload: Upload }): Promise<void> => {
    const { saveSource } = host.settings()
    try {
      const transcript = await (await fetched()).call(held, { isOver: () => isLate(run), job: (jobId, job) => dispatch({ type: 'job', run, jobId, job }) })
      dispatch({ type: 'answered', run, transcript, keepUpload: saveSource, recordId: host.settings().recordId })
    } catch (error) {
      await fail(run, held.take, 'call', error)
    }
  }

  scope.add(() => {
    way.abort()
    tidying.leave()
  })
  return (before, after) => {
    // Early: a network that goes away later does not matter any more.
    if (after.type === 'asking' && before.type !== 'asking') void fetched().catch(() => undefined)
    if (before.type === 'uploading' && before.run !== after.run) way.abort()
    if (after.type === 'uploading' && before.run !== after.run) void startUpload(after.run, after.held.take)
    if (after.type === 'transcribing' && before.type !== 'transcribing' && after.held.upload) void startCall(after.run, { ...after.held, upload: after.held.upload })
    tidying.step(before, after)
  }
}
