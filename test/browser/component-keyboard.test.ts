import type { Page } from 'playwright-core'
import { speakToFile } from '../support/spoken'
import { pickWords } from '../support/stand-in'
import { expectAccessible } from './accessible'
import { fixturePath } from './fixtures'
import { eventually, pick, press, record, transcriber } from './gestures'
import { startWorld, type World } from './world'

const spoken = speakToFile(pickWords(3, 5))

let world: World

beforeAll(async () => {
  world = await startWorld({ wavPath: spoken.path })
})

beforeEach(() => world.openAi.reset())

afterAll(async () => {
  await world?.stop()
  spoken.remove()
})

/** Long enough to be accepted as audio. */
const recordedMs = 2500

const manually = { settings: { sendAfterStop: 'false' } }

/** What has the focus: the words of a button, of the label of an input, or of a region. */
const focused = (page: Page): Promise<string> =>
  page.evaluate(() => {
    const element = document.activeElement as HTMLElement | null
    return element?.closest('label')?.innerText || element?.innerText || element?.getAttribute('aria-label') || element?.tagName || ''
  })

const primaryPlace = async (page: Page): Promise<number[]> => {
  const box = await transcriber(page).getByRole('button').first().boundingBox()
  return box ? [box.x, box.y, box.height] : []
}

/** Everything that the polite live region says from now on. */
const listen = (page: Page): Promise<void> =>
  page.evaluate(() => {
    const said: string[] = []
    Object.assign(window, { said })
    const region = document.querySelector('.bl-customComponent-audioTranscriber [role=status][aria-atomic]')
    if (region) new MutationObserver(() => said.push(region.textContent ?? '')).observe(region, { childList: true, characterData: true, subtree: true })
  })

const heard = (page: Page): Promise<string[]> => page.evaluate(() => (window as unknown as { said: string[] }).said)

it('goes from the first key to the transcript without a mouse, and the focus is never lost', async () => {
  await world.openAi.script([{ kind: 'answer', delayMs: 3000 }])
  await world.open({ variant: manually }, async ({ page, waitForStatus }) => {
    const key = (name: string): Promise<void> => page.keyboard.press(name)
    const step = async (name: string, expected: string): Promise<void> => {
      await key(name)
      await eventually(() => focused(page), expected)
    }
    await transcriber(page).getByRole('button', { name: 'Start recording' }).focus()
    await step('Tab', 'Choose a file')
    await step('Shift+Tab', 'Start recording')
    await step('Enter', 'Stop recording')
    await waitForStatus('recording')
    await page.waitForTimeout(recordedMs)
    await step('Tab', 'Pause')
    await step('Space', 'Resume')
    await step('Space', 'Pause')
    await step('Tab', 'Discard')
    await step('Enter', 'Start recording')
    await step('Tab', 'Choose a file')
    await step('Tab', 'Undo')
    await step('Enter', 'Transcribe')
    await step('Enter', 'Cancel')
    await waitForStatus('done')
    await eventually(() => focused(page), 'Record again')
    await expectAccessible(page)
  })
})

it('keeps the primary button in its place in every state', async () => {
  await world.open({ variant: manually }, async (opened) => {
    const { page, waitForStatus } = opened
    const place = await primaryPlace(page)
    const stays = async (): Promise<void> => expect(await primaryPlace(page)).toEqual(place)
    await press(page, 'Start recording')
    await waitForStatus('recording')
    await page.waitForTimeout(recordedMs)
    await stays()
    await press(page, 'Pause')
    await stays()
    await press(page, 'Stop recording')
    await waitForStatus('recorded')
    await stays()
    await press(page, 'Transcribe')
    await stays()
    await waitForStatus('done')
    await stays()
    await pick(page, { name: 'empty.wav', mimeType: 'audio/wav', buffer: Buffer.alloc(0) })
    await waitForStatus('failed')
    await stays()
  })
})

it('says each step once, in words, and nothing while time goes by', async () => {
  await world.open({}, async (opened) => {
    await listen(opened.page)
    await record(opened, recordedMs)
    await opened.waitForStatus('done')
    const said = await heard(opened.page)
    expect(said[0]).toBe('Recording started.')
    expect(said.slice(-3)).toEqual(['Uploading.', 'Transcribing.', expect.stringMatching(/^Transcript ready, \d+ words?\.$/)])
    expect(said.filter((words) => words !== '')).toHaveLength(4)
  })
})

it('leaves errors to the alert', async () => {
  await world.open({}, async ({ page, waitForStatus }) => {
    await listen(page)
    await pick(page, { name: 'empty.wav', mimeType: 'audio/wav', buffer: Buffer.alloc(0) })
    await waitForStatus('failed')
    expect(await transcriber(page).getByRole('alert').innerText()).toContain('This file is empty.')
    expect((await heard(page)).filter((words) => words !== '')).toEqual([])
  })
})

it('gives every control a role and a name', async () => {
  await world.open({}, async ({ page, waitForStatus }) => {
    await pick(page, fixturePath('speech.mp3'))
    await waitForStatus('done')
    const tree = await transcriber(page).ariaSnapshot()
    for (const line of ['- group "Audio transcriber"', '- button "Record again"', '- button "Choose another file"', '- alert', '- region "Transcript"', '- button "Copy text"', '- button "Download audio"', '- button "Discard"', '- status:']) expect(tree).toContain(line)
  })
})
