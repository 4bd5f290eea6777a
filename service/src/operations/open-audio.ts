import { maxAudioBytes } from '../../../contract'
import type { OpensAudio, AudioSource } from '../audio/split/types'
import { tooLarge, type AudioFile } from '../source/body'

export const openAudio: OpensAudio = () => { throw tooLarge(maxAudioBytes + 1, maxAudioBytes) }
export const sourceOf = (_file: AudioFile): AudioSource => ({ byteLength: null, chunks: () => { throw new Error('no') }, read: null })
