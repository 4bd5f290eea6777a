import { errorByKey } from '../../contract'
import { waitMs } from '../../ui-component/src/jobs/waits'
import { heldOf } from '../../ui-component/src/state'
import { called, done, ended, longWork, offline, passTurns, running, send, serviceError, times, type Answer } from './long-work'
import { Mounted, useFakeTime } from './mounted'

useFakeTime()

const url = 'https://files.example/audio/random0.wav'

describe('audio that the service refuses as too long for one call', () => {
  it('is transcribed by a job with the same wishes, and is uploaded once', async () => {
    const page = new Mounted({ model: 'whisper-1', spokenLanguage: 'de', keywords: 'Kovalenko' })
    longWork(page, [() => done()])
    await send(page)
    const [first, second, third] = page.browser.calls
    expect(first).toMatchObject({ method: 'requestTranscription', parameters: { audioFileUrl: url, model: 'whisper-1', language: 'de', keywords: 'Kovalenko', saveSource: false } })
    expect(second).toEqual({ ...first, method: 'startTranscription' })
    expect(third).toEqual({ service: 'OpenAIAudioTranscription', method: 'getJob', parameters: { jobId: 'j1', include: 'result' } })
    expect(page.component).toMatchObject({ status: 'done', transcript: 'all of it', language: 'en', segments: [{ start: 0 }], progress: 100, errorCode: null })
    expect(page.fired('onTranscript')).toHaveLength(1)
    expect(page.browser.uploads).toBe(1)
  })

  it('is translated by a job of the other service', async () => {
    const page = new Mounted({ mode: 'english' })
    longWork(page, [() => done()], { requestTranslation: () => { throw serviceError('audio-too-long-for-call') }, startTranslation: () => ({ jobId: 'j1', state: 'queued' }) })
    await send(page)
    expect(page.browser.calls.map(({ service, method }) => [service, method])).toEqual(['requestTranslation', 'startTranslation', 'getJob'].map((method) => ['OpenAIAudioTranslation', method]))
    expect(page.component).toMatchObject({ status: 'done', transcript: 'all of it' })
  })

  it('is followed where the service has already begun a job', async () => {
    const page = new Mounted()
    longWork(page, [() => done()], { requestTranscription: () => ({ jobId: 'j1', state: 'queued' }) })
    await send(page)
    expect(called(page).slice(0, 2)).toEqual(['requestTranscription', 'getJob'])
    expect(page.component.transcript).toBe('all of it')
  })

  it('lies in the file storage until the job is over, and not longer', async () => {
    const page = new Mounted()
    longWork(page, [() => running(720), () => running(1440), () => done()])
    await send(page)
    await page.pass(1500)
    expect([page.component.status, [...page.browser.files.keys()]]).toEqual(['transcribing', ['audio/random0.wav']])
    await passTurns(page, 1)
    expect([page.component.status, [...page.browser.files.keys()]]).toEqual(['done', []])
  })
})

describe('the length of a call', () => {
  const timeIsOver = (): never => { throw serviceError('time-over') }

  it.each([[900, 'done'], [null, 'done'], [12, 'failed']])('that was not enough for %s s of audio ends as %s', async (seconds, status) => {
    const page = new Mounted()
    page.browser.seconds = seconds
    longWork(page, [() => done()], { requestTranscription: timeIsOver })
    await send(page)
    expect(page.component).toMatchObject({ status, errorCode: status === 'done' ? null : errorByKey('time-over').number })
  })
})

