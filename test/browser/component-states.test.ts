import { rmSync, mkdtempSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Browser, Page } from 'playwright-core'
import { componentStatuses } from '../../contract'
import { situations } from '../../ui-component/states/situations'
import { launchChromium, listenForComplaints } from '../support/browser'
import { startTestPlayground, type TestPlayground } from '../support/playground'
import { expectAccessible } from './accessible'

const dataDir = mkdtempSync(join(tmpdir(), 'states-'))
const layouts = ['panel', 'bar', 'button'] as const
const themes = ['light', 'dark'] as const
const root = '.bl-customComponent-audioTranscriber'

let browser: Browser
let playground: TestPlayground

beforeAll(async () => {
  playground = await startTestPlayground({ dataDir, upstream: {} })
  browser = await launchChromium('none')
})

afterAll(async () => {
  await browser?.close()
  await playground?.stop()
  rmSync(dataDir, { recursive: true, force: true })
})

interface Wanted {
  readonly layout?: string
  readonly theme?: string
  readonly width?: number
  readonly language?: string
  readonly forcedColors?: 'active'
}

/** The page with every situation. */
const withStates = async ({ forcedColors, ...query }: Wanted, test: (page: Page) => Promise<void>): Promise<void> => {
  const page = await browser.newPage({ viewport: { width: 1400, height: 900 }, ...(forcedColors && { forcedColors }) })
  try {
    const complaints = listenForComplaints(page)
    await page.goto(`${playground.url}/states?only=yes&${new URLSearchParams(Object.entries(query).map(([name, value]) => [name, String(value)])).toString()}`)
    await page.locator(`html[data-drawn="${situations.length}"]`).waitFor({ state: 'attached' })
    await test(page)
    expect(complaints).toEqual([])
  } finally {
    await page.close()
  }
}

const every = layouts.flatMap((layout) => themes.map((theme) => [layout, theme] as const))

it('shows every status of the component', () => {
  expect([...new Set(situations.map(({ state }) => state.type))].sort()).toEqual([...componentStatuses].sort())
})

it.each(every)('axe finds nothing against WCAG 2.2 AA in any state of the %s in the %s theme', async (layout, theme) => {
  await withStates({ layout, theme, width: 375 }, expectAccessible)
})

it.each(['he', 'ar', 'ja'])('axe finds nothing in any state in %s', async (language) => {
  await withStates({ language, width: 375, theme: 'light' }, expectAccessible)
})

interface Target {
  readonly where: string
  readonly width: number
  readonly height: number
}

/** Everything that is pressed, as large as it is; the native player belongs to the browser. */
const targetsOf = (page: Page): Promise<Target[]> =>
  page.locator(`${root} :is(button, select, summary, input[type=url], label:has(input[type=file]))`).evaluateAll((elements) =>
    elements.map((element) => ({ element, box: element.getBoundingClientRect() })).filter(({ box }) => box.width > 0 && box.height > 0)
      .map(({ element, box }) => ({ where: `${element.closest('section')?.id ?? ''}: ${element.textContent ?? ''}`, width: box.width, height: box.height })))

it.each(layouts.flatMap((layout) => [240, 375].map((width) => [layout, width] as const)))('gives every target of the %s 44 pixels at a width of %d', async (layout, width) => {
  await withStates({ layout, width }, async (page) => {
    const targets = await targetsOf(page)
    expect(targets.length).toBeGreaterThan(situations.length)
    expect(targets.filter(({ width: wide, height }) => height < 44 || wide < 44)).toEqual([])
  })
})

/** What sticks out of the place that the component was given. */
const sticksOut = (page: Page): Promise<string[]> =>
  page.locator(`${root}`).evaluateAll((roots) => roots.flatMap((place) => {
    const { left, right } = place.getBoundingClientRect()
    return [...place.querySelectorAll('*')].filter((element) => {
      const box = element.getBoundingClientRect()
      const isUnseen = box.width <= 1 || element.closest('[class*=announcer]') !== null || (element instanceof HTMLInputElement && element.type === 'file')
      return !isUnseen && (box.left < left - 1 || box.right > right + 1)
    }).map((element) => `${place.closest('section')?.id ?? ''}: ${element.className.toString()} ${element.textContent?.slice(0, 30) ?? ''}`)
  }))

