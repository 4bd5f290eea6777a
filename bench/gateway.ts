import { transcription } from '../contract'
import { startTestPlayground, type TestPlayground } from '../test/support/playground'

/** A gateway with the built service installed and configured as an owner would. */
export interface BenchGateway {
  /** Address of the app's REST calls. */
  readonly api: string
  /** Calls the service over HTTP; throws what it answers when it refuses. */
  transcribe(audioFileUrl: string, headers?: Readonly<Record<string, string>>): Promise<string>
  stop(): Promise<void>
}

interface GatewayOptions {
  readonly serviceDir: string
  readonly upstream: { readonly baseUrl: string; readonly apiKey: string }
  readonly workers: number
  /** Hosts besides the gateway's own that audio may come from. */
  readonly allowedHosts: string
}

const allow = async ({ url, appId }: TestPlayground, allowedHosts: string): Promise<void> => {
  const response = await fetch(`${url}/${appId}/console/cloud-code/services/${transcription.service}/configuration`, {
    method: 'PUT', headers: { 'content-type': 'application/json' }, body: JSON.stringify({ allowedHosts }),
  })
  if (!response.ok) throw new Error(`The gateway refused the configuration: ${await response.text()}`)
}

/** Starts a gateway whose log nobody reads, with a data folder of its own. */
export const startGateway = async ({ serviceDir, upstream, workers, allowedHosts }: GatewayOptions): Promise<BenchGateway> => {
  const playground = await startTestPlayground({ serviceDirs: [serviceDir], modulesDirs: [], upstream, env: { PLAYGROUND_WORKERS: String(workers) } })
  await allow(playground, allowedHosts)
  const api = `${playground.url}/${playground.appId}/${playground.jsKey}`
  const address = `${api}/services/${transcription.service}${transcription.route}`
  const transcribe: BenchGateway['transcribe'] = async (audioFileUrl, headers = {}) => {
    const response = await fetch(address, { method: 'POST', headers: { 'content-type': 'application/json', ...headers }, body: JSON.stringify({ audioFileUrl }) })
    const answer = (await response.json()) as { text: string; message: string }
    if (!response.ok) throw new Error(`The service answered ${response.status}: ${answer.message}`)
    return answer.text
  }
  return { api, transcribe, stop: () => playground.stop() }
}
