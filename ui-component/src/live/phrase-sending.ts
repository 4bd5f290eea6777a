import type { Context } from '../context'
import type { Scope } from '../scope'
import { call } from '../sending'
import { readServiceError } from '../service-error'
import type { Transcript, Upload } from '../state'
import { recordedType, sniffBlob } from '../take'
import { withUpload } from '../upload/uploads'

/** Sends phrases one by one. A second attempt finds the file that the first one has uploaded; none stays behind. */
export const createPhraseSending = ({ browser, host }: Pick<Context, 'browser' | 'host'>, scope: Scope): ((audio: Blob) => Promise<Transcript>) => {
  const uploads = new Map<Blob, Upload>()
  const remove = (audio: Blob): void => {
    const left = uploads.get(audio)
    uploads.delete(audio)
    if (left) browser.removeFile(left.path).catch((error: unknown) => browser.report(error))
  }
  const way = new AbortController()
  scope.add(() => {
    way.abort()
    ;[...uploads.keys()].forEach(remove)
  })

  const upload = async (audio: Blob): Promise<Upload> => {
    const type = recordedType(await sniffBlob(audio), audio.type)
    const name = `${browser.randomName()}.${type.extension}`
    const path = `${host.settings().uploadFolder}/${name}`
    const url = await withUpload(browser).upload(new File([audio], name, { type: type.mimeType }), path, { signal: way.signal, onProgress: () => undefined })
    const done = { url, path }
    uploads.set(audio, done)
    if (scope.closed) remove(audio)
    return done
  }
  return async (audio) => {
    const transcript = await call(browser, uploads.get(audio) ?? (await upload(audio)), host.settings())
    remove(audio)
    return transcript
  }
}

/** An error of our services about the call or its audio is the same the next time. */
export const isFinalError = (error: unknown): boolean => {
  const { own } = readServiceError(error)
  return own !== null && own.code < 41300
}
