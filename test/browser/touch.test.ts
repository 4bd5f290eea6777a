import type { Page } from 'playwright-core'
import { speakToFile, wordsIn } from '../support/spoken'
import { pickWords } from '../support/stand-in'
import { transcriber } from './gestures'
import { startWorld, type World } from './world'

/** A phone: fingers only, 375 px wide. */

const words = pickWords(3, 83)
const spoken = speakToFile(words)
const phone = { context: { hasTouch: true, isMobile: true, viewport: { width: 375, height: 720 } } } as const

let world: World

beforeAll(async () => {
  world = await startWorld({ wavPath: spoken.path })
})

afterAll(async () => {
  await world?.stop()
  spoken.remove()
})

const tap = (page: Page, name: string): Promise<void> => transcriber(page).getByRole('button', { name, exact: true }).tap()

const spokenMs = spoken.durationSeconds * 1000

it('records, pauses, goes on, stops and transcribes with a finger alone', async () => {
  await world.open(phone, async ({ page, waitForStatus, pageData }) => {
    await tap(page, 'Start recording')
    await waitForStatus('recording')
    await page.waitForTimeout(spokenMs)
    await tap(page, 'Pause')
    await waitForStatus('paused')
    await tap(page, 'Resume')
    await waitForStatus('recording')
    await tap(page, 'Stop recording')
    await waitForStatus('done')
    // The microphone plays the words again and again: they are heard from wherever it was.
    const heard = wordsIn(await pageData('result.transcript'))
    expect(heard.length).toBeGreaterThan(0)
    expect(heard.every((word) => words.includes(word))).toBe(true)
  })
})

it('can be undone with a finger after Discard', async () => {
  await world.open({ ...phone, variant: { settings: { sendAfterStop: 'false' } } }, async ({ page, waitForStatus }) => {
    await tap(page, 'Start recording')
    await waitForStatus('recording')
    await page.waitForTimeout(1000)
    await tap(page, 'Stop recording')
    await waitForStatus('recorded')
    await tap(page, 'Discard')
    await waitForStatus('idle')
    await tap(page, 'Undo')
    await waitForStatus('recorded')
  })
})

it('records while a finger holds the button, when the page wants that', async () => {
  await world.open({ ...phone, variant: { settings: { holdToTalk: 'true' } } }, async ({ page, context, waitForStatus }) => {
    const button = transcriber(page).getByRole('button').first()
    const box = await button.boundingBox()
    if (!box) throw new Error('There is no button.')
    const session = await context.newCDPSession(page)
    const touchPoints = [{ x: box.x + box.width / 2, y: box.y + box.height / 2 }]
    await session.send('Input.dispatchTouchEvent', { type: 'touchStart', touchPoints })
    await waitForStatus('recording')
    await page.waitForTimeout(spokenMs)
    await session.send('Input.dispatchTouchEvent', { type: 'touchEnd', touchPoints: [] })
    await waitForStatus('done')
  })
})

it('ends when the mouse that holds the button is let go of beside it', async () => {
  await world.open({ variant: { settings: { holdToTalk: 'true' } } }, async ({ page, waitForStatus }) => {
    const box = await transcriber(page).getByRole('button').first().boundingBox()
    if (!box) throw new Error('There is no button.')
    await page.mouse.move(box.x + box.width / 2, box.y + box.height / 2)
    await page.mouse.down()
    await waitForStatus('recording')
    await page.waitForTimeout(spokenMs)
    await page.mouse.move(box.x + box.width / 2, box.y + box.height + 300, { steps: 5 })
    await page.mouse.up()
    await waitForStatus('done')
  })
})
