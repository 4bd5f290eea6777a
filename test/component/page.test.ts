import { componentActions, componentProperties } from '../../contract'
import { createHost } from '../../ui-component/src/bridge'
import { outputsOf } from '../../ui-component/src/outputs'
import { readSettings } from '../../ui-component/src/settings'
import { initialState } from '../../ui-component/src/state'
import { createTexts } from '../../ui-component/src/texts'
import { Mounted, settle, useFakeTime, wavFile } from './mounted'

useFakeTime()

/** The consent is written when it is given, apart from what the state tells. */
const outputNames = componentProperties.filter(({ direction, name }) => direction === 'output' && name !== 'consentGiven').map(({ name }) => name)

describe('bound properties', () => {
  it('are exactly the outputs of the contract', () => {
    expect(Object.keys(outputsOf(initialState, createTexts({}))).sort()).toEqual([...outputNames].sort())
  })

  it('are true from the start, and results that the page already has stay', () => {
    const page = new Mounted({ transcript: 'saved earlier', segments: [{}], language: 'de', audioUrl: 'https://files.example/kept.wav', errorCode: 41503, status: 'failed' })
    expect(page.component).toMatchObject({ status: 'idle', progress: 0, errorCode: null, transcript: 'saved earlier', language: 'de', audioUrl: 'https://files.example/kept.wav' })
    expect(page.component.segments).toHaveLength(1)
    expect(page.events).toEqual([])
  })

  it('are written only when they change', async () => {
    const page = new Mounted()
    await page.controller.choose(wavFile())
    await page.pass(100)
    const written = page.journal.filter((name) => name === 'transcript')
    expect(written).toHaveLength(1)
  })

  it('tell the seconds while recording, and write no more often', async () => {
    const page = new Mounted()
    await page.startRecording()
    page.journal.length = 0
    await page.pass(3000)
    expect(page.component.durationSeconds).toBe(3)
    expect(page.journal.filter((name) => name === 'durationSeconds').length).toBeLessThanOrEqual(4)
  })

  it('go step by step through a whole journey', async () => {
    const page = new Mounted()
    await page.recordFor(1000)
    expect(page.statuses).toEqual(['asking', 'recording', 'stopping', 'uploading', 'transcribing', 'done'])
    expect(page.fired('onProgress')).toEqual([...[[0, 'uploading'], [50, 'transcribing'], [100, 'done']].map(([progress, stage]) => ({ progress, stage, secondsDone: null, durationSeconds: 1 }))])
  })
})

describe('a page that writes', () => {
  it.each([['transcript', 'typed by hand'], ['audioUrl', 'https://files.example/other.wav']])('%s starts nothing', async (name, value) => {
    const page = new Mounted()
    page.component[name] = value
    if (name === 'transcript') page.controller.pageText(value)
    await page.pass(1000)
    expect([page.state.type, page.browser.uploads, page.browser.calls.length]).toEqual(['idle', 0, 0])
  })

  it('a transcript is not written over, whatever it wrote', async () => {
    const page = new Mounted()
    await page.controller.choose(wavFile())
    await page.pass(100)
    page.journal.length = 0
    page.controller.pageText('')
    page.controller.pageText('typed by hand')
    expect(page.journal).toEqual([])
  })

  it('a transcript gets it back from the getter', () => {
    const page = new Mounted()
    page.controller.pageText('typed by hand')
    expect(page.controller.getTranscript()).toBe('typed by hand')
  })

  it('a transcript keeps the times of the words that are there', async () => {
    const page = new Mounted()
    page.browser.onInvoke = () => Promise.resolve({ text: 'hello', segments: [{ start: 0 }] })
    await page.controller.choose(wavFile())
    await page.pass(100)
    page.controller.pageText('hello!')
    expect(page.component.segments).toEqual([{ start: 0 }])
  })
})

