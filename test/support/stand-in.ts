import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { TimedWord } from '../../playground/openai/tone-words'

/** What tests need of the stand-in for OpenAI and of the tone-words that it hears. */

export { standInDay, standInKeys, startOpenAi, type FlavourName, type Heard, type OpenAiProcess, type ReceivedRequest, type ScriptedReply } from '../../playground/openai/start'

export { findWord, pickWords, speak, timeWords, vocabulary, writeWav, type SpeakOptions, type Spoken, type TimedWord } from '../../playground/openai/tone-words'

/** One committed recording of test/fixtures/audio, with what is said in it. */
export interface Fixture {
  readonly words: readonly TimedWord[]
  readonly durationSeconds: number
  /** False where the times are only near, because a recorder began a little before or after the microphone. */
  readonly exactTimes: boolean
}

interface Fixtures {
  /** Files of the nine promised types, in the order of the documentation. */
  readonly promised: readonly string[]
  /** Files that are no audio, or none that is accepted. */
  readonly impostors: readonly string[]
  /** Every file with speech, or with silence and no words, by its name. */
  readonly speech: Readonly<Record<string, Fixture>>
}

const folder = join(__dirname, '..', 'fixtures', 'audio')

/** What is known of the committed audio files (made by scripts/make-fixtures.ts). */
export const fixtures = JSON.parse(readFileSync(join(folder, 'fixtures.json'), 'utf8')) as Fixtures

/** Path of a committed audio file. */
export const fixturePath = (name: string): string => join(folder, name)

/** Bytes of a committed audio file. */
export const readFixture = (name: string): Buffer => readFileSync(fixturePath(name))

/** The words of a committed audio file as one text. */
export const fixtureText = (name: string): string => fixtures.speech[name]!.words.map(({ word }) => word).join(' ')
