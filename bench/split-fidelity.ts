import { buildSplitter, loadSplitter, type SplitWish } from '../scripts/builders/splitter'
import { limitFigure, type Bench, type Figure, type Measurement, type Report } from './harness/measurement'
import { compareWords } from './long-audio/compare-words'
import { hearPieces } from './long-audio/hear-pieces'
import { hours, longFile } from './long-audio/material'

const maxErrorSeconds = 0.05
const maxCueErrorSeconds = 0.25
const long: SplitWish = { maxBytes: 25_000_000, maxSeconds: 300, cutAt: 'limit', skipSilence: true }
const phrases: SplitWish = { maxBytes: 25_000_000, maxSeconds: 12, minSeconds: 2, cutAt: 'pauses', skipSilence: true }
const inPhrases = ['hour.wav', 'cbr.mp3', 'first.m4a', 'opus.ogg', 'lossless.flac']

const run = async ({ serviceDir }: Bench): Promise<Report> => {
  await buildSplitter(serviceDir)
  const splitter = loadSplitter(serviceDir)
  const figures: Figure[] = []
  const measure = async (name: string, wish: SplitWish, label: string): Promise<void> => {
    const { path, truth } = longFile(name)
    const { words, problems, pieces, overlaps, cueErrorSeconds } = await hearPieces(splitter, path, wish)
    const { spoken, lost, doubled, outOfOrder, ...errors } = compareWords(truth.words, words)
    const wrong = lost + doubled + outOfOrder + problems.length
    figures.push({
      what: `${name}${label}: ${spoken} words in ${pieces} pieces, ${overlaps} of them overlapping: lost / doubled / out of order`, ours: `${lost} / ${doubled} / ${outOfOrder}`, direct: null, result: String(wrong), target: '0', met: wrong === 0,
    })
    const { startErrorSeconds, middleErrorSeconds, endErrorSeconds } = errors
    figures.push({
      ...limitFigure(`${name}${label}: error of times`, 'ms', Math.max(startErrorSeconds, middleErrorSeconds, endErrorSeconds) * 1000, maxErrorSeconds * 1000),
      ours: `${[startErrorSeconds, middleErrorSeconds, endErrorSeconds].map((seconds) => Math.round(seconds * 1000)).join(' / ')} ms`,
    })
    if (wish.cutAt === 'pauses') figures.push(limitFigure(`${name}${label}: times of the pieces as cues, largest error`, 'ms', cueErrorSeconds * 1000, maxCueErrorSeconds * 1000))
  }
  for (const name of hours) await measure(name, long, '')
  for (const name of inPhrases) await measure(name, phrases, ' in phrases')
  await measure('ten-hours.mp3', { ...long, maxSeconds: 1400 }, '')
  return {
    figures,
    how: [
      'Every piece is decoded by itself and listened to; its words are put at the piece\'s start. What an overlap says twice counts once, by its time. Truth: the tone-words that were written into the file, with their times.',
      'Errors of times: medians of 20 words at the beginning, in the middle and at the end. Pieces of up to 300 s (ten hours: 1400 s); phrases of 2 to 12 s, cut at pauses.',
      'This measures cutting alone; nothing is sent.',
    ],
  }
}

/** Whether every word survives cutting, in every container. */
export const splitFidelity: Measurement = { name: 'split-fidelity', title: 'Words of an hour in pieces', run }
