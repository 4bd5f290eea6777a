import type { Transcript } from '../transcript'

/** The speakers of a transcript, in the order in which they begin. */
export const speakersIn = ({ segments }: Transcript): string[] => [...new Set((segments ?? []).flatMap(({ speaker }) => speaker ?? []))]

const knownPrefix = 'known-'

/** What a speaker of the first piece is called in later requests: a name that the service cannot give to somebody new, whom it calls A, B, C. */
export const nameOfKnown = (label: string): string => knownPrefix + label

/** A to Z, then AA, AB and so on: two people never share a letter. */
const letterAt = (index: number): string => (index < 26 ? '' : letterAt(Math.floor(index / 26) - 1)) + String.fromCharCode('A'.charCodeAt(0) + (index % 26))

/**
 * The same letter for the same voice in all pieces, in order: the first piece keeps its letters, whoever was recognised in a later one has them too.
 * A voice that comes later gets the next free letter; it cannot be followed from piece to piece.
 */
export const nameSpeakers = <T extends { readonly transcript: Transcript | null }>(pieces: readonly T[]): readonly T[] => {
  if (!pieces.some(({ transcript }) => transcript && speakersIn(transcript).length > 0)) return pieces
  let taken = 0
  return pieces.map((piece, index) => {
    const { transcript } = piece
    if (transcript === null) return piece
    const letters = new Map<string, string>()
    const letterOf = (speaker: string): string => {
      const letter = index === 0 ? speaker : speaker.startsWith(knownPrefix) ? speaker.slice(knownPrefix.length) : (letters.get(speaker) ?? letterAt(taken++))
      letters.set(speaker, letter)
      return letter
    }
    if (index === 0) taken = speakersIn(transcript).length
    const segments = transcript.segments?.map((segment) => (segment.speaker === undefined ? segment : { ...segment, speaker: letterOf(segment.speaker) })) ?? null
    return { ...piece, transcript: { ...transcript, segments } }
  })
}
