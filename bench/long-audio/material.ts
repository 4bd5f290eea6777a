import { execFileSync } from 'node:child_process'
import { closeSync, existsSync, mkdirSync, openSync, readFileSync, renameSync, statSync, writeFileSync, writeSync } from 'node:fs'
import { join } from 'node:path'
import { pickWords, speak, writeWav, type TimedWord } from '../../playground/openai/tone-words'

/** Long files whose every word and time is known, in every container: made once with a system ffmpeg, and kept in `.cache`. */

const folder = join(__dirname, '..', '..', '.cache', 'long-audio')
const rate = 16_000
const wordsInBlock = 100
const sentenceWords = 7
const sentencePauseSeconds = 0.7
const wavHeadBytes = 44

/** What is said in a file, and when. */
export interface Truth {
  readonly words: readonly TimedWord[]
  readonly durationSeconds: number
}

/** A file of the collection. */
export interface LongFile {
  readonly name: string
  readonly path: string
  readonly truth: Truth
}

interface Recipe {
  readonly from: 'hour.wav' | 'ten-hours.wav'
  /** Arguments of ffmpeg between the wav file and the output. */
  readonly encode: readonly string[]
  readonly inputs?: readonly string[]
}

const opus = ['-c:a', 'libopus', '-b:a', '32k']
const aac = ['-ar', '44100', '-c:a', 'aac', '-b:a', '64k']
const mp3 = ['-ar', '44100', '-ac', '2', '-c:a', 'libmp3lame']
const picture = ['-f', 'lavfi', '-i', 'testsrc=size=320x180:rate=5']

/** Every container of the promise, in the shapes in which it is met. */
export const recipes: Readonly<Record<string, Recipe>> = {
  'cbr.mp3': { from: 'hour.wav', encode: [...mp3, '-b:a', '128k', '-write_xing', '0', '-id3v2_version', '0'] },
  'vbr.mp3': { from: 'hour.wav', encode: [...mp3, '-q:a', '6'] },
  'tagged.mp3': { from: 'hour.wav', encode: ['-ar', '24000', '-c:a', 'libmp3lame', '-b:a', '48k', '-metadata', 'title=An hour of words'] },
  'first.m4a': { from: 'hour.wav', encode: [...aac, '-movflags', '+faststart'] },
  'last.m4a': { from: 'hour.wav', encode: [...aac] },
  'fragmented.mp4': { from: 'hour.wav', encode: [...aac, '-movflags', 'empty_moov+default_base_moof+frag_keyframe', '-frag_duration', '1000000'] },
  'opus.ogg': { from: 'hour.wav', encode: opus },
  'cues.webm': { from: 'hour.wav', encode: [...opus, '-cues_to_front', '1'] },
  'live.webm': { from: 'hour.wav', encode: [...opus, '-live', '1'] },
  'lossless.flac': { from: 'hour.wav', encode: ['-c:a', 'flac'] },
  'video.mp4': { from: 'hour.wav', inputs: picture, encode: ['-map', '1:a', '-map', '0:v', '-c:v', 'libx264', '-preset', 'ultrafast', '-pix_fmt', 'yuv420p', '-shortest', ...aac] },
  'ten-hours.mp3': { from: 'ten-hours.wav', encode: ['-c:a', 'libmp3lame', '-b:a', '32k'] },
}

const seconds = { 'hour.wav': 3600, 'ten-hours.wav': 36_000 }

const pausesAfter = Object.fromEntries(Array.from({ length: wordsInBlock / sentenceWords }, (_, index) => [(index + 1) * sentenceWords, sentencePauseSeconds]))

/** A second or two of noise-free silence is where hard questions do not arise: the edges of a block are as short as a sentence pause. */
const edges = { sampleRate: rate, leadSeconds: 0.3, tailSeconds: 0.4, pausesAfter }

/** Written block by block: an hour of samples need not be in memory. */
const sayLong = (path: string, wantedSeconds: number): Truth => {
  const file = openSync(`${path}.part`, 'w')
  const words: TimedWord[] = []
  let frames = 0
  writeSync(file, Buffer.alloc(wavHeadBytes))
  const add = (samples: Float32Array): void => {
    writeSync(file, writeWav(samples, rate).subarray(wavHeadBytes))
    frames += samples.length
  }
  for (let seed = 1; ; seed += 1) {
    const spoken = speak(pickWords(wordsInBlock, seed), edges)
    const start = frames / rate
    if (start + spoken.durationSeconds > wantedSeconds) break
    const first = spoken.words[0]?.word
    // A doubled word could not be noticed.
    if (words.at(-1)?.word === first) continue
    words.push(...spoken.words.map(({ word, start: from, end }) => ({ word, start: start + from, end: start + end })))
    add(spoken.samples)
  }
  add(new Float32Array(wantedSeconds * rate - frames))
  const head = writeWav(new Float32Array(0), rate)
  head.writeUInt32LE(frames * 2, 40)
  head.writeUInt32LE(36 + frames * 2, 4)
  writeSync(file, head, 0, wavHeadBytes, 0)
  closeSync(file)
  renameSync(`${path}.part`, path)
  return { words, durationSeconds: wantedSeconds }
}

const truthOf = (name: keyof typeof seconds): Truth => {
  const path = join(folder, name)
  const truthFile = `${path}.json`
  if (!existsSync(path) || !existsSync(truthFile)) writeFileSync(truthFile, JSON.stringify(sayLong(path, seconds[name])))
  return JSON.parse(readFileSync(truthFile, 'utf8')) as Truth
}

const ffmpeg = (...args: readonly string[]): void => void execFileSync('nice', ['-n', '5', 'ffmpeg', '-v', 'error', '-y', ...args], { stdio: ['ignore', 'inherit', 'inherit'] })

/** Makes a file through a name that no reader takes for finished. */
const make = (path: string, args: (target: string) => readonly string[]): void => {
  if (existsSync(path)) return
  const part = path.replace(/([^/]+)$/, 'part-$1')
  ffmpeg(...args(part))
  renameSync(part, path)
}

/** A file of the collection; made when it is asked for the first time. */
export const longFile = (name: string): LongFile => {
  mkdirSync(folder, { recursive: true })
  const path = join(folder, name)
  if (name === 'hour.wav' || name === 'ten-hours.wav') return { name, path, truth: truthOf(name) }
  const recipe = recipes[name]
  if (!recipe) throw new Error(`There is no recipe for ${name}`)
  const truth = truthOf(recipe.from)
  make(path, (target) => [...(recipe.inputs ?? []), '-i', join(folder, recipe.from), ...recipe.encode, target])
  return { name, path, truth }
}

/** The same audio again and again until the file has about so many bytes. */
export const repeated = (name: string, bytes: number): string => {
  const { path } = longFile(name)
  const target = join(folder, `${Math.round(bytes / 1e6)}-mb-${name}`)
  const times = Math.max(0, Math.round(bytes / statSync(path).size) - 1)
  make(target, (part) => ['-stream_loop', String(times), '-i', path, '-map', '0:a', '-c', 'copy', ...(recipes[name]?.encode.includes('-movflags') ? ['-movflags', '+faststart'] : []), part])
  return target
}

/** The hour in every container. */
export const hours: readonly string[] = ['hour.wav', ...Object.keys(recipes).filter((name) => recipes[name]?.from === 'hour.wav')]
