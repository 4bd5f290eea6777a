import { parentPort } from 'node:worker_threads'
import { decodeAudio } from './decode'
import { hear } from './hear'
import { findSound } from './measure'
import { measureSeconds } from './remux'
import type { Heard, ListeningJob, ListeningResult, ListeningStart } from './ear'

const listen = async (bytes: Uint8Array): Promise<Heard> => {
  try {
    const { samples, sampleRate, durationSeconds, source } = await decodeAudio(bytes)
    return { ok: true, durationSeconds, source, words: hear(samples, sampleRate), parts: findSound(samples, sampleRate) }
  } catch (problem) {
    return { ok: false, problem: problem instanceof Error ? problem.message : String(problem) }
  }
}

const tasks = { listen, measure: measureSeconds } as const

parentPort?.on('message', ({ id, task, bytes }: ListeningJob) => {
  parentPort?.postMessage({ id, begun: true } satisfies ListeningStart)
  void tasks[task](bytes).then((result) => parentPort?.postMessage({ id, result } satisfies ListeningResult))
})
