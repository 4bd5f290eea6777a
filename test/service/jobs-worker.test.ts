import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { Mp4OutputFormat, WebMOutputFormat, type OutputFormat } from 'mediabunny'
import { parseSync } from 'subtitle'
import { hasJobEnded } from '../../contract'
import { parseConfiguration, type Settings } from '../../service/src/configuration'
import { Deadline } from '../../service/src/deadline'
import { AudioWorker } from '../../service/src/jobs/audio-worker'
import type { Job } from '../../service/src/jobs/job'
import type { HeardText } from '../../service/src/jobs/piece-worker'
import { runSlice, type SliceEnd } from '../../service/src/jobs/run-slice'
import type { SpeechValues } from '../../service/src/plan/plan-call'
import { repeatPackets, repeatWav } from '../support/long-files'
import { fixtures, fixtureText, readFixture, speak, standInKeys, startOpenAi, writeWav, type OpenAiProcess } from '../support/stand-in'
import { Life, MemoryJobs, newJob, StillClock } from './memory-jobs'

/** Jobs with everything real but the tables: a web server with the audio, and the stand-in for OpenAI. */

let openAi: OpenAiProcess
let server: Server
let host: string
let audio: Uint8Array
/** Bytes after which the next downloads break off. */
let breaksAt: number[] = []
beforeAll(async () => {
  openAi = await startOpenAi({ engine: 'stand-in' })
  server = createServer((_, response) => {
    const sent = breaksAt.shift() ?? audio.byteLength
    response.writeHead(200, { 'content-length': audio.byteLength }).write(audio.subarray(0, sent), () => (sent < audio.byteLength ? response.destroy() : response.end()))
  })
  await new Promise<void>((ready) => server.listen(0, '127.0.0.1', ready))
  host = `127.0.0.1:${(server.address() as AddressInfo).port}`
})
afterAll(async () => {
  server.closeAllConnections()
  server.close()
  await openAi.stop()
})
beforeEach(() => openAi.reset())

/** Less time makes shorter pieces. */
let timeLimitSeconds = 60
afterEach(() => { timeLimitSeconds = 60 })
const settingsOf = (): Settings => parseConfiguration({ apiKey: standInKeys.full, apiBaseUrl: openAi.baseUrl, allowedHosts: host, timeLimitSeconds: String(timeLimitSeconds) })
const workerFor = (job: Job, wish: Partial<SpeechValues>): AudioWorker => {
  const settings = settingsOf()
  const values: SpeechValues = { audioFileUrl: `http://${host}/talk`, responseFormat: 'verbose_json', saveSource: false, silenceFilter: false, longAudio: 'error', onGap: 'mark', ...wish }
  return new AudioWorker(job, { request: { task: 'transcribe', values, person: null, calledHost: null, day: '2026-11-21' }, settings, deadline: new Deadline(settings.timeLimitSeconds), reader: () => ({}) })
}

interface Told {
  readonly text: string
  readonly durationSeconds: number | null
  readonly duration: number
  readonly segments: readonly { readonly start: number; readonly end: number; readonly text: string }[]
  readonly warnings: readonly { readonly code: string }[]
}

interface Outcome {
  readonly job: Job
  readonly ends: readonly SliceEnd[]
  readonly text: string
  readonly told: Told
  readonly captions: readonly { readonly start: number; readonly text: string }[]
}

