import { pickWords } from '../support/stand-in'
import { speakToFile, wordsIn } from '../support/spoken'
import { expectAccessible } from './accessible'
import { press } from './gestures'
import { startWorld, type World } from './world'

const words = pickWords(9, 53)
/** Longer than the silence that ends a phrase; between the others people go on. */
const spoken = speakToFile(words, { pausesAfter: { 2: 1.6, 5: 1.6 } })
const allSpokenMs = spoken.words.at(-1)!.end * 1000 + 500
const live = { variant: { settings: { liveText: 'true' } } } as const

let world: World

beforeAll(async () => {
  world = await startWorld({ wavPath: spoken.path })
})

beforeEach(() => world.openAi.reset())

afterAll(async () => {
  await world?.stop()
  spoken.remove()
})

it('puts each phrase into page data while the next one is spoken, and at the end exactly what the whole recording gives', async () => {
  await world.open(live, async ({ page, waitForStatus, pageData, events, act }) => {
    await press(page, 'Start recording')
    await waitForStatus('recording')
    const startedAt = Date.now()
    await page.waitForFunction(() => {
      const { playground } = window as unknown as { playground: { current: { pageData: { result?: { transcript?: string; status?: string } } } } }
      return (playground.current.pageData.result?.transcript ?? '') !== ''
    }, undefined, { timeout: 60_000 })
    expect(await pageData('result.status')).toBe('recording')
    expect(wordsIn(await pageData('result.transcript'))).toEqual(words.slice(0, wordsIn(await pageData('result.transcript')).length))
    await expectAccessible(page)
    await page.waitForTimeout(Math.max(0, allSpokenMs - (Date.now() - startedAt)))
    await press(page, 'Stop recording')
    await waitForStatus('done')
    const grown = wordsIn(await pageData('result.transcript'))
    expect((await events()).filter(({ event }) => event === 'onTranscript')).toHaveLength(1)
    expect((await world.openAi.requests()).length).toBeGreaterThanOrEqual(3)
    await act('transcribe')
    await waitForStatus('done')
    expect(wordsIn(await pageData('result.transcript'))).toEqual(grown)
    expect(grown).toEqual(words)
  })
  expect(await world.uploadedFiles()).toEqual([])
})
