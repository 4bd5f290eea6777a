import { describeError, type ErrorKey, errorByKey } from '../../contract'
import { readSettings } from '../../ui-component/src/settings'
import { checkSetup } from '../../ui-component/src/setup-check/setup-check'
import { FakeBrowser } from './fake-browser'

const errorOf = (key: ErrorKey): Error => Object.assign(new Error(`${describeError(key).sentence} ${describeError(key).advice}`), { code: errorByKey(key).number, status: 400 })

const statesOf = async (change: (browser: FakeBrowser) => void): Promise<string> => {
  const browser = new FakeBrowser()
  browser.permission = 'granted'
  browser.onInvoke = () => Promise.resolve({ text: '', model: 'whisper-1' })
  change(browser)
  return (await checkSetup(browser, readSettings({}))).map(({ name, state }) => `${name} ${state}`).join(', ')
}

it.each<readonly [string, (browser: FakeBrowser) => void, string]>([
  ['everything works', () => undefined, 'Services good, Key good, Model good, Folder good, Microphone good'],
  ['the service is missing', (browser) => (browser.onInvoke = () => Promise.reject(new Error('Service OpenAIAudioTranscription not found'))), 'Services bad, Key open, Model open, Folder good, Microphone good'],
  ['the key is refused', (browser) => (browser.onInvoke = () => Promise.reject(errorOf('api-key-rejected'))), 'Services good, Key bad, Model open, Folder good, Microphone good'],
  ['the model is unknown', (browser) => (browser.onInvoke = () => Promise.reject(errorOf('configured-model-unknown'))), 'Services good, Key good, Model bad, Folder good, Microphone good'],
  ['the silence is too short', (browser) => (browser.onInvoke = () => Promise.reject(errorOf('audio-too-short'))), 'Services good, Key good, Model open, Folder good, Microphone good'],
  ['the service cannot fetch the file', (browser) => (browser.onInvoke = () => Promise.reject(errorOf('source-forbidden'))), 'Services good, Key open, Model open, Folder good, Microphone good'],
  ['the folder is closed', (browser) => { browser.onUpload = () => Promise.reject(Object.assign(new Error('no'), { status: 403 })); browser.onInvoke = () => Promise.reject(errorOf('audio-url-missing')) }, 'Services good, Key open, Model open, Folder bad, Microphone good'],
  ['nothing may be deleted', (browser) => (browser.onRemove = () => Promise.reject(new Error('no'))), 'Services good, Key good, Model good, Folder bad, Microphone good'],
  ['the page forbids the microphone', (browser) => (browser.policy = false), 'Services good, Key good, Model good, Folder good, Microphone bad'],
  ['nobody was asked for the microphone', (browser) => (browser.permission = 'prompt'), 'Services good, Key good, Model good, Folder good, Microphone open'],
])('tells what works when %s', async (_, change, expected) => {
  expect(await statesOf(change)).toBe(expected)
})

it('asks for no microphone, tells until when the model lives, and leaves no file behind', async () => {
  const browser = new FakeBrowser()
  browser.onInvoke = () => Promise.resolve({ text: '', model: 'whisper-1', requestedModel: 'whisper-1' })
  const findings = await checkSetup(browser, readSettings({}))
  expect(findings.find(({ name }) => name === 'Model')?.text).toMatch(/whisper-1 answers\. It is offered until 2027-02-26; then \S+ takes over/)
  expect(browser.asked).toEqual([])
  expect(browser.removed).toHaveLength(1)
})