/** Runs a job to its end; `between` comes after each run. */
const perform = async (bytes: Uint8Array, wish: Partial<SpeechValues> = {}, between: (run: number, kept: MemoryJobs) => Promise<void> | void = () => undefined): Promise<Outcome> => {
  audio = bytes
  const kept = new MemoryJobs()
  const clock = new StillClock()
  kept.jobs.set('a', newJob('a'))
  const ends: SliceEnd[] = []
  for (let run = 0; run < 20 && !hasJobEnded(kept.jobs.get('a')!.state); run += 1) {
    clock.ms += 1
    ends.push(await runSlice('a', `run${run}`, { store: kept.storeFor(new Life()), clock, isOwners: () => false, keepDays: 7, workerFor: (job) => Promise.resolve(workerFor(job, wish)) }))
    await between(run, kept)
  }
  const job = kept.jobs.get('a')!
  const { answer, text } = JSON.parse(kept.files.get(job.resultPath ?? '') ?? '{}') as { answer: unknown; text: string }
  const captions = typeof answer === 'string' && wish.responseFormat === 'srt' ? parseSync(answer).flatMap((node) => (node.type === 'cue' ? [{ start: node.data.start / 1000, text: node.data.text }] : [])) : []
  return { job, ends, text, told: answer as Told, captions }
}

/** A word after so many seconds of silence, and silence behind it. */
const oneWord = (before: number, after: number): Uint8Array => {
  const { samples, sampleRate } = speak(['gato'])
  const sound = Float32Array.from(samples)
  const all = new Float32Array(Math.round((before + after) * sampleRate) + sound.length)
  all.set(sound, Math.round(before * sampleRate))
  return new Uint8Array(writeWav(all, sampleRate))
}

describe('a job whose audio is cut into one piece', () => {
  it('tells the times of the audio, and its true length', async () => {
    const bytes = oneWord(20, 15)
    const { told, job } = await perform(bytes, { model: 'gpt-transcribe', timestamps: 'segment' })
    const seconds = (bytes.byteLength - 44) / 2 / speak(['gato']).sampleRate
    expect([told.text, told.segments.length]).toEqual(['gato', 1])
    expect(told.segments[0]!.start).toBeGreaterThan(19.9)
    expect([told.duration, job.audioMs, job.doneMs]).toEqual([expect.closeTo(seconds, 2), Math.round(seconds * 1000), Math.round(seconds * 1000)])
  })

  it('of silence alone tells its length and no word', async () => {
    const { told, job } = await perform(writeWav(new Float32Array(16_000 * 60), 16_000), { model: 'gpt-transcribe', timestamps: 'segment' })
    expect([job.state, told.text, told.segments, told.duration]).toEqual(['done', '', [], 60])
  })
})

/** The same film as QuickTime or an old phone labels it. */
const branded = (brand: string): Buffer => {
  const bytes = Buffer.from(readFixture('speech.mp4'))
  bytes.write(brand, 8, 'latin1')
  return bytes
}

describe('a job over what phones and recorders make', () => {
  it.each([
    ['raw.aac', (): Buffer => readFixture('raw.aac'), 'raw.aac', 'm4a'],
    ['an unfinished webm', (): Buffer => readFixture('without-duration.webm'), 'without-duration.webm', 'ogg'],
    ['a film of QuickTime', (): Buffer => branded('qt  '), 'speech.mp4', 'm4a'],
    ['an m4a', (): Buffer => readFixture('speech.m4a'), 'speech.m4a', 'm4a'],
    ['an mp3', (): Buffer => readFixture('speech.mp3'), 'speech.mp3', 'mp3'],
  ])('%s sends what is taken everywhere, with every word', async (_, bytes, name, container) => {
    const { job, text } = await perform(bytes())
    expect([job.state, job.errorMessage, text]).toEqual(['done', null, fixtureText(name)])
    expect((await openAi.requests()).map((request) => request.file?.name.split('.').at(-1))).toEqual([container])
  })

  it.each([
    ['a webm', 'voice-note.opus', 260, (): OutputFormat => new WebMOutputFormat({ appendOnly: true })],
    ['an mp4 in fragments', 'speech.m4a', 210, (): OutputFormat => new Mp4OutputFormat({ fastStart: 'fragmented' })],
  ])('cuts %s that does not tell its length where the model takes only so much', async (_, name, times, format) => {
    const { bytes } = await repeatPackets(name, times, format())
    audio = bytes
    const job = newJob('a')
    const worker = workerFor(job, { model: 'gpt-4o-transcribe', responseFormat: 'json' })
    const opened = await worker.open(job, null, null)
    opened.close()
    worker.stop()
    expect(opened.facts.audioMs).toBeGreaterThan(1_400_000)
    expect(opened.facts.sourceBytes).toBe(bytes.byteLength)
    expect(JSON.parse(opened.facts.plan ?? '{}')).toMatchObject({ wish: { cutAt: 'limit' } })
  })
})

