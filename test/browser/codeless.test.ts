import { readFileSync } from 'node:fs'
import { uploadFile } from '../support/http'
import { speakToFile, wordsIn } from '../support/spoken'
import { pickWords } from '../support/stand-in'
import { withCodeless, type CodelessPage } from './codeless-page'
import { eventually } from './gestures'
import { fixturePath, fixtureWords } from './fixtures'
import { startWorld, type World } from './world'

/** The ready-made programs, each run as a person runs it: choose it, press Run, press the buttons of its page. */

const words = pickWords(5, 37)
const spoken = speakToFile(words)
const spokenMs = spoken.words.at(-1)!.end * 1000 + 700

let world: World

const open = (test: (codeless: CodelessPage) => Promise<void>, expectedComplaints?: RegExp): Promise<void> => withCodeless(world.browser, world.url, test, expectedComplaints && { expectedComplaints })

/** The recordings of the examples are music to the stand-in: those that lie there already are kept. */
const samples = [{ name: 'talk.mp3', fixture: 'speech.mp3' }, { name: 'meeting.mp3', fixture: 'vocabulary.mp3' }, { name: 'talk.webm', fixture: 'speech.webm' }]

beforeAll(async () => {
  world = await startWorld({ wavPath: spoken.path })
  for (const { name, fixture } of samples) await uploadFile(`${world.url}/api/files/samples/${name}`, name, new Uint8Array(readFileSync(fixturePath(fixture))))
})

afterAll(async () => {
  await world?.stop()
  spoken.remove()
})

it('records, transcribes and shows', () => open(async ({ chooseProgram, press, pressInApp, waitForLog, page, dataAt, app }) => {
  await chooseProgram('Record, transcribe, show')
  await press('Run')
  await waitForLog('The page is open.')
  await pressInApp('Record')
  await app.getByRole('button', { name: 'Stop recording', exact: true }).waitFor()
  await page.waitForTimeout(spokenMs)
  await pressInApp('Stop')
  expect(wordsIn(await dataAt('transcript'))).toEqual(words)
}))

it('transcribes an upload in Cloud Code', () => open(async ({ page, chooseProgram, press, waitForLog, pageData, log }) => {
  await chooseProgram('Transcribe uploads in Cloud Code')
  await page.getByLabel('File to upload into inbox').setInputFiles(fixturePath('speech.mp3'))
  await press('Run')
  await waitForLog('The handler is done after', 60_000)
  expect(await log()).toContain('speech.mp3 is transcribed')
  expect(await pageData()).toMatchObject({ state: 'done', error: null })
  const saved = await fetch(`${world.url}/api/files/transcripts/speech.mp3.txt`)
  expect(wordsIn(await saved.text())).toEqual(fixtureWords('speech.mp3'))
}))

it('makes captions and shows them on the video', () => open(async ({ chooseProgram, press, pressInApp, waitForLog, dataAt, app, pageData }) => {
  await chooseProgram('Captions for a video')
  await press('Run')
  await waitForLog('Page: onEnter is done.')
  await pressInApp('Make captions')
  await waitForLog('Make captions: onClick is done.')
  const captions = String(await dataAt('captions'))
  expect((await pageData())['problem']).toBeUndefined()
  expect(captions).toMatch(/^WEBVTT\n\n/)
  expect(wordsIn(captions.replace(/^.*-->.*$/gm, '').replace('WEBVTT', ''))).toEqual(fixtureWords('speech.webm'))
  expect(await app.locator('video').evaluate((video: HTMLVideoElement) => video.textTracks[0]?.mode)).toBe('showing')
  expect(await (await fetch(`${world.url}/api/files/captions/captions.vtt`)).text()).toBe(captions)
}))

it('writes meeting notes with speakers', () => open(async ({ chooseProgram, press, pressInApp, waitForLog, dataAt, pageData }) => {
  await chooseProgram('Meeting notes with speakers')
  await press('Run')
  await waitForLog('The page is open.')
  await pressInApp('Make notes')
  await waitForLog('Make notes: onClick is done.')
  expect((await pageData())['problem']).toBeUndefined()
  const speakers = (await dataAt('speakers')) as { speaker: string; seconds: number; text: string }[]
  expect(wordsIn(speakers.map(({ text }) => text).join(' ')).sort()).toEqual(fixtureWords('vocabulary.mp3').sort())
  expect(await dataAt('summary')).toContain(`${speakers[0]!.speaker} ${speakers[0]!.seconds} s.`)
  expect(String(await dataAt('notes'))).toContain(speakers[0]!.speaker)
}))

it('goes through a folder', () => open(async ({ chooseProgram, press, pressInApp, waitForLog, dataAt, pageData }) => {
  await chooseProgram('Batch over a folder')
  await press('Run')
  await waitForLog('The page is open.')
  await pressInApp('Transcribe all')
  await waitForLog('Transcribe all: onClick is done.', 60_000)
  const results = (await dataAt('results')) as { file: string; text: string }[]
  expect(results.map(({ file, text }) => [file, wordsIn(text)])).toEqual([['meeting.mp3', fixtureWords('vocabulary.mp3')], ['talk.mp3', fixtureWords('speech.mp3')]])
  expect(await pageData()).toMatchObject({ count: 2, failed: '' })
}))

/** Before the first save there is no table: the browser writes down that it was asked for. */
it('fills an archive, searches it, and reopens a recording at the second of the match', () => open(async ({ chooseProgram, press, pressInApp, waitForLog, dataAt, pageData, app }) => {
  const [, , word = ''] = fixtureWords('speech.mp3')
  await chooseProgram('Searchable archive')
  await press('Run')
  await waitForLog('The page is open.')
  await pressInApp('Fill the archive')
  await waitForLog('Fill the archive: onClick is done.')
  const entries = String(await dataAt('list')).split(' | ').filter(Boolean).map((entry) => entry.split(': '))
  expect(Object.fromEntries(entries.map(([title, text]) => [title, wordsIn(text)]))).toEqual({ 'meeting.mp3': fixtureWords('vocabulary.mp3'), 'talk.mp3': fixtureWords('speech.mp3') })
  await app.getByLabel('Search for').fill(word)
  await pressInApp('Search')
  await waitForLog('Search: onClick is done.')
  expect(String(await dataAt('matches'))).toMatch(/talk\.mp3 at [\d.]+ s/)
  await pressInApp('Open the first match')
  const address = String(await dataAt('audio'))
  const [, second] = /#t=([\d.]+)&/.exec(address) ?? []
  await eventually(() => app.locator('video').evaluate((player: HTMLVideoElement) => [player.currentSrc, Math.round(player.currentTime * 10)]), [address, Math.round(Number(second) * 10)])
  expect((await pageData())['problem']).toBeUndefined()
}, /data\/Transcripts\/find/))
