import type { Page } from 'playwright-core'
import { browserErrors } from '../../contract'
import { demoApp } from '../../playground/backendless/apps'
import type { OpenOptions } from '../support/browser'
import { expectAccessible } from './accessible'
import { eventually, transcriber } from './gestures'
import { startWorld, type World } from './world'

const expectedComplaints = /Failed to load resource|Permissions policy/i

let world: World

beforeAll(async () => {
  world = await startWorld('none')
})

afterEach(async () => (world.isAsStarted() ? undefined : world.restartPlayground()))

afterAll(() => world?.stop())

/** As in the preview of the editor: only a published app has a build. */
const beforeBuild = async (page: Page): Promise<void> => {
  await page.route('**/app.json*', async (route) => {
    const response = await route.fetch()
    await route.fulfill({ response, json: { ...((await response.json()) as object), build: undefined } })
  })
}

/** State of each line, and all of its words. */
const check = async (page: Page): Promise<Record<string, string>> => {
  await transcriber(page).getByRole('button', { name: 'Setup check' }).click()
  const lines = transcriber(page).getByRole('list', { name: 'Setup check' }).getByRole('listitem')
  await lines.nth(4).waitFor({ timeout: 60_000 })
  const found = await lines.evaluateAll((items) => items.map((item) => [item.dataset['check'], `${item.dataset['state']}: ${item.textContent}`] as const))
  return Object.fromEntries(found.map(([name, line]): [string, string] => [name ?? '', line]))
}

const built = (options: OpenOptions = {}): OpenOptions => ({ expectedComplaints, prepare: beforeBuild, ...options })

const adviceOf = (key: string): string => browserErrors.find((error) => error.key === key)?.advice ?? key

const setWriteRight = async (effect: 'DENY' | 'GRANT'): Promise<void> => {
  const response = await fetch(`${world.url}/${demoApp.id}/console/security/file/${effect}`, {
    method: 'PUT', headers: { 'content-type': 'application/json' }, body: JSON.stringify({ target: 'audio', permission: 'WRITE', role: 'NotAuthenticatedUser' }),
  })
  if (!response.ok) throw new Error(`The right was not changed: ${await response.text()}`)
}

it('gives five ticks where everything works, and leaves no file behind', async () => {
  await world.open(built(), async ({ page }) => {
    const found = await check(page)
    expect(Object.values(found).filter((line) => !line.startsWith('good'))).toEqual([])
    expect(Object.keys(found).sort()).toEqual(['Folder', 'Key', 'Microphone', 'Model', 'Services'])
    expect(found['Model']).toContain('whisper-1 answers. It is offered until')
    await eventually(() => world.uploadedFiles(), [])
    await expectAccessible(page)
  })
})

it('is not there on a published page', async () => {
  await world.open({}, async ({ page }) => {
    await transcriber(page).getByRole('button', { name: 'Start recording' }).waitFor()
    expect(await transcriber(page).getByRole('button', { name: 'Setup check' }).count()).toBe(0)
  })
})

it('names the product to install, and what forbids the microphone', async () => {
  await world.restartPlayground({ serviceDirs: [] })
  await world.open(built({ variant: { microphoneBlocked: true } }), async ({ page }) => {
    const found = await check(page)
    expect(found['Services']).toMatch(/^bad.*Install Audio to Text Services/)
    expect(found['Key']).toMatch(/^open/)
    expect(found['Microphone']).toContain(adviceOf('permission-blocked-by-page'))
  })
})

it('names the folder in which this role may not put files', async () => {
  await setWriteRight('DENY')
  await world.open(built(), async ({ page }) => {
    const found = await check(page)
    expect(found['Services']).toMatch(/^good/)
    expect(found['Folder']).toContain('no Write permission for the folder audio')
    await setWriteRight('GRANT')
    expect((await check(page))['Folder']).toMatch(/^good/)
  })
})