describe('a job whose model is gone', () => {
  const afterTheDay = '2027-02-26'
  const wish = { responseFormat: 'srt' } as const

  it('is heard by the successor, in phrases whose times are those of the pieces', async () => {
    await openAi.setDay(afterTheDay)
    const { job, captions, ends } = await perform(readFixture('speech.mp3'), wish)
    expect([job.state, job.errorMessage, ends]).toEqual(['done', null, ['again', 'over']])
    expect(captions.map(({ text }) => text).join(' ').toLowerCase()).toBe(fixtureText('speech.mp3'))
    expect(captions[0]!.start).toBeCloseTo(fixtures.speech['speech.mp3']!.words[0]!.start, 1)
  })

  it('tells so', async () => {
    await openAi.setDay(afterTheDay)
    const { told } = await perform(readFixture('speech.mp3'), { timestamps: 'segment' })
    expect(told.warnings.map(({ code }) => code)).toEqual(expect.arrayContaining(['model-retired', 'times-from-pieces']))
  })

  it('while it goes on keeps what was heard before, and no word is lost or twice', async () => {
    timeLimitSeconds = 10
    const { bytes, words } = repeatWav(60)
    const { job, captions } = await perform(bytes, wish, async (run, kept) => {
      if (run > 0) return
      // Only the second piece is not there; then the model goes.
      expect(kept.rows.size).toBeGreaterThan(2)
      kept.rows.delete('a/1')
      kept.jobs.set('a', { ...kept.jobs.get('a')!, state: 'running', resultPath: null })
      await openAi.setDay(afterTheDay)
    })
    expect([job.state, job.errorMessage]).toEqual(['done', null])
    expect(captions.map(({ text }) => text).join(' ').toLowerCase()).toBe(words.map(({ word }) => word).join(' '))
  })
})

describe('a job whose download breaks off', () => {
  it('is read on by the next run: every word is there, once', async () => {
    const { bytes, words } = repeatWav(620)
    breaksAt = [Math.round(bytes.byteLength * 0.44)]
    const { job, ends, text } = await perform(bytes, { responseFormat: 'text' })
    expect([ends, job.state, text]).toEqual([['again', 'over'], 'done', words.map(({ word }) => word).join(' ')])
  })
})

describe('a job whose audio is damaged', () => {
  it('tells in its answer where it broke off', async () => {
    const job = newJob('a', { plan: JSON.stringify({ wish: { maxBytes: 1, maxSeconds: 9, cutAt: 'limit', skipSilence: true }, lanes: 1, timesFromPieces: false, savedSource: null }) })
    const heard: HeardText = {
      startSeconds: 0, endSeconds: 44, overlapSeconds: 0, modelId: 'whisper-1', endpoint: 'transcriptions', warnings: [], billedSeconds: 44, isBrokenOff: true,
      transcript: { text: 'gato', language: 'en', durationSeconds: 44, segments: [{ start: 0, end: 1, text: 'gato' }], words: null, usage: null },
    }
    const worker = workerFor(job, {})
    const finished = await worker.finish(job, [heard], { read: () => Promise.resolve(null), add: () => Promise.resolve() }, { seconds: 44, isBroken: true })
    worker.stop()
    expect((finished?.answer as Told).warnings).toEqual([{ code: 'audio-cut-off', message: expect.stringContaining('00:00:44') as string }])
  })
})
