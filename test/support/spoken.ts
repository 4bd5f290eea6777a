import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { speak, writeWav, type SpeakOptions, type Spoken } from './stand-in'

/** The rate of the fake microphone: no conversion stands between the file and the browser. */
const microphoneRate = 48_000

/** A wav file of tone-words on disk. */
export interface SpokenFile extends Spoken {
  readonly path: string
  readonly bytes: Buffer
  remove(): void
}

/** Says the words into a wav file in a temporary folder. */
export const speakToFile = (words: readonly string[], options: SpeakOptions = {}): SpokenFile => {
  const spoken = speak(words, { sampleRate: microphoneRate, ...options })
  const folder = mkdtempSync(join(tmpdir(), 'spoken-'))
  const path = join(folder, 'words.wav')
  const bytes = writeWav(spoken.samples, spoken.sampleRate)
  writeFileSync(path, bytes)
  return { ...spoken, path, bytes, remove: () => rmSync(folder, { recursive: true, force: true }) }
}

/** The words of a transcript in their order, without punctuation and capitals. */
export const wordsIn = (text: unknown): string[] => (typeof text === 'string' ? text.toLowerCase().match(/\p{L}+/gu) ?? [] : [])
