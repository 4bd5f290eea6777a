import type { Page } from 'playwright-core'
import { addresses, errorByKey } from '../../contract'
import { demoApp } from '../../playground/backendless/apps'
import { postJson } from '../support/http'
import { pickWords } from '../support/stand-in'
import { speakToFile, wordsIn } from '../support/spoken'
import { expectAccessible } from './accessible'
import { eventually, pick, press, transcriber } from './gestures'
import { firedIn, inProfile, login, logout, nothingStored, stored, type KeptPage } from './keeping'
import { startWorld, type World } from './world'

const words = pickWords(40, 97)
/** Three minutes and more, for which calls of a few seconds have no time. */
const spoken = speakToFile(words, { sampleRate: 8000, pausesAfter: Object.fromEntries(words.map((_, index) => [index, 4.6])) })
const minutes = Math.round(spoken.samples.length / spoken.sampleRate / 60)
const timeLimitSeconds = '8'
/** What a slow machine may need for the whole job. */
const patienceMs = 90_000

let world: World

beforeAll(async () => {
  world = await startWorld('none')
  for (const { service } of Object.values(addresses)) {
    const path = `${world.url}/${demoApp.id}/console/cloud-code/services/${service}/configuration`
    const { ok } = await fetch(path, { method: 'PUT', headers: { 'content-type': 'application/json' }, body: JSON.stringify({ timeLimitSeconds }) })
    if (!ok) throw new Error(`The configuration of ${service} was not taken.`)
  }
})

beforeEach(async () => {
  await world.openAi.reset()
  await world.removeUploads()
})

afterAll(async () => {
  await world?.stop()
  spoken.remove()
})

const service = addresses.transcribe.service

/** What the page calls of the service, in its order. */
const callsOf = (page: Page): string[] => {
  const calls: string[] = []
  page.on('request', (request) => {
    const [, method] = /\/services\/[^/]+\/(\w+)$/.exec(request.url()) ?? []
    if (method !== undefined && request.method() === 'POST') calls.push(method)
  })
  return calls
}

/** The id of the job that lies on the device, once it does. */
const keptJobId = async (opened: KeptPage): Promise<string> => {
  await eventually(async () => typeof (await stored(opened)).rows[0]?.['jobId'], 'string')
  return String((await stored(opened)).rows[0]?.['jobId'])
}

const shownMinutes = async ({ page }: KeptPage): Promise<number> => {
  const [, done = '-1'] = new RegExp(`(\\d+) of ${minutes} min`).exec(await transcriber(page).innerText()) ?? []
  return Number(done)
}

/** The page asks at once when the network is back, so that no moment of the job is missed. */
const askNow = ({ page }: KeptPage): Promise<unknown> => page.evaluate(() => window.dispatchEvent(new Event('online')))

const jobAnswer = async (jobId: string): Promise<{ state?: unknown; code?: unknown }> => (await postJson(`${world.url}/api/services/${service}/getJob`, { jobId, include: 'state' })).body as { state?: unknown; code?: unknown }
const isUnknown = async (jobId: string): Promise<boolean> => (await jobAnswer(jobId)).code === errorByKey('job-not-found').number

it('comes back to the finished transcript of a file that was too long for one call, after a reload in the middle', async () => {
  // Some parts are heard at once, the others need a second run of the job.
  await world.openAi.script([{ kind: 'answer' }, { kind: 'answer' }, { kind: 'answer' }, ...Array.from({ length: 3 }, () => ({ kind: 'answer', delayMs: 30_000 }) as const)])
  await inProfile(world, async (open) => {
    const first = await open()
    const calls = callsOf(first.page)
    await pick(first.page, spoken.path)
    const jobId = await keptJobId(first)
    expect(calls.slice(0, 3)).toEqual(['requestTranscription', 'startTranscription', 'getJob'])
    await eventually(async () => {
      await askNow(first)
      return (await shownMinutes(first)) > 0
    }, true)
    await expectAccessible(first.page)
    // No audio is kept for it: it lies in the file storage.
    expect(await stored(first)).toMatchObject({ rows: [{ bytes: 0, fileName: 'words.wav', recordId: '', userId: null }], pieces: 0 })
    const callsAgain = callsOf(first.page)
    await first.page.reload()
    await first.waitForStatus('done', patienceMs)
    expect(wordsIn(await first.pageData('result.transcript'))).toEqual(words)
    expect(callsAgain.every((method) => method === 'getJob' || method === 'deleteJob')).toBe(true)
    expect(first.uploads).toHaveLength(1)
    expect(await firedIn(first, 'onRecovered')).toEqual([{ recordId: '' }])
    await nothingStored(first)
    await eventually(() => world.uploadedFiles(), [])
    await eventually(() => isUnknown(jobId), true)
    expect(first.complaints).toEqual([])
  })
})

it('writes the text of a job into no other record: after a reload for another one it waits in the list', async () => {
  await inProfile(world, async (open) => {
    const first = await open({ recordId: 'A' })
    await pick(first.page, spoken.path)
    await keptJobId(first)
    await first.page.close()
    const second = await open({ recordId: 'B' })
    const list = transcriber(second.page).getByRole('region', { name: 'A text for another record has arrived.' })
    await list.waitFor({ timeout: patienceMs })
    expect(wordsIn((await second.act('getWaitingTexts') as { transcript: string }[])[0]?.transcript)).toEqual(words)
    expect(await second.pageData('result.transcript')).toBeNull()
    expect(await firedIn(second, 'onRecovered')).toEqual([{ recordId: 'A' }])
  })
})

it('ends a job with Cancel: it is gone from the service, the upload too, and the file is still in hand', async () => {
  await inProfile(world, async (open) => {
    const opened = await open()
    await pick(opened.page, spoken.path)
    const jobId = await keptJobId(opened)
    await press(opened.page, 'Cancel')
    await opened.waitForStatus('recorded')
    await eventually(() => isUnknown(jobId), true)
    await eventually(() => world.uploadedFiles(), [])
    expect(await opened.act('getAudioFile')).toMatchObject({ name: 'words.wav', size: spoken.bytes.length })
  })
})

it('shows the job of somebody who has signed out to nobody, and forgets it', async () => {
  await inProfile(world, async (open) => {
    const first = await open()
    await login(first, 'dora')
    await pick(first.page, spoken.path)
    const jobId = await keptJobId(first)
    expect(await isUnknown(jobId)).toBe(true)
    await logout(first)
    await first.waitForStatus('idle')
    await nothingStored(first)
    await first.page.reload()
    await eventually(() => first.page.evaluate(() => document.readyState), 'complete')
    await first.waitForStatus('idle')
    expect(await first.pageData('result.transcript')).toBeNull()
  })
})
