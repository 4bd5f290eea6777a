import { spawnSync } from 'node:child_process'
import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import { maxPieceSeconds } from '../contract'
import { buildSplitter } from '../scripts/builders/splitter'
import { startChild } from './harness/child'
import { ratioFigure, type Bench, type Figure, type Measurement, type Report } from './harness/measurement'
import { interleave, timeMs } from './harness/samples'
import { longFile } from './long-audio/material'

const runs = 5
const warmups = 1
const childFile = join(__dirname, 'processes', 'split-file.ts')

/** Containers, and how much longer than ffmpeg cutting may take. */
const files: readonly { readonly name: string; readonly maxRatio: number; readonly segments: string }[] = [
  { name: 'cbr.mp3', maxRatio: 1, segments: 'mp3' }, { name: 'vbr.mp3', maxRatio: 1, segments: 'mp3' }, { name: 'hour.wav', maxRatio: 1, segments: 'wav' }, { name: 'lossless.flac', maxRatio: 3, segments: 'flac' },
  { name: 'first.m4a', maxRatio: 5, segments: 'm4a' }, { name: 'last.m4a', maxRatio: 5, segments: 'm4a' }, { name: 'opus.ogg', maxRatio: 5, segments: 'ogg' }, { name: 'cues.webm', maxRatio: 5, segments: 'webm' },
]

const ffmpeg = (path: string, folder: string, extension: string): Promise<unknown> => {
  const { status, stderr } = spawnSync('ffmpeg', ['-v', 'error', '-y', '-i', path, '-map', '0:a', '-c', 'copy', '-f', 'segment', '-segment_time', String(maxPieceSeconds), join(folder, `%03d.${extension}`)], { encoding: 'utf8' })
  return status === 0 ? Promise.resolve() : Promise.reject(new Error(stderr))
}

const run = async ({ serviceDir, scratchDir, repetitions }: Bench): Promise<Report> => {
  await buildSplitter(serviceDir)
  const folder = join(scratchDir, 'segments')
  mkdirSync(folder, { recursive: true })
  const figures: Figure[] = []
  const child = await startChild(childFile, [serviceDir])
  try {
    for (const { name, maxRatio, segments } of files) {
      const { path } = longFile(name)
      const ours = async (): Promise<number> => ((await child.ask({ path })) as { milliseconds: number }).milliseconds
      const samples = await interleave({ ours, direct: () => timeMs(() => ffmpeg(path, folder, segments)) }, repetitions(runs), warmups)
      figures.push(ratioFigure(`An hour of ${name}`, 'ms', samples, maxRatio))
    }
  } finally {
    await child.stop()
  }
  return {
    figures,
    how: [
      `Medians of ${repetitions(runs)} runs in turn on the same file on disk, after ${warmups} of each that is not counted. Pieces of up to ${maxPieceSeconds} s.`,
      `Ours: the built code in a warm process, reading the file from disk, looking for pauses and silence in all of it, every piece finished in memory. Direct: \`ffmpeg -c copy -f segment -segment_time ${maxPieceSeconds}\`, the start of its process included, writing files.`,
      'The hour is tone-words with pauses, made once by `bench/long-audio/material.ts`.',
    ],
  }
}

/** Cutting without ffmpeg against ffmpeg. */
export const splitSpeed: Measurement = { name: 'split-speed', title: 'Cutting an hour into pieces', run }
