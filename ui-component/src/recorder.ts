import { recordingBitsPerSecond } from '../../contract'
import type { Browser } from './browser'

const opusFirst = ['audio/webm;codecs=opus', 'audio/webm', 'audio/ogg;codecs=opus', 'audio/mp4']
const mp4First = ['audio/mp4;codecs=mp4a.40.2', 'audio/mp4', 'audio/webm;codecs=opus', 'audio/webm']

/** The best of the formats that this browser really records; undefined leaves the choice to it. */
export const recordingMimeType = (browser: Browser): string | undefined =>
  (browser.prefersMp4() ? mp4First : opusFirst).find((mimeType) => browser.canRecord(mimeType))

/** A recorder for speech in the best format. */
export const newRecorder = (browser: Browser, stream: MediaStream): MediaRecorder => {
  const mimeType = recordingMimeType(browser)
  const options = { audioBitsPerSecond: recordingBitsPerSecond }
  try {
    return browser.newRecorder(stream, mimeType ? { ...options, mimeType } : options)
  } catch {
    return browser.newRecorder(stream, {})
  }
}
