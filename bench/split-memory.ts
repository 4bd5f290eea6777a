import { join } from 'node:path'
import { maxAudioBytes, maxPieceSeconds } from '../contract'
import { buildSplitter } from '../scripts/builders/splitter'
import { startChild } from './harness/child'
import { limitFigure, type Bench, type Figure, type Measurement, type Report } from './harness/measurement'
import { peakDuring } from './harness/peak-memory'
import { median } from './harness/samples'
import { longFile, repeated } from './long-audio/material'

const megabyte = 1024 ** 2
const childFile = join(__dirname, 'processes', 'split-file.ts')
const sizes = [100, 250, 500] as const
const runsEach = 3

/** Containers, and by how much memory may grow with the largest file. */
const files: readonly { readonly name: string; readonly maxMegabytes: number }[] = [
  { name: 'cbr.mp3', maxMegabytes: 100 }, { name: 'hour.wav', maxMegabytes: 150 }, { name: 'lossless.flac', maxMegabytes: 250 }, { name: 'first.m4a', maxMegabytes: 250 },
  { name: 'opus.ogg', maxMegabytes: 250 }, { name: 'cues.webm', maxMegabytes: 250 },
]

const growth = async (serviceDir: string, path: string, warmUpPath: string): Promise<number> => {
  const child = await startChild<{ pid: number }>(childFile, [serviceDir])
  try {
    // What loading the code and the first compilation cost is no matter of length.
    await child.ask({ path: warmUpPath })
    const { baselineBytes, peakBytes } = await peakDuring(child.pid, () => child.ask({ path }))
    return (peakBytes - baselineBytes) / megabyte
  } finally {
    await child.stop()
  }
}

const run = async ({ serviceDir }: Bench): Promise<Report> => {
  await buildSplitter(serviceDir)
  const small = join(__dirname, '..', 'test', 'fixtures', 'audio')
  const figures: Figure[] = []
  for (const { name, maxMegabytes } of files) {
    longFile(name)
    const warmUp = join(small, `speech.${name.split('.').at(-1)}`)
    const grown: number[] = []
    for (const size of sizes) {
      const runs: number[] = []
      for (let run = 0; run < runsEach; run += 1) runs.push(await growth(serviceDir, repeated(name, size * 1e6), warmUp))
      grown.push(median(runs))
    }
    sizes.forEach((size, index) => figures.push(limitFigure(`${name.split('.').at(-1)} of ${size} MB`, 'MB', grown[index]!, size === 500 ? maxMegabytes : null)))
  }
  return {
    figures,
    how: [
      'Medians of three fresh processes for each file; growth = the kernel\'s high-water mark while the file is cut, less resident memory after a short file of the same kind was cut. Nothing is tuned: the heap has its usual limits.',
      `Pieces as long as the service ever makes them (${maxPieceSeconds} s, ${(maxAudioBytes / 1e6).toFixed(0)} MB), one held at a time, read from a file on disk in order.`,
      'The large files are an hour of tone-words again and again, copied by ffmpeg.',
    ],
  }
}

/** What cutting costs a worker, however long the audio is. */
export const splitMemory: Measurement = { name: 'split-memory', title: 'Memory of cutting', run }
