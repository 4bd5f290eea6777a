import * as React from 'react'
import { renderToStaticMarkup } from 'react-dom/server'
import AudioTranscriber from '../../ui-component/src'
import type { Consent } from '../../ui-component/src/consent'
import type { Controller } from '../../ui-component/src/controller'
import { anyFailure as failureOf } from '../../ui-component/src/all-failures'
import { readSettings } from '../../ui-component/src/settings'
import type { State } from '../../ui-component/src/state'
import { createTexts } from '../../ui-component/src/texts'
import { PrimaryButton } from '../../ui-component/src/view/buttons'
import { Panel, type PanelProps } from '../../ui-component/src/view/panel'
import { held, stateOf, stateTypes, take, transcript } from './states'

const still = { level: { subscribe: () => () => undefined } } as unknown as Controller

const draw = (state: State, settings: Record<string, unknown> = {}, more: Partial<PanelProps> = {}): string => {
  const wished = readSettings(settings)
  return renderToStaticMarkup(
    <Panel
      snapshot={{ state, announcement: 'said' }} controller={still} consent={{} as Consent} isAskingConsent={false} isBeingBuilt={false} settings={wished}
      texts={createTexts(wished.texts)} className="x" style={undefined} elRef={undefined} lang="en" dir="ltr" {...more}
    />,
  )
}

const buttonsIn = (html: string): string[] => [...html.matchAll(/<button[^>]*>(.*?)<\/button>/g)].map(([, inner = '']) => inner.replace(/<[^>]*>/g, ''))

