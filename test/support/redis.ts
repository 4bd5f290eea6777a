import { spawnSync } from 'node:child_process'
import { existsSync, rmSync, writeFileSync } from 'node:fs'

/** Debian's name. */
const packageName = 'redis-server'

/** Debian asks this program before it starts a daemon; 101 = it must not. */
const policyFile = '/usr/sbin/policy-rc.d'

/** Whether a Redis server can be started on this machine. */
export const hasRedis = (): boolean => spawnSync('redis-server', ['--version'], { stdio: 'ignore' }).status === 0

/** What a person can do when it could not be installed. */
export const missingRedis = `The redis tests are left out, because there is no Redis server: as root on Debian or Ubuntu, the test command installs it by itself; otherwise run apt-get install ${packageName} (macOS: brew install redis).`

const aptGet = (...parts: readonly string[]): boolean =>
  spawnSync('apt-get', parts, { stdio: ['ignore', 'ignore', 'inherit'], env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' } }).status === 0

/** Only the program is wanted: the package's own daemon is not started. */
const withoutDaemons = (install: () => boolean): boolean => {
  const isOurs = !existsSync(policyFile)
  if (isOurs) writeFileSync(policyFile, '#!/bin/sh\nexit 101\n', { mode: 0o755 })
  try {
    return install()
  } finally {
    if (isOurs) rmSync(policyFile)
  }
}

const installRedis = (): boolean =>
  process.getuid?.() === 0 && existsSync('/etc/debian_version') && aptGet('update') && withoutDaemons(() => aptGet('install', '-y', '--no-install-recommends', packageName))

/** Installs a Redis server when there is none. Throws one sentence when that is not possible. */
export const ensureRedis = (has: () => boolean = hasRedis, install: () => boolean = installRedis): void => {
  if (!has() && !(install() && has())) throw new Error(missingRedis)
}
