import { execFileSync } from 'node:child_process'
import { copyFileSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { edges, impostors, promised, recordedWords, vocabularies, type Recipe } from './fixtures/recipes'
import { recordInChromium } from './fixtures/record-in-chromium'

/**
 * Makes test/fixtures/audio again: `tsx scripts/make-fixtures.ts`. Needs ffmpeg, and Chromium for the two recordings
 * (CHROMIUM names it). Tests need neither: they read the committed files.
 */

interface Spoken {
  readonly words: readonly { readonly word: string; readonly start: number; readonly end: number }[]
  readonly durationSeconds: number
}

interface Fixture extends Spoken {
  /** False where the times are those of a recording, which begins a little before or after the microphone. */
  readonly exactTimes: boolean
}

const maxBytes = 60_000
const root = join(__dirname, '..')
const folder = join(root, 'test', 'fixtures', 'audio')
const scratch = mkdtempSync(join(tmpdir(), 'fixtures-'))
const bitExact = ['-map_metadata', '-1', '-fflags', '+bitexact', '-flags:v', '+bitexact', '-flags:a', '+bitexact']

const say = (wavFile: string, { words, rate, edge }: Pick<Recipe, 'words' | 'rate' | 'edge'>): Spoken => {
  const options = ['--out', wavFile, '--rate', String(rate), '--edge', String(edge), '--pause-after', words.length === 6 ? '2' : '']
  return JSON.parse(execFileSync(process.execPath, ['--import', 'tsx', join(root, 'playground/openai/say.ts'), ...options, ...words], { cwd: root, encoding: 'utf8' })) as Spoken
}

const make = (recipe: Recipe): Fixture => {
  const wavFile = join(scratch, `${recipe.name}.wav`)
  const spoken = say(wavFile, recipe)
  const target = join(folder, recipe.name)
  if (recipe.encode.length === 0) copyFileSync(wavFile, target)
  else execFileSync('ffmpeg', ['-v', 'error', '-y', ...(recipe.inputs ?? []), '-i', wavFile, ...bitExact, ...recipe.encode, target])
  return { ...spoken, exactTimes: true }
}

const record = async (executablePath: string): Promise<Record<string, Fixture>> => {
  const wavFile = join(scratch, 'recorded.wav')
  const spoken = say(wavFile, { words: recordedWords, rate: 48_000, edge: 2 })
  const fixtures: Record<string, Fixture> = {}
  for (const [name, mimeType] of [['recorded.webm', 'audio/webm;codecs=opus'], ['recorded.mp4', 'audio/mp4;codecs=opus']] as const) {
    writeFileSync(join(folder, name), await recordInChromium(executablePath, wavFile, mimeType, Math.ceil(spoken.durationSeconds)))
    fixtures[name] = { ...spoken, exactTimes: false }
  }
  return fixtures
}

const silence = (): Fixture => {
  execFileSync('ffmpeg', ['-v', 'error', '-y', '-f', 'lavfi', '-i', 'anullsrc=sample_rate=8000:channel_layout=mono', '-t', '3', ...bitExact, join(folder, 'silent.wav')])
  return { words: [], durationSeconds: 3, exactTimes: true }
}

const keepRecorded = (): Record<string, Fixture> => {
  console.log('Chromium not found (set CHROMIUM): the two recordings stay as they are.')
  const { speech } = JSON.parse(readFileSync(join(folder, 'fixtures.json'), 'utf8')) as { speech: Record<string, Fixture> }
  return Object.fromEntries(Object.entries(speech).filter(([name]) => name.startsWith('recorded.')))
}

/** One line a file, so that a change can be read. */
const toJson = (speech: Readonly<Record<string, Fixture>>): string => {
  const lines = Object.entries(speech).map(([name, fixture]) => `    ${JSON.stringify(name)}: ${JSON.stringify(fixture)}`)
  return `{\n  "promised": ${JSON.stringify(promised.map(({ name }) => name))},\n  "impostors": ${JSON.stringify(Object.keys(impostors))},\n  "speech": {\n${lines.join(',\n')}\n  }\n}\n`
}

const main = async (): Promise<void> => {
  mkdirSync(folder, { recursive: true })
  const chromium = process.env['CHROMIUM'] ?? '/usr/bin/chromium'
  const made = Object.fromEntries([...promised, ...edges, ...vocabularies].map((recipe) => [recipe.name, make(recipe)]))
  const recorded = existsSync(chromium) ? await record(chromium) : keepRecorded()
  const speech: Record<string, Fixture> = { ...made, ...recorded, 'silent.wav': silence() }
  for (const [name, bytes] of Object.entries(impostors)) writeFileSync(join(folder, name), bytes)
  writeFileSync(join(folder, 'fixtures.json'), toJson(speech))
  for (const name of [...Object.keys(speech), ...Object.keys(impostors)]) {
    const { size } = statSync(join(folder, name))
    console.log(`${name.padEnd(24)} ${size} bytes`)
    if (size > maxBytes) throw new Error(`${name} is larger than ${maxBytes} bytes`)
  }
  rmSync(scratch, { recursive: true })
}

void main()
