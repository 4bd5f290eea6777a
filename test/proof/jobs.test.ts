import { jobPiecesTable, jobsFolder, jobsTable, maxLanes } from '../../contract'
import { demoApp } from '../../playground/backendless/apps'
import { postJson, type Json } from '../support/http'
import { findWord, pickWords, vocabulary } from '../support/stand-in'
import { createTables } from './jobs-tables'
import { startJobsWorld, type JobsWorld } from './jobs-world'
import { randomFrom } from './random'

/** Runs of seconds, so that less than a minute of audio takes several of them. */
const timeLimitSeconds = 6

let world: JobsWorld
beforeAll(async () => {
  world = await startJobsWorld({ timeLimitSeconds })
}, 60_000)
afterAll(() => world.stop())

const start: JobsWorld['start'] = (...wish) => world.start(...wish)
const { rowsOf, countOf, filesOf } = createTables(() => world.playground.url)

describe('a job', () => {
  const words = pickWords(60, 3)
  let jobId: string
  let done: Json
  beforeAll(async () => {
    const audioFileUrl = await world.upload(words)
    await world.openAi.reset()
    jobId = await start({ audioFileUrl, responseFormat: 'verbose_json' })
    done = await world.wait(jobId)
    expect((await world.openAi.requests()).length).toBeGreaterThan(1)
  }, 300_000)

  it('answers every word once and in order, although no run had the time for all', async () => {
    expect(done).toMatchObject({ jobId, state: 'done', percent: 100, errorCode: null, text: words.join(' '), result: { text: words.join(' '), task: 'transcribe' } })
    const { body } = await world.call('getJob', { jobId, include: 'state' })
    expect([body.state, body.result, body.text, body.secondsDone === body.durationSeconds]).toEqual(['done', null, null, true])
  })

  it('is asked for on either service', async () => {
    expect((await world.call('getJob', { jobId }, null, 'OpenAIAudioTranslation')).body.result).toEqual(done.result)
  })

  it('stays what it is when it is cancelled after its end', async () => {
    expect((await world.call('cancelJob', { jobId, reason: 'too late' })).body).toMatchObject({ state: 'done', reason: null })
  })

  it('is in no column and behind no name that would give its id away', async () => {
    const kept = JSON.stringify([await rowsOf(jobsTable.name), await rowsOf(jobPiecesTable.name), await filesOf()])
    expect(kept).not.toContain(jobId)
    expect(kept).not.toContain(words.slice(0, 3).join(' '))
  })

  it('is removed with its pieces and files', async () => {
    expect((await world.call('deleteJob', { jobId, reason: null })).body).toEqual({ jobId, deleted: true })
    expect((await world.call('getJob', { jobId })).body).toMatchObject({ code: 41403 })
    expect([await rowsOf(jobsTable.name), await rowsOf(jobPiecesTable.name)]).toEqual([[], []])
    expect((await filesOf()).map(({ name }: Json) => name as string).filter((name) => /piece|result|request/.test(name))).toEqual([])
  })
})

