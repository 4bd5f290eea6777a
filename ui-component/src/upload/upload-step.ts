import type { Context } from '../context'
import { isWorthConverting, makeSmall } from '../convert/door'
import { uploadByPage } from '../hooks'
import { isUnanswered } from '../sending'
import type { Take, Upload, Work } from '../state'
import { withUpload } from './uploads'

/** Brings audio into the file storage, made small before where that is worth it. */
export interface UploadStep {
  run(take: Take, signal: AbortSignal, tell: (work: Work) => void): Promise<Upload>
  /** The file of this take was removed from the storage: the next one gets another name, so that the two cannot meet. */
  forget(recordingId: string): void
}

const extensionOf = (name: string): string => name.slice(name.lastIndexOf('.') + 1)

/** Each write reaches the page, so not every packet is told. */
const tellEveryMs = 200

const slowly = (now: () => number, tell: (work: Work) => void): ((work: Work) => void) => {
  let toldAt = -Infinity
  return (work) => {
    if (work.done < work.total && now() - toldAt < tellEveryMs) return
    toldAt = now()
    tell(work)
  }
}

/** The uploads of one component. The path cannot be guessed, tells nothing about the person or the file, and is the same for each attempt: what arrived before its answer was lost is found there again. */
export const createUploadStep = ({ browser, host }: Pick<Context, 'browser' | 'host'>): UploadStep => {
  const generations = new Map<string, number>()
  const tried = new Set<string>()
  let small: { readonly recordingId: string; readonly file: File } | null = null

  const forget = (recordingId: string): void => void generations.set(recordingId, (generations.get(recordingId) ?? 0) + 1)
  const pathOf = ({ recordingId }: Take, file: File): string => {
    const generation = generations.get(recordingId)
    return `${host.settings().uploadFolder}/${recordingId}${generation ? `-${generation}` : ''}.${extensionOf(file.name)}`
  }
  /** A second attempt does not make it small a second time. */
  const made = async ({ recordingId, file }: Take, signal: AbortSignal, tell: (work: Work) => void): Promise<File | null> => {
    if (small?.recordingId === recordingId) return small.file
    const total = file.size
    tell({ stage: 'converting', done: 0, total })
    const found = await makeSmall(browser, file, { signal, onProgress: (part) => tell({ stage: 'converting', done: Math.min(total - 1, Math.round(part * total)), total }) })
    if (found) small = { recordingId, file: found }
    return found
  }
  const found = async (path: string, isPossible: boolean): Promise<string | null> => {
    if (!isPossible) return null
    try {
      return await browser.uploaded(path)
    } catch (error) {
      // Who may not ask uploads again; who has no connection need not try.
      if (isUnanswered(error)) throw error
      return null
    }
  }
  const send = async ({ recordingId }: Take, file: File, path: string, signal: AbortSignal, tell: (work: Work) => void): Promise<string> => {
    const [name = path] = path.split('/').slice(-1)
    let isThrough = false
    const onProgress = (done: number, total: number): void => {
      isThrough = done === total
      tell({ stage: 'uploading', done, total })
    }
    try {
      return await withUpload(browser).upload(new File([file], name, { type: file.type }), path, { signal, onProgress })
    } catch (error) {
      if (signal.aborted && isThrough) {
        forget(recordingId)
        // It may lie there although nobody waited for the answer.
        browser.removeFile(path).catch(() => undefined)
      }
      throw error
    }
  }
  return {
    forget,
    run: async (take, signal, tellNow) => {
      const tell = slowly(() => browser.now(), tellNow)
      const isLarge = browser.canEncode() && isWorthConverting(take.file.size, take.durationSeconds)
      const file = (isLarge ? await made(take, signal, tell) : null) ?? take.file
      const ofPage = host.hook('onUploadAudio')
      if (ofPage) return uploadByPage(ofPage, { ...take, file })
      const path = pathOf(take, file)
      const known = await found(path, take.isRecovered === true || tried.has(path))
      if (known !== null) return { url: known, path }
      tried.add(path)
      return { url: await send(take, file, path, signal, tell), path }
    },
  }
}
