import { ServiceError } from '../../errors'
import type { AudioFile } from '../../source/body'
import { openAudio } from './open'
import { sourceOf } from './source-of'
import type { SplitWish } from './types'

const whole: SplitWish = { maxBytes: Infinity, maxSeconds: Infinity, cutAt: 'limit', skipSilence: false }

/** Without these the transcription service may still understand the file as it is. */
const isHopeless = (error: unknown, file: AudioFile): boolean =>
  file.type.container === 'aac' || !(error instanceof ServiceError) || ['source-type-unsupported', 'source-has-no-sound'].includes(error.key)

/** Puts the sound into a container that is taken everywhere, without encoding it anew. What cannot be read stays as it is. */
export const repack = async (file: AudioFile, signal: AbortSignal): Promise<AudioFile> => {
  const packed: AudioFile[] = []
  try {
    const audio = await openAudio(sourceOf(file.pieces), signal)
    for await (const piece of audio.split(whole, signal)) packed.push(piece.file)
  } catch (error) {
    if (isHopeless(error, file) && packed.length === 0) throw error
  }
  const [first] = packed
  return first && packed.length === 1 ? first : file
}
