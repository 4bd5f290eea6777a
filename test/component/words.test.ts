import { announcementOf } from '../../ui-component/src/announce'
import { anyFailure as failureOf } from '../../ui-component/src/all-failures'
import { formatSize, formatTime } from '../../ui-component/src/format'
import { noTranscript, type State } from '../../ui-component/src/state'
import { createTexts, defaultTexts, dictionaryKey, type TextId } from '../../ui-component/src/texts'
import { held, stateOf, take, transcript } from './states'

const texts = createTexts({})

describe('texts', () => {
  const ids = Object.keys(defaultTexts) as TextId[]

  it.each(ids)('%s can be replaced by the page', (id) => {
    expect(createTexts({ [id]: 'own words' }).say(id)).toBe('own words')
  })

  it.each(ids)('%s can be replaced by the dictionary of the app', (id) => {
    expect(createTexts({}, (key) => (key === dictionaryKey(id) ? 'translated' : key)).say(id)).toBe('translated')
  })

  it('of errors can be replaced by their number', () => {
    const failure = failureOf('permission-denied')
    expect(createTexts({ 'error.41503': 'Bitte erlauben.' }).sentence(failure)).toBe('Bitte erlauben.')
    expect(createTexts({}, (key) => (key === 'audioTranscriber.error.41503' ? 'Autoriser' : key)).sentence(failure)).toBe('Autoriser')
    expect(texts.sentence(failure)).toBe(failure.sentence)
  })

  it.each([[{ startRecording: 5 }], [{ startRecording: '' }], [{ startRecording: null }], [Object.create({ startRecording: 'inherited' })]])('ignore what is no text (%j)', (own: Record<string, unknown>) => {
    expect(createTexts(own).say('startRecording')).toBe('Start recording')
  })

  it('survive a dictionary that throws', () => {
    expect(createTexts({}, () => { throw new Error('broken') }).say('cancel')).toBe('Cancel')
  })

  it('keep a placeholder that has no value, so that a slip is seen', () => {
    expect(texts.say('remaining')).toBe('{time} left')
    expect(createTexts({ remaining: 'noch {time}' }).say('remaining', { time: '0:09' })).toBe('noch 0:09')
  })
})

describe('what is announced', () => {
  const said = (before: State, after: State): string | null => announcementOf(before, after, texts)

  it.each([
    ['idle', 'asking', ''],
    ['recording', 'paused', 'Recording paused.'],
    ['recorded', 'uploading', 'Uploading.'],
    ['uploading', 'transcribing', 'Transcribing.'],
    ['transcribing', 'noSpeech', 'No speech was found in this audio.'],
  ] as const)('from %s to %s is "%s"', (before, after, expected) => {
    expect(said(stateOf(before), stateOf(after))).toBe(expected)
  })

  it('after a recording is its length', () => {
    expect(said(stateOf('stopping'), stateOf('recorded'))).toBe('Recording finished, 3 seconds.')
  })

  it('after a file is its name', () => {
    const file = held(4)
    expect(said(stateOf('idle'), stateOf('recorded', { held: { ...file, take: { ...file.take, origin: 'file' } } }))).toBe('File accepted: take-4.webm.')
  })

  it('of a transcript is the number of words, not the text', () => {
    expect(said(stateOf('transcribing'), stateOf('done', { transcript }))).toBe('Transcript ready, 3 words.')
  })

  it('of a discard is how long it can be undone', () => {
    expect(said(stateOf('recorded'), stateOf('idle', { undo: take(1) }))).toBe('Audio discarded. You can undo this for 10 seconds.')
    expect(said(stateOf('idle', { undo: take(1) }), stateOf('recorded', { held: held(1) }))).toBe('Audio restored.')
  })

  it('of a cancelled call is that the audio is still there', () => {
    expect(said(stateOf('transcribing'), stateOf('recorded', { note: 'cancelled' }))).toBe('Cancelled. The audio is still here.')
  })

  it('of an upload is its half, once', () => {
    const at = (done: number): State => stateOf('uploading', { work: { stage: 'uploading', done, total: 100 } })
    expect(said(at(40), at(49))).toBeNull()
    expect(said(at(49), at(50))).toBe('Half is uploaded.')
    expect(said(at(50), at(60))).toBeNull()
    expect(said(at(0), at(100))).toBeNull()
    expect(said(stateOf('uploading'), stateOf('uploading', { work: { stage: 'converting', done: 0, total: 1 } }))).toBe('Making the file smaller.')
  })

  it('of a recording that was deleted from the device is just that', () => {
    const unsent = [{ recordingId: 'a', recordId: '', startedAtMs: 0, durationSeconds: 3, bytes: 9 }]
    expect(said(stateOf('idle', { unsent }), stateOf('idle'))).toBe('Deleted from this device.')
  })

  it('is nothing new while time goes by', () => {
    expect(said(stateOf('recording'), stateOf('recording', { elapsedMs: 9999 }))).toBeNull()
    expect(said(stateOf('idle'), stateOf('idle', { transcript: { ...noTranscript, text: 'page' } }))).toBeNull()
  })

  it('leaves errors to the alert, which speaks for itself', () => {
    expect(said(stateOf('asking'), stateOf('failed'))).toBe('')
  })
})

describe('numbers', () => {
  it.each([[0, '0:00'], [9.9, '0:09'], [61, '1:01'], [3599, '59:59'], [3600, '1:00:00'], [36_061, '10:01:01'], [-5, '0:00']])('%d seconds are %s', (seconds, expected) => {
    expect(formatTime(seconds)).toBe(expected)
  })

  it.each([[0, '1 kB'], [3000, '3 kB'], [1024 * 1024, '1.0 MB'], [26_000_000, '24.8 MB']])('%d bytes are %s', (bytes, expected) => {
    expect(formatSize(bytes)).toBe(expected)
  })
})
