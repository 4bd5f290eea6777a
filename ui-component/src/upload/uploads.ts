import type { Browser } from '../browser'
import { sendFile, type SendFile } from './send-file'

/** What a browser that uploads has besides. */
export interface Uploads {
  readonly upload: SendFile
}

/** Gives a browser the upload, which only lazy parts need; a browser of tests brings its own. */
export const withUpload = (browser: Browser): Browser & Uploads => ('upload' in browser ? (browser as Browser & Uploads) : Object.assign(Object.create(browser) as Browser, { upload: sendFile }))
