import type { Browser } from '../browser'
import { callFailure, parametersOf, serviceOf, uploadFailure } from '../sending'
import { readServiceError } from '../service-error'
import type { Settings } from '../settings'
import { withUpload } from '../upload/uploads'
import { bad, good, type Finding } from './finding'
import { checkMicrophone } from './microphone-check'
import { emptyCallFindings, serviceFindings, type Called } from './service-checks'
import { silenceFile } from './silence-file'

const callService = async (browser: Browser, settings: Settings, url: string): Promise<Called> => {
  const { service, method } = serviceOf(settings)
  try {
    return { answer: await browser.invoke(service, method, { ...parametersOf(url, settings), responseFormat: 'json' }) }
  } catch (error) {
    return { failure: callFailure(error, settings), isOwn: readServiceError(error).own !== null }
  }
}

const removal = async (browser: Browser, path: string, folder: string): Promise<Finding> => {
  try {
    await browser.removeFile(path)
    return good('Folder', `This role may write into the folder ${folder}.`)
  } catch {
    return bad('Folder', `This role may write into ${folder} but not delete there, so uploads stay.`, `Give the role the permission Delete for ${folder} (Files, Permissions), and remove ${path}.`)
  }
}

const uploaded = async (browser: Browser, settings: Settings, path: string): Promise<string | Finding> => {
  const [name = path] = path.split('/').slice(-1)
  try {
    return await withUpload(browser).upload(silenceFile(name), path, { signal: new AbortController().signal, onProgress: () => undefined })
  } catch (error) {
    const { sentence, advice } = uploadFailure(error, settings)
    return bad('Folder', sentence, advice)
  }
}

const checkWay = async (browser: Browser, settings: Settings): Promise<Finding[]> => {
  const path = `${settings.uploadFolder}/setup-check-${browser.randomName()}.wav`
  const { service } = serviceOf(settings)
  const today = browser.date().toISOString().slice(0, 10)
  const url = await uploaded(browser, settings, path)
  if (typeof url !== 'string') return [...emptyCallFindings(await callService(browser, settings, ''), service, today), url]
  const findings = serviceFindings(await callService(browser, settings, url), service, today)
  return [...findings, await removal(browser, path, settings.uploadFolder)]
}

/** Sends half a second of silence the way of every recording, and tells in five lines what works and what mends the rest. */
export const checkSetup = async (browser: Browser, settings: Settings): Promise<Finding[]> => (await Promise.all([checkWay(browser, settings), checkMicrophone(browser)])).flat()
