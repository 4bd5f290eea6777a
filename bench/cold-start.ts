import { execFile } from 'node:child_process'
import { cpSync, readFileSync, readdirSync, realpathSync, statSync, symlinkSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { bytesOf, everyCallFiles } from '../scripts/builders/service-files'
import { limitFigure, ratioFigure, type Bench, type Measurement, type Report } from './harness/measurement'
import { formatNumber, interleave, pick, timeMs, type Pairs } from './harness/samples'
import { startSurroundings, type Surroundings } from './surroundings'
import { startLoneWorker } from './worker-call'

const processes = 21
const warmups = 2
const firstCallCount = 11
const networkMs = 50
const apiKey = 'sk-bench'
const maxRatio = 0.12
/** What every call needs, and everything with what only long audio needs. */
const maxEveryCallKilobytes = 300
const maxFolderKilobytes = 700
const kilobyte = 1000
const loader = join(__dirname, 'processes', 'load-service.cjs')
const installed = join(__dirname, '..', 'node_modules')
const execute = promisify(execFile)

/** The same service as somebody would deploy it who does not bundle: the SDK comes from `node_modules`, required where modules are usually required. */
const unbundled = (serviceDir: string, scratchDir: string): string => {
  const folder = join(scratchDir, 'unbundled')
  cpSync(serviceDir, folder, { recursive: true })
  writeFileSync(join(folder, 'openai.cjs'), "module.exports = require('openai')\n")
  writeFileSync(join(folder, 'service.js'), `require('./openai.cjs')\n${readFileSync(join(serviceDir, 'service.js'), 'utf8')}`)
  symlinkSync(realpathSync(installed), join(folder, 'node_modules'), 'junction')
  return folder
}

const bytesBelow = (folder: string): number =>
  readdirSync(folder, { recursive: true, withFileTypes: true }).reduce((sum, entry) => sum + (entry.isFile() ? statSync(join(entry.parentPath, entry.name)).size : 0), 0)

interface LoadTimes {
  readonly loadedMs: number
  readonly readyMs: number
}

const load = async (folder: string): Promise<LoadTimes> => {
  const { stdout } = await execute(process.execPath, [loader, folder])
  return JSON.parse(stdout.slice(stdout.lastIndexOf('\n'))) as LoadTimes
}

/** From the start of a worker process to the transcript of its first call. */
const firstTranscript = (folder: string, around: Surroundings): Promise<number> =>
  timeMs(async () => {
    const worker = await startLoneWorker(folder, around, apiKey)
    try {
      await worker.transcribe(around.clipUrl)
    } finally {
      await worker.stop()
    }
  })

const measureFirstCalls = async (serviceDir: string, other: string, count: number): Promise<Pairs<number>> => {
  const around = await startSurroundings({ upstreamDelayMs: networkMs, sourceDelayMs: networkMs })
  try {
    return await interleave({ ours: () => firstTranscript(serviceDir, around), direct: () => firstTranscript(other, around) }, count, 1)
  } finally {
    await around.stop()
  }
}

const run = async ({ serviceDir, scratchDir, repetitions }: Bench): Promise<Report> => {
  const other = unbundled(serviceDir, scratchDir)
  const samples = await interleave({ ours: () => load(serviceDir), direct: () => load(other) }, repetitions(processes), warmups)
  const firstCalls = await measureFirstCalls(serviceDir, other, repetitions(firstCallCount))
  const everyCallKilobytes = bytesOf(serviceDir, everyCallFiles(serviceDir)) / kilobyte
  const folderKilobytes = bytesOf(serviceDir) / kilobyte
  const sdkKilobytes = bytesBelow(join(installed, 'openai')) / kilobyte
  return {
    figures: [
      ratioFigure('Loading the built service in a fresh worker', 'ms', pick(samples, ({ loadedMs }) => loadedMs), maxRatio),
      ratioFigure('The same with everything that ours loads while the audio downloads, the SDK included', 'ms', pick(samples, ({ readyMs }) => readyMs), null),
      ratioFigure('From the start of a worker process to its first transcript', 'ms', firstCalls, null),
      limitFigure('Deploy folder, what every call needs', 'kB', everyCallKilobytes, maxEveryCallKilobytes, `${formatNumber(sdkKilobytes)} kB (the SDK alone)`),
      limitFigure('Deploy folder, with what only long audio needs', 'kB', folderKilobytes, maxFolderKilobytes, `${formatNumber(sdkKilobytes)} kB (the SDK alone)`),
    ],
    how: [
      `Medians of ${samples.ours.length} fresh Node processes each, in turn, after ${warmups} of each that are not counted: the files are in the system's cache, nothing else is.`,
      'Timed inside the process around loading `service.js`, after what a CodeRunner worker has loaded before (its SDK, its executor, https). Direct: the same service with `require(\'openai\')` from `node_modules` at its top.',
      `First transcript: ${firstCalls.ours.length} worker processes each, JSDoc and all, for the same two folders; host of the clip and upstream answer after ${networkMs} ms each.`,
      'Deploy folder: the sum of its files, which is what CodeRunner sends (its zip is not compressed). Direct: the sum of the files in `node_modules/openai`.',
    ],
  }
}

/** What the first call in a new worker waits for. */
export const coldStart: Measurement = { name: 'cold-start', title: 'Cold start and size', run }