describe('jobs of other kinds', () => {
  const words = pickWords(24, 5)
  it('answer captions, English, and text that was translated afterwards', async () => {
    const audioFileUrl = await world.upload(words)
    const captions = await world.wait(await start({ audioFileUrl, responseFormat: 'srt' }))
    expect(captions.result).toMatch(/^1\n00:00:0\d,\d+ --> /)
    const english = words.map((word) => findWord(word)?.english).join(' ')
    const service = 'OpenAIAudioTranslation'
    for (const wish of [{}, { model: 'gpt-transcribe' }]) {
      const { result } = await world.wait(await start({ audioFileUrl, ...wish }, null, 'startTranslation', service), null, service)
      expect([wish, String(result.text).toLowerCase()]).toEqual([wish, english.toLowerCase()])
    }
  }, 300_000)

  it('go on with the successor, and as complete captions, when the model is switched off half-way', async () => {
    const longer = pickWords(160, 8)
    const jobId = await start({ audioFileUrl: await world.upload(longer), model: 'whisper-1', responseFormat: 'srt', carryContext: true })
    await world.waitForSome(jobId)
    await world.openAi.setDay('2027-02-26')
    const done = await world.wait(jobId)
    const models = new Set((await world.openAi.requests()).map(({ fields }) => fields.model?.[0]))
    await world.openAi.reset()
    expect(done).toMatchObject({ state: 'done', text: longer.join(' ') })
    expect(String(done.result).split('\n').filter((line) => /^[a-z]/.test(line)).join(' ')).toBe(longer.join(' '))
    expect([...models]).toEqual(['whisper-1', 'gpt-transcribe'])
  }, 300_000)

  it('have the same letter for the same voice, although every run and every piece hears them anew', async () => {
    const voices = (['low', 'high'] as const).map((wanted) => vocabulary.filter(({ voice }) => voice === wanted).map(({ word }) => word))
    const turns = Array.from({ length: 12 }, (_, turn) => Array.from({ length: 11 }, (_word, index) => voices[turn % 2]![(turn * 5 + index * 3) % voices[turn % 2]!.length]!))
    await world.openAi.reset()
    // Both are heard in a first piece of half a minute, and the run has no time for more.
    await world.configure({ timeLimitSeconds: '9' })
    await world.openAi.script([{ kind: 'answer', delayMs: 3_500, repeat: 99 }])
    const { result } = await world.wait(await start({ audioFileUrl: await world.uploadTurns(turns), responseFormat: 'diarized_json' }))
    await world.configure({})
    const requests = await world.openAi.requests()
    await world.openAi.reset()
    const spoken = (result.segments as { speaker: string; text: string }[]).flatMap(({ speaker, text }) => text.split(' ').map((word) => [word, speaker]))
    expect(spoken).toEqual(turns.flatMap((turn, index) => turn.map((word) => [word, 'AB'[index % 2]])))
    expect(requests.filter(({ fields }) => fields['known_speaker_names[]'] === undefined)).toHaveLength(1)
    expect(requests.some(({ aborted }) => aborted)).toBe(true)
  }, 300_000)

  it('begin by themselves when a request is too long and longAudio is job, and not otherwise', async () => {
    const long = pickWords(70, 6)
    const audioFileUrl = await world.upload(long, 11)
    await world.configure({ timeLimitSeconds: '2' })
    const refused = await world.call('requestTranscription', { audioFileUrl })
    expect([refused.status, refused.body.code]).toEqual([413, 41402])
    const { status, body } = await world.call('requestTranscription', { audioFileUrl, longAudio: 'job' })
    expect([status, body]).toEqual([200, { jobId: expect.any(String), state: 'queued' }])
    await world.configure({})
    expect((await world.wait(String(body.jobId))).text).toBe(long.join(' '))
  }, 300_000)

  it('are refused before anything is kept when the wish makes no sense', async () => {
    expect((await world.call('startTranscription', { audioFileUrl: 'nonsense' })).body.code).toBe(41002)
    expect((await world.call('startTranscription', { audioFileUrl: 'https://example.com/a.mp3', model: 'gpt-transcribe', timestamps: 'word' })).body.code).toBe(41010)
  })

  it('fail with the number of their error, and tell it', async () => {
    const job = await world.wait(await start({ audioFileUrl: `${world.playground.url}/api/files/audio/gone.wav` }))
    expect(job).toMatchObject({ state: 'failed', errorCode: 41103, result: null })
    expect(job.errorMessage).toContain('\n')
  }, 120_000)

  it('end when they are cancelled, and keep what they had', async () => {
    const jobId = await start({ audioFileUrl: await world.upload(pickWords(80, 7)) })
    const cancelled = await world.call('cancelJob', { jobId, reason: 'changed my mind' })
    expect(cancelled.body).toMatchObject({ state: 'cancelled', reason: 'changed my mind' })
    expect((await world.call('getJob', { jobId, include: 'partial' })).body).toMatchObject({ state: 'cancelled', result: null, text: expect.any(String) })
  })

  it('are removed after the days that the configuration names', async () => {
    await world.configure({ keepResultsDays: '0.00004' })
    const audioFileUrl = await world.upload(pickWords(3, 8))
    const first = await start({ audioFileUrl })
    const isGone = async (): Promise<boolean> => (await world.call('getJob', { jobId: first })).status === 404
    for (let tries = 0; tries < 150 && !(await isGone()); tries += 1) await new Promise((resolve) => setTimeout(resolve, 200))
    expect(await isGone()).toBe(true)
    await world.configure({})
    await start({ audioFileUrl })
    const before = (await rowsOf(jobsTable.name)).filter(({ expiresAt }: Json) => expiresAt < Date.now())
    expect(before).toEqual([])
  }, 120_000)

  it('are out of sight at once when they are removed while they go on', async () => {
    for (let turn = 0; turn < 4; turn += 1) {
      const jobId = await start({ audioFileUrl: await world.upload(pickWords(40, 40 + turn)) })
      await new Promise((resolve) => setTimeout(resolve, 150 * turn))
      expect(await world.call('deleteJob', { jobId, reason: null })).toMatchObject({ status: 200, body: { jobId, deleted: true } })
      expect((await world.call('getJob', { jobId })).body).toMatchObject({ code: 41403 })
    }
  }, 120_000)
})

