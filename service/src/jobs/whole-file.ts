import type { Piece } from '../audio/split/types'
import type { AudioFile } from '../source/body'
import type { OpenedAudio } from './piece-worker'

/** A file that is sent as it is: one piece. */
export const wholeFile = (file: AudioFile, durationSeconds: number | null): OpenedAudio['pieces'] => {
  const endSeconds = durationSeconds ?? 0
  const piece: Piece = { index: 0, startSeconds: 0, endSeconds, overlapSeconds: 0, soundStartSeconds: 0, soundEndSeconds: endSeconds, file, fileName: `audio.${file.type.extension}`, mimeType: file.type.mimeType, next: null }
  return {
    endSeconds,
    async *[Symbol.asyncIterator]() {
      yield await Promise.resolve(piece)
    },
  }
}
