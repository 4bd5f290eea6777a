import type { ModelDescription } from './protocol'
import { startWorker } from './worker-process'

const loadSeconds = 60

/** Reads a code folder with the real CodeRunner model in a child process; inside Jest it would find no service at all. */
export const describeModel = (dir: string): Promise<ModelDescription> =>
  new Promise((resolve, reject) => {
    const lines: string[] = []
    let model: ModelDescription | null = null
    const worker = startWorker(
      { folders: [dir], onLog: (line) => lines.push(line) },
      {
        ready: (described) => {
          model = described
          worker.kill()
        },
        outcome: () => undefined,
        heartbeat: () => undefined,
        exit: (how) => {
          clearTimeout(timer)
          if (model) resolve(model)
          else reject(new Error(`CodeRunner could not load ${dir} (${how}):\n${lines.join('\n')}`))
        },
      },
    )
    const timer = setTimeout(() => worker.kill(), loadSeconds * 1000)
  })
