import { wordsIn } from '../support/spoken'
import { fixturePath, fixtureWords } from './fixtures'
import { eventually, pick, press, setDisplay } from './gestures'
import { startWorld, type World } from './world'

const speech = fixturePath('speech.mp3')
const slowAnswer = { kind: 'answer', delayMs: 5000 } as const
/** Refused by OpenAI for good, so that nothing repeats it. */
const refusal = { kind: 'json', status: 400, body: { error: { message: 'Not this one.', type: 'invalid_request_error', param: null, code: null } } } as const

let world: World

beforeAll(async () => {
  world = await startWorld('none')
})

beforeEach(async () => {
  await world.openAi.reset()
  await world.removeUploads()
})

afterAll(() => world?.stop())

const eventuallyNoFile = (): Promise<void> => eventually(() => world.uploadedFiles(), [])

it('uploads under a name that nobody can guess, and removes the file once the transcript is in hand', async () => {
  await world.openAi.script([slowAnswer])
  await world.open({}, async ({ page, waitForStatus, pageData }) => {
    await pick(page, speech)
    await waitForStatus('transcribing')
    const [name = ''] = await world.uploadedFiles()
    expect(name).toMatch(/^[0-9a-f]{32}\.mp3$/)
    expect(await pageData('result.audioUrl')).toContain(name)
    await waitForStatus('done')
    expect(await pageData('result.audioUrl')).toBeNull()
    await eventuallyNoFile()
  })
})

it('removes the file after Cancel, keeps the audio in hand, and ignores what is answered afterwards', async () => {
  await world.openAi.script([slowAnswer])
  await world.open({}, async ({ page, waitForStatus, pageData, act }) => {
    await pick(page, speech)
    await waitForStatus('transcribing')
    await press(page, 'Cancel')
    await waitForStatus('recorded')
    await eventuallyNoFile()
    await page.waitForTimeout(5500)
    expect(await pageData('result.status')).toBe('recorded')
    expect(await pageData('result.transcript')).toBeNull()
    expect(await act('getAudioFile')).toMatchObject({ name: 'speech.mp3' })
  })
})

it('does not take the late answer of a cancelled call for that of the next one', async () => {
  await world.openAi.script([{ kind: 'json', delayMs: 3000, body: { text: 'too late' } }, { kind: 'answer', delayMs: 5000 }])
  await world.open({}, async ({ page, waitForStatus, pageData, events }) => {
    await pick(page, speech)
    await waitForStatus('transcribing')
    await press(page, 'Cancel')
    await waitForStatus('recorded')
    await press(page, 'Transcribe')
    await waitForStatus('done')
    expect((await events()).filter(({ event }) => event === 'onTranscript')).toHaveLength(1)
    expect(wordsIn(await pageData('result.transcript'))).toEqual(fixtureWords('speech.mp3'))
    await eventuallyNoFile()
  })
})

it('keeps the file after a failure, and removes it when the audio is discarded', async () => {
  await world.openAi.script([refusal])
  await world.open({ expectedComplaints: /Failed to load resource/ }, async ({ page, waitForStatus }) => {
    await pick(page, speech)
    await waitForStatus('failed')
    expect(await world.uploadedFiles()).toHaveLength(1)
    await press(page, 'Discard')
    await waitForStatus('idle')
    await eventuallyNoFile()
  })
})

it('removes the file when the component leaves the page', async () => {
  await world.openAi.script([refusal])
  await world.open({ expectedComplaints: /Failed to load resource/ }, async ({ page, waitForStatus }) => {
    await pick(page, speech)
    await waitForStatus('failed')
    expect(await world.uploadedFiles()).toHaveLength(1)
    await setDisplay(page, false)
    await eventuallyNoFile()
  })
})

it('keeps the file where the page wants it kept, and tells its address', async () => {
  await world.open({ variant: { settings: { saveSource: 'true', uploadFolder: 'kept/here' } } }, async ({ page, waitForStatus, pageData }) => {
    await pick(page, speech)
    await waitForStatus('done')
    const [name = ''] = await world.uploadedFiles('kept/here')
    const address = await pageData('result.audioUrl')
    expect(address).toBe(`${world.url}/api/files/kept/here/${name}`)
    expect((await fetch(String(address))).headers.get('content-type')).toBe('audio/mpeg')
    expect(wordsIn(await pageData('result.transcript'))).toEqual(fixtureWords('speech.mp3'))
  })
})