describe('code of the page that throws', () => {
  it.each(['onStatusChange', 'onTranscript', 'onAudioReady', 'onProgress'])('in %s is reported and stops nothing', async (name) => {
    const page = new Mounted({}, { [name]: () => { throw new Error('broken handler') } })
    await page.controller.choose(wavFile())
    await page.pass(100)
    expect(page.component).toMatchObject({ status: 'done', transcript: 'hello' })
    expect(page.browser.reported.length).toBeGreaterThan(0)
  })

  it('later, in a handler with waiting steps, is reported too', async () => {
    const page = new Mounted({}, { onTranscript: () => Promise.reject(new Error('broken handler')) })
    await page.controller.choose(wavFile())
    await page.pass(100)
    expect(page.browser.reported).toEqual([new Error('broken handler')])
  })

  it('in a setter does not keep the other properties from being written', () => {
    const component = Object.defineProperty({}, 'status', { set: () => { throw new Error('read only') } })
    const report = jest.fn()
    createHost(() => ({ component }), report).publish(null, outputsOf(initialState, createTexts({})), [])
    expect(component).toMatchObject({ progress: 0, errorCode: null })
    expect(report).toHaveBeenCalledTimes(1)
  })
})

describe('logic of the page', () => {
  it('may use the component from inside a handler', async () => {
    const page: Mounted = new Mounted({ sendAfterStop: false }, { onAudioReady: () => page.controller.send() })
    await page.controller.choose(wavFile())
    await page.pass(100)
    expect(page.component.transcript).toBe('hello')
  })

  it('may discard in the very event that tells of the audio', async () => {
    const page: Mounted = new Mounted({}, { onAudioReady: () => page.controller.discard() })
    await page.controller.choose(wavFile())
    await page.pass(100)
    expect([page.state.type, [...page.browser.files.keys()]]).toEqual(['idle', []])
    expect([page.component.status, page.statuses]).toEqual(['idle', ['uploading', 'idle']])
  })

  it.each([['pause'], ['resume'], ['stop'], ['discard'], ['undo'], ['send'], ['cancel'], ['download']] as const)('may call %s at any time', async (name) => {
    const page = new Mounted()
    page.controller[name]()
    await settle()
    expect(page.state.type).toBe('idle')
    expect(page.browser.reported).toEqual([])
  })

  it('gets nothing where there is nothing', () => {
    const page = new Mounted()
    expect([page.controller.getFile(), page.controller.getTranscript()]).toEqual([null, ''])
  })

  it('puts everything away with reset, the transcript too', async () => {
    const page = new Mounted()
    page.browser.onInvoke = () => Promise.resolve({ text: 'hello', language: 'en', segments: [{ start: 0 }] })
    await page.controller.choose(wavFile())
    await page.pass(100)
    page.controller.reset()
    expect(page.component).toMatchObject({ status: 'idle', transcript: '', segments: [], language: null, durationSeconds: null })
    expect(page.browser.urls.size).toBe(0)
  })

  it('learns from copy whether it worked', async () => {
    const page = new Mounted()
    page.controller.pageText('words')
    expect([await page.controller.copy(), page.browser.copied]).toEqual([true, 'words'])
    page.browser.onCopy = () => Promise.reject(new Error('not allowed'))
    expect(await page.controller.copy()).toBe(false)
  })
})

describe('settings', () => {
  it('have the defaults of the contract when nothing usable is bound', () => {
    const nonsense = { mode: 5, source: 'radio', uploadFolder: {}, saveSource: 'maybe', sendAfterStop: null, maxSeconds: -1, model: null, spokenLanguage: [], prompt: undefined, texts: 'no' }
    expect(readSettings(nonsense)).toEqual(readSettings({}))
    const defaults = Object.fromEntries(componentProperties.flatMap((property) => (property.direction === 'setting' ? [[property.name, property.default]] : [])))
    expect({ ...readSettings({}), texts: '{}' }).toEqual(defaults)
  })

  it.each([[true, true], [false, false], ['true', true], ['false', false], [undefined, true]])('understand %j as %s', (value, expected) => {
    expect(readSettings({ sendAfterStop: value }).sendAfterStop).toBe(expected)
  })
})

it('no action has the name of a property', () => {
  const names: string[] = componentProperties.map(({ name }) => name.toLowerCase())
  componentActions.forEach(({ id }) => expect(names).not.toContain(id.toLowerCase()))
})
