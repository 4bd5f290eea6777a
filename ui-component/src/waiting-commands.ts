import type { Context } from './context'
import { failureOf } from './failure'
import type { Sender } from './send-door'
import type { LateResult } from './state'

/** A text that belongs to another record than the one on the page. */
export interface WaitingText {
  readonly recordId: string
  readonly transcript: string
  readonly segments: readonly unknown[]
  readonly language: string
}

/** What can be done with files, with recordings that were kept, and with texts that came too late for the page. */
export interface WaitingCommands {
  /** The first comes in hand, the others wait for their turn. */
  choose(files: File | readonly File[] | 'folder'): Promise<void>
  /** Audio that lies on the web. */
  chooseAddress(address: string): Promise<void>
  removeWaiting(takeId: number): void
  /** Recordings that were kept on this device. */
  sendUnsent(recordingId: string): void
  deleteUnsent(recordingId: string): void
  /** A text that came for another record: it becomes the transcript, when the page shows that record. */
  useLate(recordingId: string): void
  copyLate(recordingId: string): Promise<boolean>
  deleteLate(recordingId: string): void
  getWaitingTexts(): readonly WaitingText[]
}

/** These commands for one component; `copy` puts a text into the clipboard. */
export const createWaitingCommands = (context: Context, copy: (text: string) => Promise<boolean>): WaitingCommands => {
  const { browser, host, keep, state, dispatch } = context
  const report = (error: unknown): void => browser.report(error)
  /** Without the part nothing can be chosen, and that is said in the place of the file. */
  const withSender = async (fileName: string | null, action: (sender: Sender) => Promise<void>): Promise<void> => {
    const { run } = state()
    const sender = await context.sender().catch((error: unknown) => {
      report(error)
      dispatch({ type: 'fileRefused', run, failure: failureOf('upload-failed', { reason: 'nothing: a part of the component could not be fetched' }), fileName })
      return null
    })
    if (sender) await action(sender).catch(report)
  }
  const lateOf = (recordingId: string): LateResult | undefined => state().late.find((result) => result.recordingId === recordingId)
  return {
    choose: (files) => withSender(files instanceof File ? files.name : null, (sender) => sender.choose(files instanceof File ? [files] : files)),
    chooseAddress: (address) => withSender(null, (sender) => sender.chooseAddress(address)),
    removeWaiting: (takeId) => dispatch({ type: 'queueRemove', takeId }),
    sendUnsent: (recordingId) => keep.keeper?.send(recordingId),
    deleteUnsent: (recordingId) => keep.keeper?.remove(recordingId),
    useLate: (recordingId) => {
      if (lateOf(recordingId)?.recordId === host.settings().recordId) dispatch({ type: 'lateTaken', recordingId })
    },
    copyLate: (recordingId) => copy(lateOf(recordingId)?.transcript.text ?? ''),
    deleteLate: (recordingId) => dispatch({ type: 'late', late: state().late.filter((result) => result.recordingId !== recordingId) }),
    getWaitingTexts: () => state().late.map(({ recordId, transcript: { text, segments, language } }) => ({ recordId, transcript: text, segments: [...segments], language })),
  }
}
