import { dollarsOf, needsAsking } from './asking'
import type { Context } from './context'
import { anyFailure } from './all-failures'
import type { Failure } from './failure'
import { checkFile, secondsOf, webAddress } from './picking'
import type { Take, Upload } from './state'

/** A file that can be sent, or why it cannot. */
type Chosen = { readonly take: Take; readonly send: boolean } | { readonly failure: Failure }

const measured = async ({ browser }: Context, file: File): Promise<number | null> => {
  const url = browser.objectUrl(file)
  const seconds = await secondsOf(browser, url)
  browser.revokeObjectUrl(url)
  return seconds
}

const examined = async (context: Context, file: File, isLate: () => boolean): Promise<Chosen | null> => {
  const { browser, host, newTake } = context
  const picked = await checkFile(file)
  if (!picked.ok) return { failure: picked.failure }
  const durationSeconds = await measured(context, picked.file)
  const settings = host.settings()
  const dollars = await dollarsOf(browser, durationSeconds, settings)
  if (isLate()) return null
  const take = newTake(picked.file, { origin: 'file', durationSeconds, dollars, recordingId: browser.randomName(), recordId: settings.recordId })
  return { take, send: settings.sendAfterStop && !needsAsking(take, settings) }
}

/** Takes files that were picked, dropped or pasted: the first comes in hand, the others wait. What cannot be sent is named, and the others go on. */
export const chooseFiles = async (context: Context, files: readonly File[] | 'folder'): Promise<void> => {
  const { scope, state, dispatch } = context
  dispatch({ type: 'choosing' })
  const { run, resets } = state()
  const refuse = (failure: Failure, fileName: string | null): void => dispatch({ type: 'fileRefused', run, failure, fileName })
  if (files === 'folder') return refuse(anyFailure('folder-dropped'), null)
  let refused: { readonly failure: Failure; readonly fileName: string } | null = null
  let isFirst = true
  for (const file of files) {
    const isLate = (): boolean => scope.closed || state().resets !== resets || (isFirst && state().run !== run)
    const chosen = await examined(context, file, isLate)
    if (!chosen) return
    if ('failure' in chosen) refused ??= { failure: chosen.failure, fileName: file.name }
    else if (isFirst) {
      isFirst = false
      dispatch({ type: 'fileAccepted', run, ...chosen, atMs: context.browser.now() })
    } else dispatch({ type: 'queueAdd', takes: [chosen.take] })
  }
  if (refused && isFirst) refuse(refused.failure, refused.fileName)
}

const nameIn = ({ pathname, host }: URL): string => {
  try {
    return decodeURIComponent(pathname.split('/').filter(Boolean).at(-1) ?? '') || host
  } catch {
    return host
  }
}

/** Takes audio that lies on the web: nothing is uploaded, the service fetches it and says what it is when it is no audio. */
export const chooseAddress = async (context: Context, written: string): Promise<void> => {
  const { browser, host, scope, state, dispatch, newTake } = context
  dispatch({ type: 'choosing' })
  const { run } = state()
  const url = webAddress(written)
  if (!url) return dispatch({ type: 'fileRefused', run, failure: anyFailure('address-not-web'), fileName: written.trim().slice(0, 100) || null })
  const settings = host.settings()
  const durationSeconds = await secondsOf(browser, url.href)
  const dollars = await dollarsOf(browser, durationSeconds, settings)
  if (scope.closed || state().run !== run) return
  const upload: Upload = { url: url.href, path: '' }
  const take = newTake(new File([], nameIn(url)), { origin: 'file', durationSeconds, dollars, recordingId: browser.randomName(), recordId: settings.recordId, source: upload })
  dispatch({ type: 'fileAccepted', run, take, upload, send: settings.sendAfterStop && !needsAsking(take, settings), atMs: browser.now() })
}