describe('audio of more than twenty minutes', () => {
  const long = (methods: Readonly<Record<string, Answer>> = {}): Mounted => {
    const page = new Mounted({ askAboveMinutes: 600 })
    page.browser.seconds = 7200
    longWork(page, [() => done()], { requestTranscription: () => ({ text: 'at once' }), ...methods })
    return page
  }

  it('is a job from the beginning', async () => {
    const page = long()
    await send(page)
    expect(called(page).slice(0, 2)).toEqual(['startTranscription', 'getJob'])
    expect(page.component.transcript).toBe('all of it')
  })

  it.each([
    ['know no jobs', () => { throw Object.assign(new Error('Method startTranscription not found'), { code: 14_003, status: 400 }) }],
    ['may keep no jobs', () => { throw serviceError('jobs-unavailable') }],
  ])('goes the old way where the services %s', async (_, startTranscription) => {
    const page = long({ startTranscription })
    await send(page)
    expect(called(page)).toEqual(['startTranscription', 'requestTranscription'])
    expect(page.component).toMatchObject({ status: 'done', transcript: 'at once' })
  })

  it.each([['no answer', offline, 'service-unreachable'], ['an error that a call would bring too', () => serviceError('api-key-missing'), 'api-key-missing']] as const)('is not sent a second way after %s', async (_, error, key) => {
    const page = long({ startTranscription: () => { throw error() } })
    await send(page)
    expect(called(page)).toEqual(['startTranscription'])
    expect(page.component).toMatchObject({ status: 'failed', errorCode: errorByKey(key).number })
  })
})

describe('while the job goes on', () => {
  it('its minutes become the progress of the page', async () => {
    const page = new Mounted()
    longWork(page, [() => ({ ...running(0), state: 'queued', durationSeconds: null }), () => running(720), () => running(3600), () => running(7100)])
    await send(page)
    await passTurns(page, 4)
    expect(page.fired('onProgress').filter(({ stage }) => stage === 'transcribing')).toEqual([
      { progress: 50, stage: 'transcribing', secondsDone: null, durationSeconds: 12.5 },
      { progress: 55, stage: 'transcribing', secondsDone: 720, durationSeconds: 7200 },
      { progress: 75, stage: 'transcribing', secondsDone: 3600, durationSeconds: 7200 },
      { progress: 99, stage: 'transcribing', secondsDone: 7100, durationSeconds: 7200 },
    ])
    expect(page.statuses).toEqual(['uploading', 'transcribing'])
  })

  it('each quarter is said once, in minutes of audio', async () => {
    const page = new Mounted()
    longWork(page, [() => running(720), () => running(1740), () => running(1860), () => running(2000), () => running(3660), () => running(7000)])
    const said: string[] = []
    page.controller.store.subscribe(() => {
      const { announcement } = page.controller.store.get()
      if (said.at(-1) !== announcement) said.push(announcement)
    })
    await send(page)
    await passTurns(page, 6)
    expect(said.filter((words) => words.includes('minutes'))).toEqual(['31 of 120 minutes are transcribed.', '61 of 120 minutes are transcribed.', '116 of 120 minutes are transcribed.'])
  })

  it('it is asked for less and less often, and seldom while nobody looks', () => {
    const waits = [0, 1, 2, 5, 10, 1000].map((asked) => waitMs(asked, true))
    expect(waits[0]).toBe(1000)
    expect(waits).toEqual([...waits].sort((some, other) => some - other))
    expect(waits.at(-1)).toBe(10_000)
    expect(waitMs(0, false)).toBe(30_000)
  })

  it.each(['visibilitychange', 'online'])('it is asked for at once after %s', async (event) => {
    const page = new Mounted()
    page.browser.isShown = false
    longWork(page, [() => running(720), () => done()])
    await send(page)
    await page.pass(20_000)
    expect(times(page, 'getJob')).toBe(1)
    page.browser.isShown = true
    ;(event === 'online' ? page.browser.network : page.browser.document).dispatchEvent(new Event(event))
    await page.pass()
    expect(page.component.status).toBe('done')
  })

  it('questions that nobody answers are asked again for as long as it takes', async () => {
    const page = new Mounted()
    const lost = Array.from({ length: 60 }, () => () => { throw offline() })
    longWork(page, [() => running(720), ...lost, () => done()])
    await send(page)
    await passTurns(page, 61)
    expect(page.component).toMatchObject({ status: 'done', transcript: 'all of it' })
    expect(times(page, 'startTranscription')).toBe(1)
  })

  it('a server in trouble is borne with for a while; then Try again goes on with the same job', async () => {
    const page = new Mounted()
    let isMended = false
    longWork(page, [() => { if (isMended) return done(); throw Object.assign(new Error('Bad Gateway'), { status: 502 }) }])
    await send(page)
    await passTurns(page, 10)
    expect(page.component.status).toBe('transcribing')
    await passTurns(page, 15)
    expect(page.component).toMatchObject({ status: 'failed', errorCode: errorByKey('service-unreachable').number })
    isMended = true
    page.controller.send()
    await page.pass(100)
    expect(page.component).toMatchObject({ status: 'done', transcript: 'all of it' })
    expect([times(page, 'requestTranscription'), times(page, 'startTranscription'), page.browser.uploads]).toEqual([1, 1, 1])
  })

  it('an answer that is none ends in an error of the service', async () => {
    const page = new Mounted()
    longWork(page, [() => ({ hello: 1 })])
    await send(page)
    expect(page.component).toMatchObject({ status: 'failed', errorCode: errorByKey('service-failed').number })
  })
})

