import type { Heard } from './ear'
import { refuse, type Refusal } from './openai-errors'
import { voiceOf, type Voice } from './speech'

/** What a speaker is called, for each voice that sounds. */
export type SpeakerNames = (voice: Voice) => string

/** Shortest and longest clip from which a voice is learned, in seconds. */
const minReferenceSeconds = 2
const maxReferenceSeconds = 10

const bytesOf = (dataUrl: string): Uint8Array | null => {
  const [, base64] = /^data:audio\/[\w.+-]+;base64,(.+)$/.exec(dataUrl) ?? []
  return base64 === undefined ? null : Buffer.from(base64, 'base64')
}

const voiceIn = (heard: Heard): Voice | null => {
  if (!heard.ok || heard.durationSeconds < minReferenceSeconds || heard.durationSeconds > maxReferenceSeconds) return null
  const high = heard.words.filter(({ word }) => voiceOf(word) === 'high').length
  return heard.words.length === 0 ? null : high * 2 > heard.words.length ? 'high' : 'low'
}

/** Learns the voices of the references: a known voice has its name, every other one the next free letter in the order in which they speak. */
export const learnVoices = async (names: readonly string[], references: readonly string[], listen: (bytes: Uint8Array) => Promise<Heard>): Promise<SpeakerNames | Refusal> => {
  const known = new Map<Voice, string>()
  for (const [index, reference] of references.entries()) {
    const bytes = bytesOf(reference)
    const voice = bytes && voiceIn(await listen(bytes))
    if (voice === null) return refuse.speakerReference(index)
    known.set(voice, names[index] ?? '')
  }
  let letters = 0
  return (voice) => {
    const name = known.get(voice) ?? String.fromCharCode(65 + letters++)
    known.set(voice, name)
    return name
  }
}
