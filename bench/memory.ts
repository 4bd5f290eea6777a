import { join } from 'node:path'
import { maxAudioBytes } from '../contract'
import { startChild } from './harness/child'
import { ratioFigure, type Bench, type Measurement, type Report } from './harness/measurement'
import { peakDuring, type PeakMemory } from './harness/peak-memory'
import { interleave, pick } from './harness/samples'
import { startSurroundings, type Surroundings } from './surroundings'
import { startLoneWorker } from './worker-call'

const upstreamDelayMs = 300
const processes = 5
const maxRatio = 0.35
const megabyte = 1024 ** 2
const apiKey = 'sk-bench'
const directFile = join(__dirname, 'processes', 'direct-call.ts')

const measureOurs = async (serviceDir: string, around: Surroundings): Promise<PeakMemory> => {
  const worker = await startLoneWorker(serviceDir, around, apiKey)
  try {
    return await peakDuring(worker.pid, () => worker.transcribe(around.largestUrl))
  } finally {
    await worker.stop()
  }
}

const measureDirect = async (around: Surroundings): Promise<PeakMemory> => {
  const child = await startChild(directFile, [around.baseUrl, apiKey])
  try {
    return await peakDuring(child.pid, () => child.ask({ url: around.largestUrl }))
  } finally {
    await child.stop()
  }
}

const growth = ({ baselineBytes, peakBytes }: PeakMemory): number => (peakBytes - baselineBytes) / megabyte

const run = async ({ serviceDir, repetitions }: Bench): Promise<Report> => {
  const around = await startSurroundings({ upstreamDelayMs })
  try {
    const samples = await interleave({ ours: () => measureOurs(serviceDir, around), direct: () => measureDirect(around) }, repetitions(processes), 0)
    return {
      figures: [
        ratioFigure('Growth of resident memory at its peak, 25 MB file', 'MB', pick(samples, growth), maxRatio),
        ratioFigure('Whole process at its peak (CodeRunner loads JSDoc, the direct way does not)', 'MB', pick(samples, ({ peakBytes }) => peakBytes / megabyte), null),
      ],
      how: [
        `Medians of ${samples.ours.length} fresh processes each, in turn. The file is the largest that one call sends: a wav of ${maxAudioBytes} bytes, downloaded by URL.`,
        'Growth = the kernel\'s high-water mark (VmHWM, set back just before the call) less resident memory after loading; the first call of the process, nothing warmed up.',
        'Ours: the built service in the real CodeRunner executor in a worker process. Direct: `toFile` of the downloaded buffer and `openai.audio.transcriptions.create`.',
      ],
    }
  } finally {
    await around.stop()
  }
}

/** What a large file costs a worker. */
export const memory: Measurement = { name: 'memory', title: 'Memory of one call', run }
