import { findWord, pickWords } from '../support/stand-in'
import { speakToFile, wordsIn } from '../support/spoken'
import { expectAccessible } from './accessible'
import { fixturePath, fixtureWords } from './fixtures'
import { drop, pick, press, record, transcriber } from './gestures'
import { startWorld, type World } from './world'

const words = pickWords(6, 31)
const beforeThePause = 2
const afterThePause = 4
const spoken = speakToFile(words, { pausesAfter: { [beforeThePause - 1]: 2, [afterThePause - 1]: 2 } })

const startMs = (index: number): number => spoken.words[index]!.start * 1000
const endMs = (index: number): number => spoken.words[index]!.end * 1000
/** In the midst of the silence before this word, as far as possible from both neighbours. */
const silenceBeforeMs = (index: number): number => (endMs(index - 1) + startMs(index)) / 2
const allSpokenMs = endMs(words.length - 1) + 500

let world: World

beforeAll(async () => {
  world = await startWorld({ wavPath: spoken.path })
})

beforeEach(() => world.openAi.reset())

afterAll(async () => {
  await world?.stop()
  spoken.remove()
})

it('puts exactly the recorded words into page data, in their order', async () => {
  await world.open({}, async (opened) => {
    await record(opened, allSpokenMs)
    await opened.waitForStatus('done')
    const transcript = await opened.pageData('result.transcript')
    expect(wordsIn(transcript)).toEqual(words)
    expect(await transcriber(opened.page).getByRole('region', { name: 'Transcript' }).innerText()).toBe(transcript)
    expect(await opened.page.getByText('Text component, bound to result.transcript').locator('..').innerText()).toContain(transcript)
    await expectAccessible(opened.page)
  })
})

it('leaves out exactly what was said during a pause', async () => {
  await world.open({}, async (opened) => {
    const { page, waitForStatus, pageData } = opened
    await press(page, 'Start recording')
    await waitForStatus('recording')
    const startedAt = Date.now()
    const until = (momentMs: number): Promise<void> => page.waitForTimeout(Math.max(0, momentMs - (Date.now() - startedAt)))
    await until(silenceBeforeMs(beforeThePause))
    await press(page, 'Pause')
    await waitForStatus('paused')
    await expectAccessible(page)
    await until(silenceBeforeMs(afterThePause))
    await press(page, 'Resume')
    await until(allSpokenMs)
    await press(page, 'Stop recording')
    await waitForStatus('done')
    expect(wordsIn(await pageData('result.transcript'))).toEqual([...words.slice(0, beforeThePause), ...words.slice(afterThePause)])
  })
})

it('puts exactly the words of a picked mp3 into page data', async () => {
  await world.open({}, async ({ page, waitForStatus, pageData }) => {
    await pick(page, fixturePath('speech.mp3'))
    await waitForStatus('done')
    expect(wordsIn(await pageData('result.transcript'))).toEqual(fixtureWords('speech.mp3'))
  })
})

it('puts exactly the words of a dropped wav into page data', async () => {
  await world.open({}, async (opened) => {
    await drop(opened, fixturePath('speech.wav'))
    await opened.waitForStatus('done')
    expect(wordsIn(await opened.pageData('result.transcript'))).toEqual(fixtureWords('speech.wav'))
  })
})

it('gives the words in English when Transcribe is set to English', async () => {
  await world.open({ variant: { settings: { mode: 'english' } } }, async ({ page, waitForStatus, pageData }) => {
    await pick(page, fixturePath('speech.mp3'))
    await waitForStatus('done')
    expect(wordsIn(await pageData('result.transcript'))).toEqual(fixtureWords('speech.mp3').map((word) => findWord(word)?.english))
    expect((await world.openAi.requests()).map(({ endpoint }) => endpoint)).toEqual(['translations'])
  })
})

it('says that no speech was found in silence, and keeps the audio', async () => {
  await world.open({}, async ({ page, waitForStatus, pageData, act }) => {
    await pick(page, fixturePath('silent.wav'))
    await waitForStatus('noSpeech')
    expect(await pageData('result.transcript')).toBeNull()
    expect(await act('getAudioFile')).toMatchObject({ name: 'silent.wav' })
    await expectAccessible(page)
  })
})
