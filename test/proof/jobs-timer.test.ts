import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { jobsTable, jobTimerSeconds } from '../../contract'
import { demoApp } from '../../playground/backendless/apps'
import { postJson, type Json } from '../support/http'
import { pickWords } from '../support/stand-in'
import { startJobsWorld, type JobsWorld } from './jobs-world'

/** The shipped services, whose timer comes more often than once a minute. */
const folder = mkdtempSync(join(tmpdir(), 'jobs-timer-'))
const timerSeconds = 2
const patienceMs = 120_000
const words = pickWords(40, 71)

let world: JobsWorld

beforeAll(async () => {
  cpSync(join(__dirname, '..', '..', 'service', 'dist'), folder, { recursive: true })
  const provider = join(folder, 'service.js')
  const source = readFileSync(provider, 'utf8')
  const quick = source.replace(`repeat: { every: ${jobTimerSeconds} }`, `repeat: { every: ${timerSeconds} }`)
  expect(quick).not.toBe(source)
  writeFileSync(provider, quick)
  world = await startJobsWorld({ timeLimitSeconds: 8, serviceDirs: [folder] })
}, 60_000)

afterAll(async () => {
  await world?.stop()
  rmSync(folder, { recursive: true, force: true })
})

const stateOf = async (): Promise<unknown> => {
  const { body } = await postJson(`${world.playground.url}/${demoApp.id}/${demoApp.codeRunnerKey}/data/${jobsTable.name}/find`, { pageSize: 10 })
  return (body as Json[])[0]?.state
}

it('a job whose workers have died, and for which nobody asks, is taken up by the timer of the app', async () => {
  const audioFileUrl = await world.upload(words)
  await world.openAi.script([{ kind: 'answer', delayMs: 1_500, repeat: 99 }])
  const { body: { jobId } } = await world.call('startTranscription', { audioFileUrl })
  for (const until = Date.now() + patienceMs; (await world.openAi.requests()).length === 0 && Date.now() < until;) await new Promise((resolve) => setTimeout(resolve, 50))
  for (const pid of world.playground.workers()) process.kill(pid, 'SIGKILL')
  for (const until = Date.now() + patienceMs; (await stateOf()) !== 'done' && Date.now() < until;) await new Promise((resolve) => setTimeout(resolve, 500))
  expect(await stateOf()).toBe('done')
  expect((await world.call('getJob', { jobId })).body.text).toBe(words.join(' '))
}, 300_000)
