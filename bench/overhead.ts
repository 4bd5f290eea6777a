import { createDirect } from './direct'
import { startGateway } from './gateway'
import { limitFigure, ratioFigure, type Bench, type Measurement, type Report } from './harness/measurement'
import { interleave, median, timeMs } from './harness/samples'
import { startSurroundings } from './surroundings'

const upstreamDelayMs = 300
const calls = 50
const maxRatio = 1.05
const warmups = 5
const apiKey = 'sk-bench'

const run = async ({ serviceDir, repetitions }: Bench): Promise<Report> => {
  const around = await startSurroundings({ upstreamDelayMs })
  const gateway = await startGateway({ serviceDir, upstream: { baseUrl: around.baseUrl, apiKey }, workers: 4, allowedHosts: around.host })
  try {
    const direct = createDirect(around.baseUrl, apiKey)
    const contest = { ours: () => timeMs(() => gateway.transcribe(around.clipUrl)), direct: () => timeMs(() => direct(around.clipUrl)) }
    const samples = await interleave(contest, repetitions(calls), warmups)
    return {
      figures: [
        ratioFigure('30 s clip by URL, upstream answering after 300 ms', 'ms', samples, maxRatio),
        limitFigure('Added by gateway, worker and service', 'ms', median(samples.ours) - median(samples.direct), null),
      ],
      how: [
        `Medians of ${samples.ours.length} calls each, in turn, after ${warmups} of each that are not counted. The clip is a 16 kHz mono wav of 30 s (0.96 MB).`,
        'Ours: `fetch` of the gateway\'s HTTP address (REST, the real CodeRunner executor in a warm worker process, the built service). Direct: `fetch` of the clip and `openai.audio.transcriptions.create` in one process.',
        'Host of the clip and upstream are one server in a process of its own; the upstream reads the whole request, waits 300 ms and answers.',
      ],
    }
  } finally {
    await gateway.stop()
    await around.stop()
  }
}

/** What the road through gateway and CodeRunner adds to one call. */
export const overhead: Measurement = { name: 'overhead', title: 'Overhead of one call', run }