const longWords = ['de', 'uk', 'he']
it.each(layouts.flatMap((layout) => longWords.map((language) => [layout, language] as const)))('keeps everything of the %s inside at 240 pixels in %s', async (layout, language) => {
  await withStates({ layout, language, width: 240 }, async (page) => expect(await sticksOut(page)).toEqual([]))
})

/** The lowest contrast between words and what is behind them, measured on the colours that the browser draws. */
const lowestContrast = (page: Page): Promise<{ ratio: number; where: string }> =>
  page.locator(root).evaluateAll((roots) => {
    const channels = (color: string): number[] => (color.match(/[\d.]+/g) ?? []).map(Number)
    const luminance = (color: string): number => {
      const [red = 0, green = 0, blue = 0] = channels(color).slice(0, 3).map((value) => (value / 255 <= 0.04045 ? value / 255 / 12.92 : ((value / 255 + 0.055) / 1.055) ** 2.4))
      return 0.2126 * red + 0.7152 * green + 0.0722 * blue
    }
    const isSolid = (color: string): boolean => (channels(color)[3] ?? 1) === 1 && color !== 'rgba(0, 0, 0, 0)'
    const behind = (element: Element): string => {
      for (let at: Element | null = element; at; at = at.parentElement) if (isSolid(getComputedStyle(at).backgroundColor)) return getComputedStyle(at).backgroundColor
      return 'rgb(255, 255, 255)'
    }
    const withWords = roots.flatMap((place) => [...place.querySelectorAll('*')]).filter((element) => [...element.childNodes].some((node) => node.nodeType === 3 && node.textContent?.trim()) && element.getBoundingClientRect().width > 1)
    const measured = withWords.map((element) => {
      const [one, other] = [luminance(getComputedStyle(element).color), luminance(behind(element))].sort((a, b) => b - a) as [number, number]
      return { ratio: (one + 0.05) / (other + 0.05), where: `${element.closest('section')?.id ?? ''}: ${element.textContent ?? ''}` }
    })
    return measured.reduce((lowest, found) => (found.ratio < lowest.ratio ? found : lowest))
  })

it.each(themes)('has a contrast of at least 4.5 for all words in the %s theme', async (theme) => {
  await withStates({ theme }, async (page) => {
    const { ratio, where } = await lowestContrast(page)
    process.stdout.write(`lowest contrast of words, ${theme}: ${ratio.toFixed(2)} (${where})\n`)
    expect([where, ratio >= 4.5]).toEqual([where, true])
  })
})

it('runs from right to left in Hebrew, and the numbers do not', async () => {
  await withStates({ language: 'he', width: 640 }, async (page) => {
    const place = page.locator('#recording').locator(root)
    expect(await place.getAttribute('dir')).toBe('rtl')
    const [words, timer] = await Promise.all(['words', 'timer'].map((part) => place.locator(`${root}__${part}`).boundingBox()))
    expect(words!.x).toBeGreaterThan(timer!.x)
    expect(await place.getByRole('timer').innerText()).toBe('1:23')
  })
})

it('shows in forced colours where buttons, progress and the recording dot are', async () => {
  await withStates({ forcedColors: 'active', width: 375 }, async (page) => {
    const style = (selector: string, property: string): Promise<string> => page.locator(selector).first().evaluate((element, name) => getComputedStyle(element).getPropertyValue(name), property)
    expect(await style(`#idle ${root}__primary`, 'border-top-width')).toBe('1px')
    expect(await style(`#recording ${root}__dot`, 'background-color')).not.toBe(await style(`#recording ${root}__body`, 'background-color'))
    expect(await style(`#uploading-known ${root}__fill`, 'background-color')).not.toBe(await style(`#uploading-known ${root}__progress`, 'background-color'))
    await expectAccessible(page)
  })
})
