import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { ensureRedis, hasRedis, missingRedis } from '../support/redis'
import { notOnRedis } from '../support/redis-level'

const mustNotRun = (): never => {
  throw new Error('Nothing must be installed.')
}

it('installs nothing when Redis is there', () => {
  expect(hasRedis()).toBe(true)
  expect(() => ensureRedis(() => true, mustNotRun)).not.toThrow()
})

it('takes what the installation brought', () => {
  let isThere = false
  expect(() => ensureRedis(() => isThere, () => (isThere = true))).not.toThrow()
})

it('says what to install when it cannot do that itself', () => {
  expect(() => ensureRedis(() => false, () => false)).toThrow(missingRedis)
  expect(missingRedis).toContain('apt-get install redis-server')
})

it('names files that exist as those that are not run again', () => {
  expect(notOnRedis.filter(({ file }) => !existsSync(join(__dirname, '..', '..', file)))).toEqual([])
})
