import { join } from 'node:path'
import { addresses, minutesTable } from '../../contract'
import { demoApp } from '../../playground/backendless/apps'
import type { Json } from '../support/http'
import { fixtureService, startTestPlayground, type TestPlayground } from '../support/playground'
import { wordsIn } from '../support/spoken'
import { speak, standInKeys, startOpenAi, writeWav, type OpenAiProcess } from '../support/stand-in'
import { startActors, type Actor, type Ended } from './actors'

export const { service, method } = addresses.transcribe

/** How many calls can be in flight at the same time. */
export const workers = 4

/** Two users, a guest account and a visitor without login, in an app with the built services. */
export interface RightsWorld {
  readonly openAi: OpenAiProcess
  readonly playground: TestPlayground
  readonly ada: Actor
  readonly bob: Actor
  readonly guest: Actor
  readonly visitor: Actor
  /** Address of the app with a key of it. */
  keyed(key: string): string
  /** Somebody more. */
  actor(name: string): Actor
  /** What the owner does in the console. */
  inConsole(verb: string, path: string, body?: object): Promise<{ status: number; body: Json }>
  /** Saves settings of the service; those that are not named are empty. */
  configure(settings: Record<string, string>): Promise<void>
  /** Seconds of the day by the owner of the row, as Cloud Code sees them. */
  minutes(): Promise<Record<string, number>>
  /** Makes the table of the minutes anew. */
  emptyMinutes(): Promise<void>
  stop(): Promise<void>
}

const sampleRate = 16_000

/** A recording of words. */
export const recordingOf = (words: readonly string[]): Buffer => writeWav(speak(words, { sampleRate }).samples, sampleRate)
/** The seconds that a recording of words is counted as. */
export const secondsOf = (words: readonly string[]): number => Math.ceil(speak(words, { sampleRate }).durationSeconds)

/** Calls the service. */
export const transcribe = (actor: Actor, audioFileUrl: string, more: object = {}): Promise<Ended> => actor.call('APIServices.invoke', service, method, { audioFileUrl, ...more })
/** The words of an answer, or what kind of error came instead. */
export const summary = ({ ok, value, code, status }: Ended): unknown => (ok ? wordsIn(value.text) : { code, status })
/** What `summary` says of a refusal. */
export const refused = (code: number, status: number): object => ({ code, status })

/** Uploads a recording of words and answers its address. */
export const upload = async (actor: Actor, path: string, words: readonly string[]): Promise<string> => ((await actor.must('Files.upload', recordingOf(words), path)) as { fileURL: string }).fileURL
/** Makes a file private. */
export const onlyFor = async (actor: Actor, path: string, userId: string): Promise<void> => {
  await actor.must('Files.Permissions.READ.denyForAllUsers', path)
  await actor.must('Files.Permissions.READ.grantForUser', userId, path)
}
/** Id of somebody who is logged in. */
export const idOf = async (actor: Actor): Promise<string> => ((await actor.must('UserService.getCurrentUser')) as { objectId: string }).objectId

/** Starts all of it, and logs everybody in. */
export const startRightsWorld = async (): Promise<RightsWorld> => {
  const openAi = await startOpenAi({ engine: 'stand-in' })
  const playground = await startTestPlayground({
    serviceDirs: [fixtureService('host'), join(__dirname, '..', '..', 'service', 'dist')], upstream: { apiKey: standInKeys.full, baseUrl: openAi.baseUrl }, env: { PLAYGROUND_WORKERS: String(workers) },
  })
  const actors = await startActors()
  const byKey = { serverURL: playground.url, appId: demoApp.id, apiKey: demoApp.jsKey }
  const byDomain = { domain: playground.url }
  const [ada, bob, guest, visitor] = [actors.actor('ada', byKey), actors.actor('bob', byDomain), actors.actor('guest', byKey), actors.actor('visitor', byDomain)]
  for (const [actor, name] of [[ada, 'ada'], [bob, 'bob']] as const) {
    await actor.must('UserService.register', { email: `${name}@rights.example`, password: `secret of ${name}` })
    await actor.must('UserService.login', `${name}@rights.example`, `secret of ${name}`)
  }
  await guest.must('UserService.loginAsGuest')
  const keyed = (key: string): string => `${playground.url}/${demoApp.id}/${key}`
  const inConsole: RightsWorld['inConsole'] = async (verb, path, body) => {
    const response = await fetch(`${playground.url}/${demoApp.id}/console/${path}`, { method: verb, headers: { 'content-type': 'application/json' }, ...(body && { body: JSON.stringify(body) }) })
    return { status: response.status, body: await response.json() }
  }
  return {
    openAi, playground, ada, bob, guest, visitor, keyed, inConsole,
    actor: (name) => actors.actor(name, byDomain),
    configure: async (settings) => {
      const { status } = await inConsole('PUT', `cloud-code/services/${service}/configuration`, { signedInOnly: 'false', minutesPerUserPerDay: '', minutesPerAppPerDay: '', allowedHosts: '', ...settings })
      if (status !== 200) throw new Error(`The configuration was not saved: ${status}`)
    },
    minutes: async () => {
      const response = await fetch(`${keyed(demoApp.codeRunnerKey)}/data/${minutesTable.name}/find`, { method: 'POST', headers: { 'content-type': 'application/json' }, body: '{"pageSize":100}' })
      const rows = (await response.json()) as { objectId: string; seconds: number }[]
      return Object.fromEntries(rows.map(({ objectId, seconds }) => [objectId.replace(/-\d{4}-\d\d-\d\d$/, ''), seconds]))
    },
    emptyMinutes: async () => {
      await inConsole('DELETE', `data/tables/${minutesTable.name}`)
      await inConsole('POST', 'data/tables', { ...minutesTable, access: 'serverOnly' })
    },
    stop: async () => {
      actors.stop()
      await playground.stop()
      await openAi.stop()
    },
  }
}
