import axe from 'axe-core'
import type { Page } from 'playwright-core'

interface Violation {
  readonly id: string
  readonly nodes: readonly { readonly html: string; readonly failureSummary?: string }[]
}

const standards = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa']

const describe = ({ id, nodes }: Violation): string => nodes.map(({ html, failureSummary }) => `${id}: ${html}\n${failureSummary ?? ''}`).join('\n')

/** Has axe-core find nothing against WCAG 2.2 AA on the page as it stands, frames included. */
export const expectAccessible = async (page: Page): Promise<void> => {
  await Promise.all(page.frames().map((frame) => frame.evaluate(axe.source)))
  const violations = await page.evaluate(async (tags) => {
    const { axe: inPage } = window as unknown as { axe: { run(context: Document, options: object): Promise<{ violations: unknown[] }> } }
    return (await inPage.run(document, { runOnly: tags })).violations as Violation[]
  }, standards)
  expect(violations.map(describe)).toEqual([])
}