describe.each(stateTypes)('in %s', (type) => {
  const html = draw(stateOf(type, { transcript, undo: take(5) }))

  it('is a labelled group whose first button is the primary one', () => {
    expect(html).toMatch(/^<div class="x" role="group" aria-label="Audio transcriber" lang="en" dir="ltr"><div class="[\w -]+"><div class="[\w-]+"><button type="button" class="bl-customComponent-audioTranscriber__primary /)
  })

  it('has the two live regions, each once', () => {
    expect(html.match(/role="alert"/g)).toHaveLength(1)
    expect(html).toContain('<div class="bl-customComponent-audioTranscriber__announcer" role="status" aria-live="polite" aria-atomic="true">said</div>')
  })

  it('names every button', () => {
    buttonsIn(html).forEach((name) => expect(name).not.toBe(''))
  })

  it('keeps the time outside the live regions', () => {
    expect(html).not.toMatch(/role="(alert|status)"[^>]*>[^<]*<time/)
  })

  it('can be drawn with every setting', () => {
    for (const source of ['both', 'microphone', 'file']) for (const mode of ['same', 'english']) for (const layout of ['panel', 'bar', 'button']) expect(draw(stateOf(type), { source, mode, layout })).toContain('role="group"')
  })
})

describe('what is drawn', () => {
  it('is the sentence, the number and the file of a failure, in the alert', () => {
    const html = draw(stateOf('failed', { failure: failureOf('file-empty'), step: 'file', fileName: '<b>"x".wav' }))
    expect(html).toMatch(/role="alert"><p><bdi [^>]*>&lt;b&gt;&quot;x&quot;.wav<\/bdi> <bdi>This file is empty.<\/bdi> <bdi [^>]*>\(41509\)<\/bdi>/)
  })

  it('keeps the alert empty while nothing is wrong', () => {
    expect(draw(stateOf('idle'))).toMatch(/role="alert"><\/div>/)
  })

  it('is the transcript as text, never as markup', () => {
    const html = draw(stateOf('done', { transcript: { ...transcript, text: '<img src=x onerror=alert(1)>' } }))
    expect(html).toContain('&lt;img src=x onerror=alert(1)&gt;')
    expect(html).toMatch(/role="region" aria-label="Transcript" tabindex="0" lang="en"/)
  })

  it('is not an older transcript while newer audio is in hand', () => {
    for (const type of ['recorded', 'uploading', 'transcribing', 'noSpeech', 'failed'] as const) expect(draw(stateOf(type, { transcript }))).not.toContain('one two three')
  })

  it('is the player with a name, wherever audio is in hand', () => {
    for (const type of ['recorded', 'uploading', 'transcribing', 'done', 'noSpeech', 'failed'] as const) expect(draw(stateOf(type))).toMatch(/<audio [^>]*controls=""[^>]*aria-label="Recorded audio"/)
    expect(draw(stateOf('recording', { held: held(1) }))).not.toContain('<audio')
  })

  it('is the time that is left only near the end', () => {
    expect(draw(stateOf('recording', { elapsedMs: 1000, maxMs: 3_600_000 }))).not.toContain('left')
    expect(draw(stateOf('recording', { elapsedMs: 50_500, maxMs: 60_000 }))).toContain('0:10 left')
  })

  it('is where to look for the question of the browser, but only when it takes long', () => {
    expect(draw(stateOf('asking', { elapsedMs: 2000 }))).not.toContain('address bar')
    expect(draw(stateOf('asking', { elapsedMs: 3000 }))).toContain('address bar')
  })

  it('is the way back after a discard, as long as it is open', () => {
    expect(buttonsIn(draw(stateOf('idle', { undo: take(1) })))).toContain('Undo')
    expect(buttonsIn(draw(stateOf('idle')))).not.toContain('Undo')
  })

  it.each(['bar', 'button'])('names in the %s what its icons do', (layout) => {
    const html = draw(stateOf('recording'), { layout })
    expect(html).toMatch(/title="Pause"[^>]*>.*<span class="[\w-]+__label">Pause<\/span>/)
    expect(buttonsIn(html)).toEqual(['Stop recording', 'Pause', 'Discard'])
  })

  it.each([['hidePlayer', 'Recorded audio'], ['hideTranscript', 'one two three']])('leaves out with %s what the page shows itself', (name, words) => {
    const done = stateOf('done', { transcript })
    expect(draw(done)).toContain(words)
    expect(draw(done, { [name]: true })).not.toContain(words)
  })

  it('leaves out the hints and the waveform when the page wants it', () => {
    expect(draw(stateOf('idle'), { hideHints: true })).not.toContain('drop an audio file')
    expect(draw(stateOf('recording'))).toContain('<canvas')
    expect(draw(stateOf('recording'), { hideWaveform: true })).not.toContain('<canvas')
  })

  it.each([
    [stateOf('recording', { isSilent: true }), 'We can’t hear you'],
    [stateOf('paused', { why: 'interrupted' }), 'was interrupted'],
    [stateOf('paused', { why: 'escape' }), 'Discard this recording?'],
    [stateOf('queued'), 'saved on this device'],
    [stateOf('recorded', { note: 'limit' }), 'longest recording time'],
  ])('is what people should know although nothing went wrong (%#)', (state, words) => {
    expect(draw(state)).toMatch(new RegExp(`__notice[^>]*>[^<]*${words.replace('?', '\\?')}`))
  })

  it('tells the developer what to do while the page is being built, and people never', () => {
    const failed = stateOf('failed', { failure: failureOf('service-not-installed', { service: 'X' }) })
    expect(draw(failed, {}, { isBeingBuilt: true })).toContain('For the developer of this app: <bdi>The service X was not found. Install Audio to Text Services')
    expect(draw(failed)).not.toContain('Install')
  })

  it('offers a choice of microphones only where there is one', () => {
    const microphones = [{ id: 'a', label: 'Desk' }, { id: 'b', label: '' }]
    expect(draw(stateOf('idle', { microphones: microphones.slice(0, 1) }))).not.toContain('<select')
    const html = draw(stateOf('idle', { microphones, microphoneId: 'b' }))
    expect(html).toMatch(/<label[^>]*><span>Microphone<\/span><select>.*Usual microphone.*Desk.*<option selected="" value="b">Microphone 2</)
    expect(draw(stateOf('idle', { microphones, microphoneId: 'gone' }))).toContain('is not connected')
  })

  it('says in English mode that it translates', () => {
    expect(draw(stateOf('transcribing'), { mode: 'english' })).toContain('Translating into English…')
  })
})

describe('the primary button', () => {
  it.each([[0, 1], [1, 1], [2, 0], [3, 0]])('pressed as click number %d of a row does something %d times', (detail, times) => {
    const run = jest.fn()
    const { props } = PrimaryButton({ action: { command: 'record', text: 'startRecording' }, texts: createTexts({}), run, buttonRef: null }) as React.ReactElement<{ onClick(event: { detail: number }): void }>
    props.onClick({ detail })
    expect(run).toHaveBeenCalledTimes(times)
  })
})

describe('the component on a page', () => {
  const onPage = (component: Record<string, unknown>, more: object = {}): string => renderToStaticMarkup(<AudioTranscriber component={component} {...more} />)

  // React warns that a layout effect does nothing when markup is made without a browser, which is just what is wanted here.
  beforeEach(() => void jest.spyOn(console, 'error').mockImplementation(() => undefined))
  afterEach(() => void jest.restoreAllMocks())

  it('has all actions of the contract as functions', () => {
    const component: Record<string, unknown> = {}
    onPage(component)
    for (const id of ['startRecording', 'pauseRecording', 'resumeRecording', 'stopRecording', 'discardRecording', 'transcribe', 'cancel', 'reset', 'getTranscript', 'getAudioFile', 'downloadAudio']) expect(typeof component[id]).toBe('function')
  })

  it('is nothing while it is hidden, and can still be used by logic', () => {
    const component: Record<string, unknown> = { display: false }
    expect(onPage(component)).toBe('')
    expect((component.getTranscript as () => string)()).toBe('')
  })

  it('carries the classes and the style of the page', () => {
    const html = onPage({ classList: ['wide', ['tall'], null], style: { marginTop: 4 } })
    expect(html).toContain('class="bl-customComponent-audioTranscriber wide tall" style="margin-top:4px"')
  })

  it.each([
    [{ classList: {}, style: 'color: red', texts: 'no json', mode: {}, source: 7, transcript: { a: 1 } }, {}],
    [Object.freeze({}), {}],
    [{}, { i18n: { t: 'no function' }, eventHandlers: null }],
    [{}, { i18n: { t: () => { throw new Error('broken') } } }],
  ])('survives nonsense (%#)', (component, more) => {
    expect(onPage(component as Record<string, unknown>, more)).toContain('Start recording')
  })

  it('shows the words of the dictionary of the app', () => {
    expect(onPage({}, { i18n: { t: (key: string) => (key === 'audioTranscriber.startRecording' ? 'Aufnehmen' : key) } })).toContain('Aufnehmen')
  })
})