describe('the job of a user', () => {
  const words = pickWords(24, 21)
  const tokens: Record<string, string> = {}
  let jobId: string
  let visitorsJob: string
  const people = (): readonly (string | null)[] => [tokens['bob']!, tokens['guest']!, null]
  const client = async (token: string | null, verb: string, path: string, body?: object): Promise<{ status: number; text: string }> => {
    const response = await fetch(`${world.playground.url}/${demoApp.id}/${demoApp.jsKey}/${path}`, { method: verb, headers: { 'content-type': 'application/json', ...(token && { 'user-token': token }) }, ...(body && { body: JSON.stringify(body) }) })
    return { status: response.status, text: await response.text() }
  }
  beforeAll(async () => {
    const users = `${world.playground.url}/api/users`
    for (const name of ['ada', 'bob']) {
      const who = { email: `${name}@jobs.example`, password: `secret of ${name}` }
      await postJson(`${users}/register`, who)
      tokens[name] = String((await postJson(`${users}/login`, { login: who.email, password: who.password })).body['user-token'])
    }
    tokens['guest'] = String((await postJson(`${users}/register/guest`, {})).body['user-token'])
    const audioFileUrl = await world.upload(words)
    jobId = await start({ audioFileUrl }, tokens['ada'])
    visitorsJob = await start({ audioFileUrl })
    await Promise.all([world.wait(jobId, tokens['ada']), world.wait(visitorsJob)])
  }, 300_000)

  it('answers to that user only, with every method on both services', async () => {
    for (const service of ['OpenAIAudioTranscription', 'OpenAIAudioTranslation']) {
      expect((await world.call('getJob', { jobId }, tokens['ada'], service)).body.text).toBe(words.join(' '))
      for (const token of people()) {
        for (const method of ['getJob', 'cancelJob', 'deleteJob']) {
          const { status, body } = await world.call(method, { jobId, include: 'partial', userId: 'x' }, token, service)
          expect([method, status, body.code]).toEqual([method, 404, 41403])
        }
      }
    }
  })

  it('cannot be seen, changed or removed in the tables by anybody, the user included', async () => {
    const [row] = (await rowsOf(jobsTable.name)).filter(({ userId }: Json) => userId !== null)
    const [piece] = await rowsOf(jobPiecesTable.name)
    for (const token of [...people(), tokens['ada']!]) {
      for (const [table, id] of [[jobsTable.name, String(row.objectId)], [jobPiecesTable.name, String(piece.objectId)]] as const) {
        const where = encodeURIComponent(`objectId = '${id}'`)
        const seen = [await client(token, 'POST', `data/${table}/find`, {}), await client(token, 'GET', `data/${table}/${id}`), await client(token, 'POST', `data/${table}/count`, {}), await client(token, 'GET', `data/${table}/properties`)]
        expect(seen.map(({ status, text }) => (status === 200 ? text : status >= 400))).toEqual(['[]', true, '0', true])
        const changed = [
          await client(token, 'PUT', `data/${table}`, { objectId: id, path: 'x', state: 'queued' }), await client(token, 'PUT', `data/${table}/upsert`, { objectId: id }), await client(token, 'PUT', `data/bulk/${table}?where=${where}`, { state: 'queued' }),
          await client(token, 'POST', `data/bulk/${table}/delete`, { where: `objectId = '${id}'` }), await client(token, 'DELETE', `data/${table}/${id}`), await client(token, 'POST', `data/bulk/${table}`, [{ job: 'x' }]),
          await client(token, 'PUT', `data/${table}/permissions/GRANT`, { permission: 'FIND', role: 'JSUser' }),
        ]
        expect(changed.map(({ status }) => status)).toEqual(changed.map(() => 403))
      }
    }
    expect((await world.call('getJob', { jobId }, tokens['ada'])).body.state).toBe('done')
  })

  it('has files that nobody can list, read, replace or remove', async () => {
    const [row] = (await rowsOf(jobsTable.name)).filter(({ userId }: Json) => userId !== null)
    for (const token of [...people(), tokens['ada']!]) {
      for (const path of [jobsFolder, String(row.folder), String(row.resultPath)]) {
        const answers = [await client(token, 'GET', `files/${path}`), await client(token, 'DELETE', `files/${path}`), await client(token, 'PUT', `files/binary/${path}/x.json?overwrite=true`), await client(token, 'PUT', `files/permissions/GRANT/${encodeURIComponent(path)}`, { permission: 'READ', role: 'JSUser' })]
        expect([path, ...answers.map(({ status }) => status)]).toEqual([path, 403, 403, 403, 403])
      }
      expect((await client(token, 'GET', 'files?sub=true&pagesize=100')).text).not.toContain(`${jobsFolder}/`)
    }
    expect((await world.call('getJob', { jobId }, tokens['ada'])).body.text).toBe(words.join(' '))
  })

  it('is not told by going on with it, and the job of a visitor answers to its id alone', async () => {
    const [row] = (await rowsOf(jobsTable.name)).filter(({ userId }: Json) => userId !== null)
    for (const job of [jobId, String(row.objectId)]) expect((await world.call('continueJob', { job, run: 'x' }, tokens['bob'])).body).toBe(null)
    for (const token of people()) {
      expect((await world.call('getJob', { jobId: visitorsJob }, token)).body.text).toBe(words.join(' '))
      for (const guess of [visitorsJob.slice(1), `${visitorsJob}0`, visitorsJob.toUpperCase(), "x' or '1'='1", '*', String(row.objectId)]) expect((await world.call('getJob', { jobId: guess }, token)).body.code).toBe(41403)
    }
  })

  it('reads a private file for its owner, and for nobody else', async () => {
    const audioFileUrl = await world.upload(words)
    const source = new URL(audioFileUrl).pathname.split('/files/')[1] ?? ''
    const { body: me } = await postJson(`${world.playground.url}/api/users/login`, { login: 'ada@jobs.example', password: 'secret of ada' })
    tokens['ada'] = String(me['user-token'])
    await world.inConsole('PUT', 'security/file/DENY', { target: source, permission: 'READ', user: '*' })
    await world.inConsole('PUT', 'security/file/GRANT', { target: source, permission: 'READ', user: String(me.objectId) })
    expect((await world.wait(await start({ audioFileUrl }, tokens['ada']), tokens['ada'])).text).toBe(words.join(' '))
    for (const token of [tokens['bob']!, null]) expect(await world.wait(await start({ audioFileUrl }, token), token)).toMatchObject({ state: 'failed', errorCode: 41104 })
  }, 120_000)
})

