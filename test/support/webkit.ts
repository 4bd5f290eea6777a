import { spawnSync } from 'node:child_process'
import { existsSync, readdirSync } from 'node:fs'
import { join } from 'node:path'

/** The programs of a WebKit that can be driven: its browser, its driver, and a screen that needs no monitor. */
export interface WebkitPrograms {
  readonly browser: string
  readonly driver: string
  readonly screen: string
}

/** Debian's names; the plugins are what WebKit records and plays with. */
const packages = ['webkit2gtk-driver', 'xvfb', 'gstreamer1.0-plugins-good', 'gstreamer1.0-plugins-bad', 'gstreamer1.0-libav']

const libraries = '/usr/lib'

const findBrowser = (): string | null =>
  readdirSync(libraries).map((triplet) => join(libraries, triplet, 'webkit2gtk-4.1', 'MiniBrowser')).find((path) => existsSync(path)) ?? null

/** Where WebKit's programs lie on this machine; null = not all of them are there. */
export const findWebkit = (): WebkitPrograms | null => {
  const [driver, screen] = ['/usr/bin/WebKitWebDriver', '/usr/bin/Xvfb']
  const browser = existsSync(libraries) ? findBrowser() : null
  return browser && existsSync(driver) && existsSync(screen) ? { browser, driver, screen } : null
}

/** What a person can do when it could not be installed. */
export const webkitAdvice = `The WebKit tests need Debian or Ubuntu: as root, the test command installs what it needs by itself; otherwise run apt-get install ${packages.join(' ')} (or choose the other levels: npm test -- browser).`

const aptGet = (...parts: readonly string[]): boolean =>
  spawnSync('apt-get', parts, { stdio: ['ignore', 'ignore', 'inherit'], env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' } }).status === 0

const installPackages = (): boolean =>
  process.getuid?.() === 0 && existsSync('/etc/debian_version') && aptGet('update') && aptGet('install', '-y', '--no-install-recommends', ...packages)

/** Finds WebKit, and installs it when it is missing. Throws one sentence when that is not possible. */
export const ensureWebkit = (find: () => WebkitPrograms | null = findWebkit, install: () => boolean = installPackages): WebkitPrograms => {
  const found = find() ?? (install() ? find() : null)
  if (!found) throw new Error(webkitAdvice)
  return found
}
