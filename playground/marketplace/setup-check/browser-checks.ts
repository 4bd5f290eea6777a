import { componentDefaults, errorByKey } from '../../../contract'
import { bad, good, open, type Finding } from './finding'

/** The checks that only the browser of the person can make. */

/** Uploads a few bytes as a visitor would, and removes them again. */
export const checkFolder = async (filesUrl: string, folder: string = componentDefaults.uploadFolder): Promise<Finding> => {
  const address = `${filesUrl}/${folder}/setup-check-${crypto.randomUUID()}.txt`
  const form = new FormData()
  form.append('file', new Blob(['setup check']), 'setup-check.txt')
  const sent = await fetch(address, { method: 'POST', body: form }).catch(() => null)
  if (!sent?.ok) return bad('Folder', `This role may not write into the folder ${folder}.`, `Give the role the permission Write for ${folder} (Files, Permissions).`)
  const removed = await fetch(address, { method: 'DELETE' }).catch(() => null)
  if (!removed?.ok) return bad('Folder', `This role may write into ${folder} but not delete there, so uploads stay.`, `Give the role the permission Delete for ${folder}.`)
  return good('Folder', `This role may write into the folder ${folder}.`)
}

const permission = async (): Promise<PermissionState | 'unknown'> => {
  try {
    return (await navigator.permissions.query({ name: 'microphone' })).state
  } catch {
    return 'unknown'
  }
}

const fixOf = (key: 'insecure-page' | 'no-microphone' | 'permission-denied'): Finding => {
  const { sentence, advice } = errorByKey(key)
  return bad('Microphone', sentence, advice)
}

/** Looks without asking the person anything. */
export const checkMicrophone = async (): Promise<Finding> => {
  const media = navigator.mediaDevices as MediaDevices | undefined
  if (!media) return fixOf('insecure-page')
  const state = await permission()
  if (state === 'denied') return fixOf('permission-denied')
  const devices = await media.enumerateDevices()
  if (!devices.some(({ kind }) => kind === 'audioinput')) return fixOf('no-microphone')
  if (state === 'granted') return good('Microphone', 'The microphone is allowed on this page.')
  return open('Microphone', 'The browser will ask for the microphone at the first recording.', 'Allow it then, or now:')
}

/** Asks the person, and lets the microphone go at once. */
export const askForMicrophone = async (): Promise<void> => {
  const stream = await navigator.mediaDevices.getUserMedia({ audio: true })
  stream.getTracks().forEach((track) => track.stop())
}
