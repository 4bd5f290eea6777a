import { randomBytes } from 'node:crypto'
import { warn, type Warning } from '../../contract'
import type { Deadline } from './deadline'
import { platform } from './platform'
import type { AudioFile } from './source/body'

const maxStemCharacters = 60

/** `/talks/My%20talk.mp3` becomes `My-talk`: readable, and safe as a path. */
const stemOf = (url: URL): string => {
  const last = url.pathname.split('/').pop() ?? ''
  const readable = last.replace(/%[0-9a-f]{2}/gi, '-').replace(/\.[a-z0-9]{1,5}$/i, '')
  return readable.replace(/[^\p{L}\p{N}_-]+/gu, '-').replace(/^-+|-+$/g, '').slice(0, maxStemCharacters) || 'audio'
}

const upload = async (file: AudioFile, path: string, filename: string): Promise<string> => {
  await platform().Files.upload({ value: file.bytes, options: { filename, contentType: file.type.mimeType, knownLength: file.byteLength } }, path)
  return path
}

/**
 * Keeps a copy under a name that no other file has, so nothing is ever overwritten; answers its path, never an address that carries a key.
 * A copy that cannot be kept, or not in time, must not cost the transcript, which is paid for already.
 */
export const keepCopy = async (file: AudioFile, source: URL, folder: string, deadline: Deadline): Promise<{ savedSource: string | null; warnings: Warning[] }> => {
  const filename = `${stemOf(source)}-${randomBytes(6).toString('hex')}.${file.type.extension}`
  try {
    deadline.enter('saving the copy')
    return { savedSource: await deadline.race(upload(file, `${folder}/${filename}`, filename)), warnings: [] }
  } catch {
    return { savedSource: null, warnings: [warn('source-not-saved', { folder })] }
  }
}