describe('a job that does not end with a text', () => {
  it.each([['job-stuck', 'failed'], ['source-not-found', 'failed'], ['upstream-no-credit', 'failed'], ['job-cancelled', 'cancelled']] as const)('tells error %s with the audio still there, and Try again starts another', async (key, state) => {
    const page = new Mounted()
    longWork(page, [() => ended(state, state === 'failed' ? key : null), () => done()])
    await send(page)
    expect(page.component).toMatchObject({ status: 'failed', errorCode: errorByKey(key).number, errorMessage: errorByKey(key).sentence })
    expect(String(page.component.errorAdvice)).not.toContain('j1')
    expect(heldOf(page.state)).toMatchObject({ take: { file: { name: 'talk.wav' } }, upload: { url } })
    page.controller.send()
    await page.pass(100)
    expect(page.component).toMatchObject({ status: 'done', transcript: 'all of it' })
    expect([times(page, 'startTranscription'), page.browser.uploads]).toEqual([2, 1])
  })

  it('and that nobody knows any more is told as that, and not removed once more', async () => {
    const page = new Mounted()
    longWork(page, [() => { throw serviceError('job-not-found') }, () => done()])
    await send(page)
    await passTurns(page, 1)
    expect(page.component).toMatchObject({ status: 'failed', errorCode: errorByKey('job-not-found').number })
    expect([times(page, 'deleteJob'), times(page, 'cancelJob')]).toEqual([0, 0])
  })

  it('but with silence says that there was no speech', async () => {
    const page = new Mounted()
    longWork(page, [() => done(' ')])
    await send(page)
    expect(page.component.status).toBe('noSpeech')
  })
})

it('a text that comes when the page shows another record waits in the list, and its job is removed', async () => {
  const page = new Mounted({ recordId: 'one' })
  longWork(page, [() => running(720), () => done()])
  await send(page)
  page.component.recordId = 'two'
  await passTurns(page, 2)
  expect(page.component.transcript).toBe(undefined)
  expect(page.state.late).toMatchObject([{ recordId: 'one', transcript: { text: 'all of it' } }])
  expect(page.fired('onRecovered')).toEqual([{ recordId: 'one' }])
  expect(times(page, 'deleteJob')).toBe(1)
})

describe('audio that only lies on the web', () => {
  it('can be sent again after Cancel, from where it lies', async () => {
    const page = new Mounted()
    longWork(page, [() => running(720), () => done()])
    await page.controller.chooseAddress('https://example.com/talk.mp3')
    await page.pass(100)
    page.controller.cancel()
    await page.pass(100)
    page.controller.send()
    await page.pass(100)
    expect(page.component).toMatchObject({ status: 'done', transcript: 'all of it' })
    expect(page.browser.calls.filter(({ method }) => method === 'requestTranscription').map(({ parameters }) => parameters.audioFileUrl)).toEqual(['https://example.com/talk.mp3', 'https://example.com/talk.mp3'])
    expect([page.browser.uploads, page.browser.removed]).toEqual([0, []])
  })
})
