import { transcription } from '../contract'
import { demoApp } from '../playground/backendless/apps'
import type { Call, Outcome } from '../playground/coderunner/protocol'
import { startWorker } from '../playground/coderunner/worker-process'
import type { Surroundings } from './surroundings'

/** One Cloud Code worker process with the built service loaded by the real CodeRunner, without a gateway before it. */
export interface LoneWorker {
  readonly pid: number
  transcribe(audioFileUrl: string): Promise<string>
  stop(): Promise<void>
}

const timeoutSeconds = 120

const callOf = (audioFileUrl: string, { baseUrl, host, origin }: Surroundings, apiKey: string): Call => {
  const configuration = { apiKey, apiBaseUrl: baseUrl, allowedHosts: host }
  return {
    id: 'bench',
    app: { appId: demoApp.id, codeRunnerKey: demoApp.codeRunnerKey, serverUrl: origin },
    service: transcription.service,
    method: transcription.method,
    args: transcription.parameters.map(({ name }) => (name === 'audioFileUrl' ? audioFileUrl : null)),
    timeoutSeconds,
    context: {
      appId: demoApp.id, userId: null, userToken: null, userRoles: [], userLocale: null, deviceType: 'JS', httpPath: transcription.route, httpHeaders: {}, httpPathParams: {}, httpQueryParams: {},
      configurationItems: Object.entries(configuration).map(([name, value]) => ({ name, value })),
    },
  }
}

const textOf = (outcome: Outcome): string => {
  if (!outcome.ok) throw new Error(`The service failed: ${outcome.error.message}`)
  return (outcome.value as { text: string }).text
}

/** Starts the worker and waits until it has loaded the service. */
export const startLoneWorker = (serviceDir: string, around: Surroundings, apiKey: string): Promise<LoneWorker> =>
  new Promise((resolve, reject) => {
    let finish: (outcome: Outcome) => void = () => undefined
    let onExit: (how: string) => void = (how) => reject(new Error(`The worker ended while loading (${how})`))
    const worker = startWorker(
      { folders: [serviceDir] },
      {
        ready: () => resolve({ pid: worker.pid!, transcribe, stop }),
        outcome: (_id, outcome) => finish(outcome),
        heartbeat: () => undefined,
        exit: (how) => onExit(how),
      },
    )
    const transcribe = (audioFileUrl: string): Promise<string> =>
      new Promise<Outcome>((done, failed) => {
        finish = done
        onExit = (how) => failed(new Error(`The worker ended during the call (${how})`))
        worker.send(callOf(audioFileUrl, around, apiKey))
      }).then(textOf)
    const stop = (): Promise<void> =>
      new Promise((stopped) => {
        onExit = () => stopped()
        worker.kill()
      })
  })
