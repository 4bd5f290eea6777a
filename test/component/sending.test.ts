import { transcription, translation } from '../../contract'
import { anyFailure as failureOf } from '../../ui-component/src/all-failures'
import { deferred } from './fake-browser'
import { Mounted, useFakeTime, wavFile } from './mounted'

useFakeTime()

const listing = (page: Mounted): string[] => [...page.browser.files.keys()]

describe('the upload', () => {
  it('lies under a name that tells nothing, with the extension of its bytes', async () => {
    const page = new Mounted({ uploadFolder: '/voice//notes/', saveSource: true })
    await page.controller.choose(wavFile('Dr. Müller: diagnosis.mp3'))
    await page.pass(100)
    expect(listing(page)).toEqual(['voice/notes/random0.wav'])
    expect(page.browser.files.get('voice/notes/random0.wav')).toMatchObject({ name: 'random0.wav', type: 'audio/wav' })
  })

  it.each([['..', 'audio'], ['../../private', 'private'], ['', 'audio'], [' ', 'audio'], [null, 'audio'], [{}, 'audio'], ['a\\b', 'a/b']])('for the folder %j goes to %s', async (uploadFolder, expected) => {
    const page = new Mounted({ uploadFolder, saveSource: true })
    await page.controller.choose(wavFile())
    await page.pass(100)
    expect(listing(page)).toEqual([`${expected}/random0.wav`])
  })
})

describe('the call', () => {
  it('has only the address when nothing else is set', async () => {
    const page = new Mounted()
    await page.controller.choose(wavFile())
    await page.pass(100)
    expect(page.browser.calls).toEqual([{ service: 'OpenAIAudioTranscription', method: 'requestTranscription', parameters: { audioFileUrl: 'https://files.example/audio/random0.wav', saveSource: false } }])
  })

  it('has what the page has set, and never asks the service to keep a copy', async () => {
    const page = new Mounted({ model: ' whisper-1 ', prompt: 'Backendless', spokenLanguage: 'de', saveSource: true })
    await page.controller.choose(wavFile())
    await page.pass(100)
    expect(page.browser.calls[0]?.parameters).toEqual({ audioFileUrl: 'https://files.example/audio/random0.wav', model: 'whisper-1', prompt: 'Backendless', language: 'de', saveSource: false })
  })

  it('goes to the other service for English, which has no key for the language', async () => {
    const page = new Mounted({ mode: 'english', spokenLanguage: 'de', prompt: 'Names' })
    await page.controller.choose(wavFile())
    await page.pass(100)
    expect(page.browser.calls).toEqual([{ service: 'OpenAIAudioTranslation', method: 'requestTranslation', parameters: { audioFileUrl: 'https://files.example/audio/random0.wav', prompt: 'Names', saveSource: false } }])
  })

  it.each([['same', transcription], ['english', translation]] as const)('uses only keys that the service has (%s)', async (mode, { parameters }) => {
    const page = new Mounted({ mode, model: 'm', prompt: 'p', spokenLanguage: 'en' })
    await page.controller.choose(wavFile())
    await page.pass(100)
    const names: string[] = parameters.map(({ name }) => name)
    Object.keys(page.browser.calls[0]?.parameters ?? {}).forEach((key) => expect(names).toContain(key))
  })
})

describe('the answer', () => {
  it.each([
    ['an object with text alone', { text: 'hello' }, 'hello', [], null],
    ['everything that our service tells', { text: 'hi', language: 'en', segments: [{ start: 0 }], durationSeconds: 2 }, 'hi', [{ start: 0 }], 'en'],
    ['a plain string', 'plain words', 'plain words', [], null],
    ['a number that was a text', 42, '42', [], null],
  ])('may be %s', async (_, answer, transcript, segments, language) => {
    const page = new Mounted()
    page.browser.onInvoke = () => Promise.resolve(answer)
    await page.controller.choose(wavFile())
    await page.pass(100)
    expect(page.component).toMatchObject({ status: 'done', transcript, progress: 100 })
    expect(page.fired('onTranscript')).toEqual([{ transcript, segments, language, recordId: '' }])
    expect(page.controller.getTranscript()).toBe(transcript)
  })

  it.each([[null], [{}], [{ text: null }], [[]]])('%j is an error of the service, not an empty transcript', async (answer) => {
    const page = new Mounted()
    page.browser.onInvoke = () => Promise.resolve(answer)
    await page.controller.choose(wavFile())
    await page.pass(100)
    expect(page.component).toMatchObject({ status: 'failed', errorCode: failureOf('service-failed').code })
  })

  it('without words leaves the earlier transcript alone and fires no transcript', async () => {
    const page = new Mounted()
    await page.controller.choose(wavFile())
    await page.pass(100)
    page.browser.onInvoke = () => Promise.resolve({ text: ' ' })
    await page.controller.choose(wavFile())
    await page.pass(100)
    expect(page.component).toMatchObject({ status: 'noSpeech', transcript: 'hello' })
    expect(page.fired('onTranscript')).toHaveLength(1)
  })

  it('is in the bound properties before the event is fired', async () => {
    const page = new Mounted()
    await page.controller.choose(wavFile())
    await page.pass(100)
    const event = page.events.find(({ name }) => name === 'onTranscript')
    expect(event?.transcript).toBe('hello')
    expect(page.journal.lastIndexOf('transcript')).toBeLessThan(page.journal.indexOf('onTranscript'))
  })

  it('of a call that was cancelled is ignored', async () => {
    const page = new Mounted()
    const answer = deferred<unknown>()
    page.browser.onInvoke = () => answer.promise
    await page.controller.choose(wavFile())
    await page.pass(100)
    page.controller.cancel()
    answer.resolve({ text: 'too late' })
    await page.pass(100)
    expect(page.component).not.toHaveProperty('transcript')
    expect(page.state.type).toBe('recorded')
  })

  it('of an earlier call does not become the transcript of a later one', async () => {
    const page = new Mounted()
    const [first, second] = [deferred<unknown>(), deferred<unknown>()]
    page.browser.onInvoke = () => (page.browser.calls.length === 1 ? first.promise : second.promise)
    await page.controller.choose(wavFile())
    await page.pass(100)
    page.controller.cancel()
    page.controller.send()
    await page.pass(100)
    first.resolve({ text: 'first' })
    await page.pass(100)
    expect(page.state.type).toBe('transcribing')
    second.resolve({ text: 'second' })
    await page.pass(100)
    expect(page.component.transcript).toBe('second')
  })

  it('that comes after the component has gone writes and fires nothing', async () => {
    const page = new Mounted()
    const answer = deferred<unknown>()
    page.browser.onInvoke = () => answer.promise
    await page.controller.choose(wavFile())
    await page.pass(100)
    page.controller.close()
    expect(page.component).toMatchObject({ status: 'idle', progress: 0, audioUrl: null })
    const before = page.journal.length
    answer.resolve({ text: 'too late' })
    await page.pass(100)
    expect(page.journal).toHaveLength(before)
  })
})
