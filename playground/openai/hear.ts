import { createDecimator } from './decimate'
import { noteGapSeconds, noteSeconds, type TimedWord } from './speak'
import { noteHertz, vocabulary } from './vocabulary'

const windowSeconds = 0.04
const hopSeconds = 0.01
/** Mean square below which nothing is listened to: -64 dB of full scale. */
const silencePower = 10 ** -6.4
/** Part of a moment's power that must lie in one note: noise spreads over all of them. */
const minPurity = 0.4
/** Half the window on a note gives a quarter of its power: that is where the note begins or ends. */
const edgePower = 0.25
const minNoteSeconds = noteSeconds * 0.4
const maxNoteSeconds = noteSeconds * 1.6
/** Between the two notes of a word; the silence between words is longer. */
const maxInnerGapSeconds = noteGapSeconds + 0.035

const notes = [...noteHertz.low, ...noteHertz.high]
const wordByNotes = new Map(vocabulary.map(({ word, notes: [first, second] }) => [`${first} ${second}`, word]))

interface Moment {
  /** Index of the strongest note, -1 when there is none. */
  readonly note: number
  readonly power: number
}

interface Note {
  readonly hertz: number
  readonly start: number
  readonly end: number
}

interface Probe {
  readonly cosine: Float32Array
  readonly sine: Float32Array
}

const makeProbes = (length: number, sampleRate: number): { window: Float32Array; probes: Probe[]; scale: number; weight: number } => {
  const window = Float32Array.from({ length }, (_, index) => 0.5 - 0.5 * Math.cos((2 * Math.PI * (index + 0.5)) / length))
  const sum = window.reduce((total, value) => total + value, 0)
  const weight = window.reduce((total, value) => total + value * value, 0)
  const probes = notes.map((hertz) => ({
    cosine: window.map((value, index) => value * Math.cos((2 * Math.PI * hertz * index) / sampleRate)),
    sine: window.map((value, index) => value * Math.sin((2 * Math.PI * hertz * index) / sampleRate)),
  }))
  return { window, probes, scale: 2 / (sum * sum), weight }
}

const listenAt = (samples: Float32Array, at: number, { window, probes, scale, weight }: ReturnType<typeof makeProbes>): Moment => {
  let total = 0
  for (let index = 0; index < window.length; index += 1) total += (samples[at + index]! * window[index]!) ** 2
  total /= weight
  if (total < silencePower) return { note: -1, power: 0 }
  let best = -1
  let bestPower = 0
  probes.forEach(({ cosine, sine }, note) => {
    let real = 0
    let imaginary = 0
    for (let index = 0; index < cosine.length; index += 1) {
      real += samples[at + index]! * cosine[index]!
      imaginary += samples[at + index]! * sine[index]!
    }
    const power = scale * (real * real + imaginary * imaginary)
    if (power > bestPower) [best, bestPower] = [note, power]
  })
  return bestPower < minPurity * total ? { note: -1, power: 0 } : { note: best, power: bestPower }
}

const findMoments = (samples: Float32Array, sampleRate: number): Moment[] => {
  const length = Math.round(windowSeconds * sampleRate)
  const probes = makeProbes(length, sampleRate)
  const padded = new Float32Array(samples.length + 2 * length)
  padded.set(samples, length)
  const count = Math.max(0, Math.floor((padded.length - length) / (hopSeconds * sampleRate)))
  return Array.from({ length: count }, (_, index) => listenAt(padded, Math.round(index * hopSeconds * sampleRate), probes))
}

/** Seconds of the middle of a moment's window, in the time of the audio. */
const timeOf = (moment: number): number => moment * hopSeconds - windowSeconds / 2

/** A run of moments with one note becomes a note: it counts where it has at least a quarter of its power. */
const toNote = (moments: readonly Moment[], from: number, to: number): Note => {
  const note = moments[from]!.note
  const edge = edgePower * Math.max(...moments.slice(from, to).map(({ power }) => power))
  const loud = moments.slice(from, to).map(({ power }) => power >= edge)
  const first = from + loud.indexOf(true)
  const last = from + loud.lastIndexOf(true)
  return { hertz: notes[note]!, start: Math.max(0, timeOf(first) - hopSeconds / 2), end: timeOf(last) + hopSeconds / 2 }
}

const findNotes = (moments: readonly Moment[]): Note[] => {
  const found: Note[] = []
  let from = 0
  for (let index = 1; index <= moments.length; index += 1) {
    if (index < moments.length && moments[index]!.note === moments[from]!.note) continue
    if (moments[from]!.note >= 0) found.push(toNote(moments, from, index))
    from = index
  }
  return found.filter(({ start, end }) => end - start >= minNoteSeconds && end - start <= maxNoteSeconds)
}

const toMilliseconds = (seconds: number): number => Math.round(seconds * 1000) / 1000

const pairUp = (found: readonly Note[]): TimedWord[] => {
  const words: TimedWord[] = []
  for (let index = 0; index + 1 < found.length; index += 1) {
    const [first, second] = [found[index]!, found[index + 1]!]
    const word = second.start - first.end <= maxInnerGapSeconds ? wordByNotes.get(`${first.hertz} ${second.hertz}`) : undefined
    if (word === undefined) continue
    words.push({ word, start: toMilliseconds(first.start), end: toMilliseconds(second.end) })
    index += 1
  }
  return words
}

const toListeningRate = (samples: Float32Array, sampleRate: number): { samples: Float32Array; sampleRate: number } => {
  if (sampleRate < 16_000) return { samples, sampleRate }
  const decimator = createDecimator(sampleRate)
  decimator.push(samples)
  return { samples: decimator.finish(), sampleRate: decimator.sampleRate }
}

/** The words in one channel of audio of any rate from 8 kHz, with their times in seconds. Silence, noise and half words give nothing. */
export const hear = (samples: Float32Array, sampleRate: number): TimedWord[] => {
  const slow = toListeningRate(samples, sampleRate)
  return pairUp(findNotes(findMoments(slow.samples, slow.sampleRate)))
}
