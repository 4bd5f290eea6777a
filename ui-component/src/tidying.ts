import type { Context } from './context'
import { fresh } from './phases'
import { heldOf, type Held, type State, type Take, type Upload } from './state'

/** Takes away what nobody needs any more: uploaded files, and the jobs that read them. */
export interface Tidying {
  step(before: State, after: State): void
  remove(upload: Upload, take: Take): void
  /** The component goes. */
  leave(): void
}

/** What lies in the file storage for audio that is in hand, or that can be brought back. */
const lyingIn = (state: State): readonly (readonly [Upload, Take])[] => [heldOf(state), state.undo && fresh(state.undo)].flatMap((held) => (held?.upload ? [[held.upload, held.take]] : []))

/** The tidying of one component. */
export const createTidying = ({ browser, host, keep, sender, state }: Context): Tidying => {
  const report = (error: unknown): void => browser.report(error)
  const remove = ({ path }: Upload, { recordingId }: Take): void => {
    if (path === '') return
    void sender().then((here) => here.forget(recordingId), report)
    browser.removeFile(path).catch(report)
  }
  const removeUnlessSaved = (upload: Upload, take: Take): void => {
    if (!host.settings().saveSource) remove(upload, take)
  }
  const endJob = ({ jobId }: Held): void => {
    if (jobId) sender().then((here) => here.endJob(jobId), report)
  }
  /** A take that only makes room for another one is still kept on this device, with its upload. */
  const isPutBack = ({ take, transcribed }: Held, now: Held | null): boolean => !transcribed && now !== null && now.take.id !== take.id && keep.keeper?.isKept(take.recordingId) === true
  return {
    remove,
    step: (before, after) => {
      const [left, now] = [heldOf(before), heldOf(after)]
      if (left && isPutBack(left, now)) return
      if (left && left.jobId !== now?.jobId) endJob(left)
      const lying = lyingIn(after).map(([{ path }]) => path)
      lyingIn(before).filter(([{ path }]) => !lying.includes(path)).forEach(([upload, take]) => removeUnlessSaved(upload, take))
    },
    leave: () => {
      const held = heldOf(state())
      // What is kept on this device keeps its upload and its job too, so that nothing is done twice.
      if (!held?.upload || keep.keeper?.isKept(held.take.recordingId)) return
      removeUnlessSaved(held.upload, held.take)
      endJob(held)
    },
  }
}
