import type { DonePiece, Job } from './job'
import type { HeardText, KeptParts } from './piece-worker'
import type { JobStore } from './store'

/** Steps of the end stand behind all pieces of audio; a job of ten hours has a few thousand of those at most. */
export const firstStep = 1_000_000

/** Whether a row is a piece of audio, and not a step of the end. */
export const isAudioPiece = ({ index }: DonePiece): boolean => index < firstStep

/** File of a piece: of its own for each run, so that a run that has lost its hold overwrites nothing. */
export const pieceFile = (folder: string, index: number, run: string): string => `${folder}/piece-${String(index).padStart(7, '0')}-${run}.json`

const readsAtATime = 8

/** What was heard in pieces, in their order. */
export const readPieces = async (store: JobStore, pieces: readonly DonePiece[]): Promise<HeardText[]> => {
  const heard: HeardText[] = []
  for (let from = 0; from < pieces.length; from += readsAtATime) {
    const read = await Promise.all(pieces.slice(from, from + readsAtATime).map(({ path }) => store.readFile(path)))
    if (read.some((one) => one === null)) throw new Error('A file of a piece is not there any more')
    heard.push(...(read as HeardText[]))
  }
  return heard
}

/** The steps of the end of a job, kept like pieces. */
export const keptPartsOf = (store: JobStore, job: Job, run: string, onKept: () => void): KeptParts => {
  const rows = store.pieces(job.key).then((pieces) => new Map(pieces.map((piece) => [piece.index, piece.path])))
  return {
    read: async (index) => {
      const path = (await rows).get(firstStep + index)
      return path === undefined ? null : store.readFile(path)
    },
    add: async (index, value) => {
      const path = pieceFile(job.folder, firstStep + index, run)
      await store.write(path, value)
      if (await store.addPiece(job.key, { index: firstStep + index, startMs: 0, endMs: 0, path, next: null })) onKept()
      else await store.removeFile(path)
    },
  }
}
