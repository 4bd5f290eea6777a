import { hasJobEnded, jobPiecesTable, maxLanes, type JobState } from '../contract'
import { demoApp } from '../playground/backendless/apps'
import { startJobsWorld, type JobsWorld } from '../test/proof/jobs-world'
import { randomFrom } from '../test/proof/random'
import { pickWords } from '../test/support/stand-in'
import { countFigure, limitFigure, type Bench, type Measurement, type Report } from './harness/measurement'

const jobs = 100
const quickJobs = 20
const workers = 4
const wordsEach = 40
const timeLimitSeconds = 8
const seed = 20_261_121
/** A worker dies after so many seconds, again and again, until this many have died. */
const leastSeconds = 0.3
const mostSeconds = 2
const mostKills = 25
const patienceMs = 20 * 60_000

interface Ended {
  readonly done: number
  readonly exact: number
  readonly kills: number
  readonly requests: number
  readonly pieces: number
  readonly seconds: number
}

const piecesOf = async ({ playground }: JobsWorld): Promise<number> => {
  const response = await fetch(`${playground.url}/${demoApp.id}/${demoApp.codeRunnerKey}/data/${jobPiecesTable.name}/count`, { method: 'POST', headers: { 'content-type': 'application/json' }, body: '{}' })
  return Number(await response.json())
}

const sleep = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms))

/** Kills one worker after the other until told to stop; answers how many. */
const fire = async (world: JobsWorld, isOver: () => boolean): Promise<number> => {
  const random = randomFrom(seed)
  for (let kills = 0; kills < mostKills;) {
    await sleep((leastSeconds + random() * (mostSeconds - leastSeconds)) * 1000)
    if (isOver()) return kills
    const pids = world.playground.workers()
    const pid = pids[Math.floor(random() * pids.length)]
    if (pid === undefined) continue
    process.kill(pid, 'SIGKILL')
    kills += 1
  }
  return mostKills
}

/** The text of a job that is over; a call whose worker was killed is made again. */
const ask = async (world: JobsWorld, jobId: string): Promise<{ state: JobState; text: string | null } | null> => {
  const answer: { readonly status: number; readonly body: unknown } = await world.call('getJob', { jobId })
  const { state, text } = answer.body as { state: JobState; text: string | null }
  return answer.status === 200 && hasJobEnded(state) ? { state, text } : null
}

const start = async (world: JobsWorld, audioFileUrl: string): Promise<string> => {
  for (;;) {
    const answer: { readonly status: number; readonly body: unknown } = await world.call('startTranscription', { audioFileUrl })
    // A start whose worker was killed may have kept a job that nobody knows: it is done all the same, and counted.
    if (answer.status === 200) return String((answer.body as { jobId: string }).jobId)
  }
}

const play = async (world: JobsWorld, count: number): Promise<Ended> => {
  const spoken = Array.from({ length: count }, (_, index) => pickWords(wordsEach, 1000 + index))
  const ids: string[] = []
  const urls: string[] = []
  for (const words of spoken) urls.push(await world.upload(words))
  await world.openAi.reset()
  const startedAt = Date.now()
  const ended = new Map<string, { state: JobState; text: string | null }>()
  const firing = fire(world, () => ended.size === count)
  for (const audioFileUrl of urls) ids.push(await start(world, audioFileUrl))
  while (ended.size < count && Date.now() - startedAt < patienceMs) {
    for (const jobId of ids.filter((id) => !ended.has(id))) {
      const end = await ask(world, jobId)
      if (end) ended.set(jobId, end)
    }
    await sleep(500)
  }
  const seconds = (Date.now() - startedAt) / 1000
  const kills = await firing
  const exact = ids.filter((jobId, index) => ended.get(jobId)?.text === spoken[index]!.join(' ')).length
  return { done: [...ended.values()].filter(({ state }) => state === 'done').length, exact, kills, requests: (await world.openAi.requests()).length, pieces: await piecesOf(world), seconds }
}

const run = async ({ repetitions }: Bench): Promise<Report> => {
  const count = repetitions(jobs) === jobs ? jobs : quickJobs
  const world = await startJobsWorld({ timeLimitSeconds, workers })
  try {
    const { done, exact, kills, requests, pieces, seconds } = await play(world, count)
    return {
      figures: [
        countFigure(`Jobs that did not end (of ${count})`, count - done, null, 0),
        countFigure('Jobs with a word lost, doubled or out of order', count - exact, null, 0),
        countFigure(`Requests to the upstream (${pieces} pieces, ${kills} workers killed)`, requests, null, pieces + maxLanes * kills),
        limitFigure('Time for all', 's', seconds, null),
      ],
      how: [
        `${count} jobs of ${wordsEach} tone-words each on ${workers} workers whose calls may take ${timeLimitSeconds} s, so that a job takes several runs; the upstream is the stand-in, which decodes each piece and answers the words that it hears.`,
        `Every ${leastSeconds} to ${mostSeconds} s (seed ${seed}) one of the workers is killed with SIGKILL, ${mostKills} at most, while all jobs are started and then asked for in turn. Words are compared exactly.`,
        `The limit of requests is one a piece, and for each killed worker as many as it can have under way (${maxLanes}).`,
      ],
    }
  } finally {
    await world.stop()
  }
}

/** Jobs whose workers are killed: nothing is lost, doubled or paid for again without need. */
export const jobsUnderFire: Measurement = { name: 'jobs', title: 'Jobs under fire', run }
