import { audioTypes } from '../../../contract'

/** These two may hold video as well, so the general table of the web server decides. */
const undecided = ['mp4', 'webm']

/** Media type for an audio file's name; null = the web server knows better. */
export const contentTypeOf = (name: string): string | null => {
  const extension = name.split('.').at(-1)?.toLowerCase() ?? ''
  if (undecided.includes(extension)) return null
  return audioTypes.find(({ extensions }) => extensions.includes(extension))?.mimeType ?? null
}
