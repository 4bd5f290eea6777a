import { chromiumAdvice, ensureChromium, findChromium, type Installer } from '../support/chromium'

const way = (isPossible: boolean, install: () => boolean): Installer => ({ isPossible: () => isPossible, install })
const mustNotRun = (): never => {
  throw new Error('This way must not be tried.')
}

it('takes the Chromium that CHROMIUM_PATH names', () => {
  expect(findChromium({ CHROMIUM_PATH: process.execPath })).toBe(process.execPath)
})

it('says that CHROMIUM_PATH leads nowhere instead of taking another one', () => {
  expect(() => findChromium({ CHROMIUM_PATH: '/nowhere/chromium' })).toThrow('CHROMIUM_PATH names /nowhere/chromium, where no file is.')
})

it('installs nothing when Chromium is there', () => {
  expect(ensureChromium(() => '/there', [way(true, mustNotRun)])).toBe('/there')
})

it('goes on to the next way when one is impossible or fails', () => {
  let installed: string | null = null
  const works = way(true, () => {
    installed = '/installed'
    return true
  })
  expect(ensureChromium(() => installed, [way(false, mustNotRun), way(true, () => false), works, way(true, mustNotRun)])).toBe('/installed')
})

it('says in one sentence what to do when no way works', () => {
  expect(() => ensureChromium(() => null, [way(true, () => false)])).toThrow(chromiumAdvice)
  expect(chromiumAdvice.match(/\.(\s|$)/g)).toHaveLength(1)
})