describe('workers that are killed at random moments', () => {
  const jobs = 6
  const most = 4
  const seed = 2026
  it('lose and double no word, and cost at most the requests that were under way', async () => {
    const random = randomFrom(seed)
    const spoken = Array.from({ length: jobs }, (_, index) => pickWords(36, 40 + index))
    const urls = await Promise.all(spoken.map((words) => world.upload(words)))
    await world.openAi.reset()
    const before = await countOf(jobPiecesTable.name)
    const ids = await Promise.all(urls.map((audioFileUrl) => start({ audioFileUrl })))
    let kills = 0
    let isOver = false
    const fire = async (): Promise<void> => {
      while (kills < most && !isOver) {
        await new Promise((resolve) => setTimeout(resolve, 150 + random() * 500))
        const pids = world.playground.workers()
        const pid = pids[Math.floor(random() * pids.length)]
        if (pid === undefined) continue
        process.kill(pid, 'SIGKILL')
        kills += 1
      }
    }
    const firing = fire()
    const ended = await Promise.all(ids.map(async (jobId) => {
      for (;;) {
        // The worker that answers may be the one that is killed.
        const job = await world.wait(jobId).catch((error: unknown) => (String(error).includes('getJob answered 500') ? null : Promise.reject(error as Error)))
        if (job) return job
      }
    }))
    isOver = true
    await firing
    expect(ended.map(({ state, text }): readonly unknown[] => [state, text])).toEqual(spoken.map((words) => ['done', words.join(' ')]))
    const pieces = (await countOf(jobPiecesTable.name)) - before
    expect((await world.openAi.requests()).length).toBeLessThanOrEqual(pieces + maxLanes * kills)
    process.stderr.write(`jobs: ${jobs} jobs, ${pieces} pieces, ${kills} workers killed, ${(await world.openAi.requests()).length} requests\n`)
  }, 300_000)
})

describe('an app that forbids new tables', () => {
  it('tells which tables and columns to create, and goes on once they are there', async () => {
    const audioFileUrl = await world.upload(pickWords(3, 9))
    for (const { name } of [jobsTable, jobPiecesTable]) await world.inConsole('DELETE', `data/tables/${name}`)
    for (const mode of ['drop', 'refuse']) {
      await world.inConsole('PUT', 'data/configuration', { dynamicSchema: mode })
      const { status, body } = await world.call('startTranscription', { audioFileUrl })
      expect([mode, status, body.code]).toEqual([mode, 409, 41212])
      for (const name of [jobsTable.name, jobPiecesTable.name, ...Object.keys(jobsTable.columns)]) expect(body.message).toContain(name)
    }
    for (const table of [jobsTable, jobPiecesTable]) await world.inConsole('POST', 'data/tables', { ...table, access: 'serverOnly' })
    expect((await world.wait(await start({ audioFileUrl }))).state).toBe('done')
    await world.inConsole('PUT', 'data/configuration', { dynamicSchema: 'on' })
  }, 120_000)
})
