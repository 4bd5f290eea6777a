import { randomBytes } from 'node:crypto'
import { addresses, hasJobEnded, type JobState } from '../../contract'
import { postJson, uploadFile, type Json } from '../support/http'
import { startTestPlayground, type TestPlayground } from '../support/playground'
import { speak, standInKeys, startOpenAi, writeWav, type OpenAiProcess } from '../support/stand-in'

/** A playground whose services may work for seconds only, so that a minute of audio takes several runs. */
export interface JobsWorld {
  readonly openAi: OpenAiProcess
  readonly playground: TestPlayground
  /** What the owner of the app sets for both services. */
  configure(settings: Readonly<Record<string, string>>): Promise<void>
  inConsole(verb: string, path: string, body?: object): Promise<unknown>
  /** Uploads tone-words and answers their address. */
  upload(words: readonly string[], secondsBetween?: number): Promise<string>
  /** Uploads turns of people who speak one after the other. */
  uploadTurns(turns: readonly (readonly string[])[]): Promise<string>
  call(method: string, values: object, token?: string | null, service?: string): Promise<{ status: number; body: Json }>
  /** Begins a job and answers its id. */
  start(values: object, token?: string | null, method?: string, service?: string): Promise<string>
  /** Asks until some of it is transcribed. */
  waitForSome(jobId: string): Promise<void>
  /** Asks until the job is over. */
  wait(jobId: string, token?: string | null, service?: string): Promise<Record<string, Json>>
  stop(): Promise<void>
}

/** So long a job of a test may take, on a slow machine with killed workers. */
const patienceMs = 240_000
const pollMs = 400

export const startJobsWorld = async (options: { readonly timeLimitSeconds: number; readonly workers?: number; readonly serviceDirs?: readonly string[] }): Promise<JobsWorld> => {
  const openAi = await startOpenAi({ engine: 'stand-in' })
  const playground = await startTestPlayground({ ...(options.serviceDirs && { serviceDirs: options.serviceDirs }), upstream: { apiKey: standInKeys.full, baseUrl: openAi.baseUrl }, env: { PLAYGROUND_WORKERS: String(options.workers ?? 4) } })
  const inConsole: JobsWorld['inConsole'] = async (verb, path, body) => {
    const response = await fetch(`${playground.url}/${playground.appId}/console/${path}`, { method: verb, headers: { 'content-type': 'application/json' }, ...(body && { body: JSON.stringify(body) }) })
    if (!response.ok) throw new Error(`${verb} ${path}: ${response.status}`)
    return response.json() as Promise<unknown>
  }
  const configure: JobsWorld['configure'] = async (settings) => {
    for (const { service } of Object.values(addresses)) await inConsole('PUT', `cloud-code/services/${service}/configuration`, { timeLimitSeconds: String(options.timeLimitSeconds), keepResultsDays: '', ...settings })
  }
  await configure({})
  const call: JobsWorld['call'] = (method, values, token = null, service = addresses.transcribe.service) =>
    postJson(`${playground.url}/api/services/${service}/${method}`, values, token === null ? {} : { 'user-token': token })
  const uploadSpoken = async (words: readonly string[], pausesAfter: Readonly<Record<number, number>>): Promise<string> => {
    const { samples, sampleRate } = speak(words, { pausesAfter })
    const name = `${randomBytes(8).toString('hex')}.wav`
    const send = (): ReturnType<typeof uploadFile> => uploadFile(`${playground.url}/api/files/audio/${name}`, name, new Uint8Array(writeWav(samples, sampleRate)), '?overwrite=true')
    // Making the sound keeps this process busy, and a connection that was kept open may have been closed meanwhile.
    return String((await send().catch(send)).body.fileURL)
  }
  return {
    openAi, playground, configure, inConsole, call,
    upload: (words, secondsBetween = 0) => uploadSpoken(words, Object.fromEntries(words.flatMap((_, index) => (index % 6 === 5 ? [[index, Math.max(0.9, secondsBetween)] as const] : [])))),
    uploadTurns: (turns) => uploadSpoken(turns.flat(), Object.fromEntries(turns.map((_, turn) => [turns.slice(0, turn + 1).flat().length - 1, 0.9]))),
    start: async (values, token = null, method = 'startTranscription', service = addresses.transcribe.service) => {
      const { status, body } = await call(method, values, token, service)
      if (status !== 200 || Object.keys(body as object).sort().join() !== 'jobId,state' || body.state !== 'queued' || !/^[0-9a-f]{32}$/.test(String(body.jobId))) throw new Error(`${method} answered ${status} ${JSON.stringify(body)}`)
      return String(body.jobId)
    },
    waitForSome: async (jobId) => {
      for (const until = Date.now() + patienceMs; Date.now() < until; await new Promise((resolve) => setTimeout(resolve, 100))) {
        if (Number((await call('getJob', { jobId, include: 'state' })).body.secondsDone) > 0) return
      }
      throw new Error(`Nothing is transcribed after ${patienceMs / 1000} s`)
    },
    wait: async (jobId, token = null, service = addresses.transcribe.service) => {
      for (const until = Date.now() + patienceMs; Date.now() < until;) {
        const { status, body } = await call('getJob', { jobId }, token, service)
        if (status !== 200) throw new Error(`getJob answered ${status} ${JSON.stringify(body)}`)
        if (hasJobEnded(body.state as JobState)) return body as Record<string, Json>
        await new Promise((resolve) => setTimeout(resolve, pollMs))
      }
      throw new Error(`The job is not over after ${patienceMs / 1000} s`)
    },
    stop: async () => {
      await playground.stop()
      await openAi.stop()
    },
  }
}
