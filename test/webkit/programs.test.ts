import { ensureWebkit, findWebkit, webkitAdvice } from '../support/webkit'

const mustNotRun = (): never => {
  throw new Error('Nothing must be installed.')
}

it('installs nothing when WebKit is there', () => {
  const found = findWebkit()
  expect(found).not.toBeNull()
  expect(ensureWebkit(() => found, mustNotRun)).toBe(found)
})

it('takes what the installation brought', () => {
  let found: ReturnType<typeof findWebkit> = null
  const install = (): boolean => {
    found = { browser: '/there', driver: '/there', screen: '/there' }
    return true
  }
  expect(ensureWebkit(() => found, install)).toEqual(found)
})

it('says what to install when it cannot do that itself', () => {
  expect(() => ensureWebkit(() => null, () => false)).toThrow(webkitAdvice)
  expect(webkitAdvice).toContain('apt-get install webkit2gtk-driver xvfb gstreamer1.0-plugins-good gstreamer1.0-plugins-bad gstreamer1.0-libav')
})
