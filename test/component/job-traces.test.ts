import { heldOf } from '../../ui-component/src/state'
import { deferred } from './fake-browser'
import { called, done, ended, longWork, passTurns, running, send, serviceError, times } from './long-work'
import { Mounted, useFakeTime } from './mounted'

useFakeTime()

describe('what is left behind', () => {
  it('is nothing: a job whose text is in hand is removed a little later', async () => {
    const page = new Mounted()
    longWork(page, [() => done()])
    await send(page)
    expect(times(page, 'deleteJob')).toBe(0)
    await page.pass(3500)
    expect(page.browser.calls.at(-1)).toMatchObject({ method: 'deleteJob', parameters: { jobId: 'j1' } })
    expect(times(page, 'cancelJob')).toBe(0)
  })

  it('is nothing after Cancel: the job is ended and removed, the upload too, and the audio stays in hand', async () => {
    const page = new Mounted()
    longWork(page, [() => running(720)])
    await send(page)
    page.controller.cancel()
    await page.pass(100)
    expect(page.component).toMatchObject({ status: 'recorded', errorCode: null })
    expect(called(page).at(-1)).toBe('cancelJob')
    await page.pass(8000)
    expect(called(page).slice(-2)).toEqual(['cancelJob', 'deleteJob'])
    expect(page.browser.removed).toEqual(['audio/random0.wav'])
    const asked = times(page, 'getJob')
    await passTurns(page, 3)
    expect(times(page, 'getJob')).toBe(asked)
    expect(heldOf(page.state)?.take.file.name).toBe('talk.wav')
  })

  it('is nothing after Cancel while the start is on its way', async () => {
    const page = new Mounted()
    const starting = deferred<unknown>()
    longWork(page, [() => running(720)], { startTranscription: () => starting.promise })
    await send(page)
    page.controller.cancel()
    starting.resolve({ jobId: 'j1', state: 'queued' })
    await page.pass(8000)
    expect(called(page).slice(-2)).toEqual(['cancelJob', 'deleteJob'])
    expect(times(page, 'getJob')).toBe(0)
  })

  it('is nothing when the component goes and the device keeps nothing', async () => {
    const page = new Mounted()
    longWork(page, [() => running(720)])
    await send(page)
    page.controller.close()
    await page.pass(100)
    expect(called(page).at(-1)).toBe('cancelJob')
    expect(page.browser.removed).toEqual(['audio/random0.wav'])
  })

  it.each([[1, 2], [9, 3]])('is tried again when the service fails %i times, and not for ever', async (troubles, expected) => {
    const page = new Mounted()
    let left = troubles
    longWork(page, [() => done()], { deleteJob: () => { if (left-- > 0) throw serviceError('unexpected'); return {} } })
    await send(page)
    await passTurns(page, 5)
    expect(times(page, 'deleteJob')).toBe(expected)
    expect(page.component.status).toBe('done')
  })

  it('is nothing of a job that failed', async () => {
    const page = new Mounted()
    longWork(page, [() => ended('failed', 'job-stuck')])
    await send(page)
    await page.pass(3500)
    expect([times(page, 'deleteJob'), times(page, 'cancelJob')]).toEqual([1, 0])
  })
})
