import { componentEvents } from '../../contract'
import { wordsIn } from '../support/spoken'
import { fixturePath, fixtureWords } from './fixtures'
import { eventually, pick, press, setDisplay, transcriber } from './gestures'
import { startWorld, type World } from './world'

const speech = fixturePath('speech.mp3')
const words = fixtureWords('speech.mp3')

let world: World

beforeAll(async () => {
  world = await startWorld('none')
})

afterAll(() => world?.stop())

/** What page data hold under `result` when a handler runs. */
const resultIn = (pageData: unknown): Record<string, unknown> => (pageData as { result: Record<string, unknown> }).result

it('needs nothing but a bound transcript', async () => {
  await world.open({ variant: { bind: ['transcript'] } }, async ({ page, waitForStatus, pageData }) => {
    await pick(page, speech)
    await waitForStatus('done')
    const { result } = (await pageData()) as { result: Record<string, unknown> }
    expect(Object.keys(result)).toEqual(['transcript'])
    expect(wordsIn(result.transcript)).toEqual(words)
  })
})

it('works on a page that stores none of its settings; the runtime then reads every checkbox as off', async () => {
  await world.open({ variant: { bind: ['transcript'], bare: true } }, async ({ page, waitForStatus, pageData }) => {
    await pick(page, speech)
    await waitForStatus('recorded')
    await press(page, 'Transcribe')
    await waitForStatus('done')
    expect(wordsIn(await pageData('result.transcript'))).toEqual(words)
  })
})

it('works for logic alone when nothing is bound', async () => {
  await world.open({ variant: { bind: [] } }, async ({ page, waitForStatus, pageData, act, events }) => {
    await pick(page, speech)
    await waitForStatus('done')
    expect(await pageData()).toEqual({})
    expect(wordsIn(await act('getTranscript'))).toEqual(words)
    expect((await events()).at(-1)?.event).toBe('onTranscript')
  })
})

it('fires its events in order, each with the keys that the blocks promise', async () => {
  await world.open({}, async ({ page, waitForStatus, events }) => {
    await pick(page, speech)
    await waitForStatus('done')
    const fired = await events()
    const told = fired.map(({ event, arguments: args }) => [event, (args as Record<string, unknown>).status ?? (args as Record<string, unknown>).stage ?? null])
    // How often the bytes are told depends on the network.
    expect(told.filter((one, index) => JSON.stringify(one) !== JSON.stringify(told[index - 1]))).toEqual([
      ['onAudioReady', null],
      ['onStatusChange', 'uploading'], ['onProgress', 'uploading'],
      ['onStatusChange', 'transcribing'], ['onProgress', 'transcribing'],
      ['onStatusChange', 'done'], ['onProgress', 'done'],
      ['onTranscript', null],
    ])
    for (const { event, arguments: args } of fired) {
      const promised = componentEvents.find(({ name }) => name === event)
      expect(Object.keys(args as object).sort()).toEqual(promised?.context.map(({ id }) => id).sort())
    }
  })
})

it('has written page data before a handler runs', async () => {
  await world.open({}, async ({ page, waitForStatus, events }) => {
    await pick(page, speech)
    await waitForStatus('done')
    const fired = await events()
    const statuses = fired.filter(({ event }) => event === 'onStatusChange')
    expect(statuses.length).toBeGreaterThan(2)
    for (const { arguments: args, pageData } of statuses) expect(resultIn(pageData).status).toBe((args as { status: string }).status)
    const ready = fired.at(-1)
    expect(wordsIn(resultIn(ready?.pageData).transcript)).toEqual(words)
    expect(resultIn(ready?.pageData).transcript).toBe((ready?.arguments as { transcript: string }).transcript)
  })
})

it('shows a text that the page writes, and starts nothing', async () => {
  await world.open({}, async ({ page, waitForStatus, act, uploads }) => {
    await page.evaluate(() => {
      const { playground } = window as unknown as { playground: { current: { pageData: Record<string, object> } } }
      Object.assign(playground.current.pageData['result'] ?? {}, { transcript: 'Written by the page', audioUrl: 'https://example.com/a.mp3' })
    })
    await transcriber(page).getByText('Written by the page').waitFor()
    expect(await act('getTranscript')).toBe('Written by the page')
    await waitForStatus('idle')
    expect(uploads).toEqual([])
  })
})

it('keeps two components on one page apart', async () => {
  await world.open({ variant: { copies: 2 } }, async ({ page, pageData }) => {
    await Promise.all([pick(page, speech, 0), pick(page, fixturePath('vocabulary.mp3'), 1)])
    await eventually(async () => [await pageData('result.status'), await pageData('second.status')], ['done', 'done'])
    expect(wordsIn(await pageData('result.transcript'))).toEqual(words)
    expect(wordsIn(await pageData('second.transcript'))).toEqual(fixtureWords('vocabulary.mp3'))
  })
})

it('can be hidden at first, shown, hidden while it works and shown again', async () => {
  await world.openAi.script([{ kind: 'answer', delayMs: 4000 }])
  await world.open({ variant: { hidden: true } }, async ({ page, waitForStatus, pageData, events }) => {
    expect(await transcriber(page).count()).toBe(0)
    await setDisplay(page, true)
    await pick(page, speech)
    await waitForStatus('transcribing')
    await setDisplay(page, false)
    await page.waitForTimeout(5000)
    expect((await events()).map(({ event }) => event)).not.toContain('onTranscript')
    await setDisplay(page, true)
    await waitForStatus('idle')
    await pick(page, speech)
    await waitForStatus('done')
    expect(wordsIn(await pageData('result.transcript'))).toEqual(words)
  })
})

it('does by logic what its buttons do', async () => {
  await world.open({ variant: { settings: { sendAfterStop: 'false' } } }, async ({ page, waitForStatus, act, pageData }) => {
    await pick(page, speech)
    await waitForStatus('recorded')
    expect(await act('getAudioFile')).toMatchObject({ name: 'speech.mp3', type: 'audio/mpeg' })
    const [download] = await Promise.all([page.waitForEvent('download'), act('downloadAudio')])
    expect(download.suggestedFilename()).toBe('speech.mp3')
    await act('discardRecording')
    await waitForStatus('idle')
    await press(page, 'Undo')
    await waitForStatus('recorded')
    await act('transcribe')
    await waitForStatus('done')
    expect(wordsIn(await act('getTranscript'))).toEqual(words)
    await act('reset')
    await waitForStatus('idle')
    expect(await pageData('result.transcript')).toBe('')
    expect(await act('getAudioFile')).toBeNull()
  })
})

it('says in its own words what the page wants', async () => {
  const texts = JSON.stringify({ startRecording: 'Habla', 'error.41509': 'Nada dentro.' })
  await world.open({ variant: { settings: { texts } } }, async ({ page, waitForStatus }) => {
    await transcriber(page).getByRole('button', { name: 'Habla' }).waitFor()
    await pick(page, fixturePath('empty.mp3'))
    await waitForStatus('failed')
    await transcriber(page).getByRole('alert').getByText('Nada dentro.').waitFor()
  })
})
