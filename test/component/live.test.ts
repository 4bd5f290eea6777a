import { createLiveEffect } from '../../ui-component/src/live/live-effect'
import { Mounted, useFakeTime } from './mounted'

useFakeTime()

describe('text as people speak', () => {
  const live = { liveText: true }
  const start = async (settings: Record<string, unknown> = live): Promise<Mounted> => {
    const page = new Mounted(settings)
    let call = 0
    page.browser.onPart = (name) => (name === 'live' ? Promise.resolve({ createLiveEffect }) : Promise.reject(new Error('none')))
    page.browser.onInvoke = () => Promise.resolve({ text: `phrase ${++call}` })
    // The first recording only fetches what later ones use at once.
    await page.startRecording()
    page.controller.discard()
    await page.pass(500)
    await page.startRecording()
    return page
  }
  const speak = async (page: Mounted): Promise<void> => {
    page.browser.loudness = 0.1
    await page.pass(2000)
    page.browser.loudness = 0
    await page.pass(1500)
  }

  it('grows in page data while the recording goes on, and is complete at the end', async () => {
    const page = await start()
    await speak(page)
    expect([page.state.type, page.component.transcript]).toEqual(['recording', 'phrase 1'])
    await speak(page)
    expect([page.component.transcript, page.fired('onTranscript')]).toEqual(['phrase 1 phrase 2', []])
    page.browser.loudness = 0.1
    await page.pass(2000)
    page.controller.stop()
    await page.pass(1500)
    expect(page.component).toMatchObject({ status: 'done', transcript: 'phrase 1 phrase 2 phrase 3' })
    expect(page.fired('onTranscript')).toEqual([expect.objectContaining({ transcript: 'phrase 1 phrase 2 phrase 3' })])
    expect([page.browser.calls.length, [...page.browser.files.keys()]]).toEqual([3, []])
  })

  it('pays once: the whole recording is not sent beside its phrases', async () => {
    const page = await start()
    await speak(page)
    page.controller.stop()
    await page.pass(1500)
    expect(page.statuses.slice(-3)).toEqual(['stopping', 'transcribing', 'done'])
  })

  it('sends nothing for the silence after the last word', async () => {
    const page = await start()
    await speak(page)
    await page.pass(2000)
    page.controller.stop()
    await page.pass(1500)
    expect([page.state.type, page.browser.calls.length]).toEqual(['done', 1])
  })

  it('is sent as usual when there was no pause', async () => {
    const page = await start()
    await page.pass(3000)
    page.controller.stop()
    await page.pass(1500)
    expect(page.component).toMatchObject({ status: 'done', transcript: 'phrase 1' })
    expect(page.statuses.slice(-4)).toEqual(['stopping', 'uploading', 'transcribing', 'done'])
  })

  it('comes from the whole recording when a phrase will not go through', async () => {
    const page = await start()
    const isWhole = (): boolean => page.statuses.includes('uploading')
    page.browser.onInvoke = () => (isWhole() ? Promise.resolve({ text: 'the whole' }) : Promise.reject(new Error('no connection')))
    await speak(page)
    page.controller.stop()
    for (let second = 0; second < 10; second += 1) await page.pass(1000)
    expect(page.component).toMatchObject({ status: 'done', transcript: 'the whole' })
  })

  it('asks before the whole of a long recording is sent instead of its phrases', async () => {
    const page = await start({ ...live, askAboveMinutes: 0.05 })
    page.browser.onInvoke = () => Promise.reject(new Error('no connection'))
    await speak(page)
    page.controller.stop()
    for (let second = 0; second < 10; second += 1) await page.pass(1000)
    expect([page.state.type, page.statuses.includes('uploading')]).toEqual(['recorded', false])
  })

  it.each([['the file is kept', { saveSource: true }], ['it heard no pause', {}]])('asks before a long recording is sent that has no phrases, because %s', async (_, settings) => {
    const page = await start({ ...live, ...settings, askAboveMinutes: 0.05 })
    await page.pass(4000)
    page.controller.stop()
    await page.pass(1500)
    expect([page.state.type, page.browser.uploads]).toEqual(['recorded', 0])
  })

  it('of a long recording is not asked for when its phrases are there', async () => {
    const page = await start({ ...live, askAboveMinutes: 0.05 })
    await speak(page)
    await speak(page)
    page.controller.stop()
    await page.pass(1500)
    expect(page.component).toMatchObject({ status: 'done', transcript: 'phrase 1 phrase 2' })
  })

  it('comes from the whole recording when the device was too busy to hear everything', async () => {
    const page = await start()
    await speak(page)
    page.browser.lagMs = 400
    await speak(page)
    page.browser.onInvoke = () => Promise.resolve({ text: 'the whole' })
    page.controller.stop()
    for (let second = 0; second < 3; second += 1) await page.pass(1000)
    expect(page.component).toMatchObject({ status: 'done', transcript: 'the whole' })
  })

  it('goes on over a pause of the person', async () => {
    const page = await start()
    page.browser.loudness = 0.1
    await page.pass(2000)
    page.controller.pause()
    await page.pass(5000)
    expect(page.component.transcript).toBe('phrase 1')
    page.controller.resume(true)
    await speak(page)
    page.controller.stop()
    await page.pass(1500)
    expect(page.component.transcript).toBe('phrase 1 phrase 2')
  })

  it('gives the page its earlier text back when the recording is discarded', async () => {
    const page = await start()
    page.controller.pageText('typed before')
    page.controller.discard()
    await page.pass(500)
    await page.startRecording()
    await speak(page)
    expect(page.component.transcript).not.toBe('typed before')
    page.controller.discard()
    await page.pass(1500)
    expect([page.state.type, page.component.transcript, page.state.soFar]).toEqual(['idle', 'typed before', null])
  })

  it('does not touch a record that is no longer the one on the page', async () => {
    const page = await start({ ...live, recordId: 'a' })
    await speak(page)
    page.component.recordId = 'b'
    page.controller.pageText('text of b')
    await speak(page)
    expect(page.controller.getTranscript()).toBe('text of b')
  })

  it.each([['not wanted', {}], ['the page decides when to send', { ...live, sendAfterStop: false }], ['the file is kept', { ...live, saveSource: true }]])('is off when %s', async (_, settings) => {
    const page = await start(settings)
    await speak(page)
    expect([page.state.soFar, page.browser.calls]).toEqual([null, []])
  })

  it('leaves no recorder, upload or timer behind when the component goes', async () => {
    const page = await start()
    await speak(page)
    page.controller.close()
    await page.pass(1000)
    expect(page.browser.recorders.map(({ state }) => state)).toEqual(page.browser.recorders.map(() => 'inactive'))
    expect([page.browser.liveTracks, [...page.browser.files.keys()]]).toEqual([0, []])
  })
})
