import { spawnSync } from 'node:child_process'
import { existsSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { chromium } from 'playwright-core'

const playwrightCli = join(dirname(require.resolve('playwright-core/package.json')), 'cli.js')

/** Where a Chromium usually lies; the last one is what Playwright itself installs. */
const usualPlaces = (): readonly string[] => [
  '/usr/bin/chromium',
  '/usr/bin/chromium-browser',
  '/usr/bin/google-chrome',
  '/usr/bin/google-chrome-stable',
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
  '/Applications/Chromium.app/Contents/MacOS/Chromium',
  chromium.executablePath(),
]

/** The Chromium that tests use: `CHROMIUM_PATH`, else one in a usual place; null = there is none. */
export const findChromium = (env: NodeJS.ProcessEnv = process.env): string | null => {
  const wanted = env['CHROMIUM_PATH']?.trim()
  if (wanted && !existsSync(wanted)) throw new Error(`CHROMIUM_PATH names ${wanted}, where no file is.`)
  return wanted || (usualPlaces().find((path) => existsSync(path)) ?? null)
}

/** A way to get Chromium: the answer tells whether it went well. */
export interface Installer {
  readonly isPossible: () => boolean
  readonly install: () => boolean
}

const run = (...[command = '', ...args]: readonly string[]): boolean =>
  spawnSync(command, args, { stdio: ['ignore', 'ignore', 'inherit'], env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' } }).status === 0

const installers: readonly Installer[] = [
  {
    isPossible: () => process.getuid?.() === 0 && existsSync('/etc/debian_version'),
    install: () => run('apt-get', 'update') && run('apt-get', 'install', '-y', 'chromium'),
  },
  { isPossible: () => true, install: () => run(process.execPath, playwrightCli, 'install', 'chromium') },
]

/** What a person can do when nothing here helped. */
export const chromiumAdvice = 'The browser tests need Chromium: install it (Debian: apt-get install chromium; elsewhere: npx playwright-core install --with-deps chromium) or set CHROMIUM_PATH.'

/** Finds Chromium, and installs it when there is none: the Debian package for root, else Playwright's own. Throws one sentence when neither works. */
export const ensureChromium = (find: () => string | null = findChromium, ways: readonly Installer[] = installers): string => {
  const found = find()
  if (found) return found
  for (const { isPossible, install } of ways) {
    if (!isPossible() || !install()) continue
    const installed = find()
    if (installed) return installed
  }
  throw new Error(chromiumAdvice)
}
