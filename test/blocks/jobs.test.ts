import { errorByKey, errorMessage, type ErrorKey, type ErrorValues } from '../../contract'
import { uiFunction } from './shipped-functions'

interface Call {
  readonly url: string
  readonly body: Record<string, unknown>
  readonly headers: Record<string, string>
}

/** The SDK with a service that gives these answers in order, the last one again and again. */
const world = (answers: readonly object[], token: string | null = null): { calls: Call[]; sdk: object } => {
  const calls: Call[] = []
  const post = (url: string): object => ({
    set: (headers: Record<string, string>) => ({
      send: async (body: Record<string, unknown>) => {
        await Promise.resolve()
        calls.push({ url, body, headers })
        const answer = answers[Math.min(calls.length, answers.length) - 1]
        if (answer && 'fails' in answer) throw answer.fails as Error
        return answer
      },
    }),
  })
  return { calls, sdk: { appPath: 'https://api.test/APP/KEY', getCurrentUserToken: () => token, Request: { post } } }
}

const failure = (key: ErrorKey, values: ErrorValues = {}): object => ({ code: errorByKey(key).number, message: errorMessage(key, values) })
const running = { jobId: 'j1', state: 'running', percent: 40, result: null, errorCode: null, errorMessage: null }
const done = { ...running, state: 'done', percent: 100, result: { text: 'hello' } }
const offline = { fails: { message: 'No connection with server' } }

beforeEach(() => void jest.useFakeTimers())
afterEach(() => void jest.useRealTimers())

/** Lets the time of the block go by until it has ended. */
const ended = async (work: Promise<unknown>): Promise<unknown> => {
  const state = { isOver: false }
  const outcome = work.catch((error: { code: number; message: string }) => ({ code: error.code, message: error.message })).finally(() => (state.isOver = true))
  for (let turns = 0; turns < 5_000 && !state.isOver; turns += 1) await jest.advanceTimersByTimeAsync(1_000)
  return outcome
}

describe('Audio: wait for job', () => {
  it('asks as the current user until the job is done, ever less often, and gives its result', async () => {
    const { calls, sdk } = world([running, running, running, running, done], 'TOKEN')
    expect(await ended(uiFunction('waitForJob', sdk)({ jobId: ' j1 ', state: 'queued' }, null))).toEqual({ text: 'hello' })
    expect(calls).toEqual(Array.from({ length: 5 }, () => ({ url: 'https://api.test/APP/KEY/services/OpenAIAudioTranscription/getJob', body: { jobId: 'j1', include: 'result' }, headers: { 'user-token': 'TOKEN' } })))
  })

  it('outlasts a lost connection, but not one that stays lost', async () => {
    expect(await ended(uiFunction('waitForJob', world([running, offline, offline, done]).sdk)('j1', 5))).toEqual({ text: 'hello' })
    const lost = world([offline])
    expect(await ended(uiFunction('waitForJob', lost.sdk)('j1', 60))).toEqual(failure('service-unreachable', { service: 'OpenAIAudioTranscription' }))
    expect(lost.calls).toHaveLength(11)
  })

  it('fails with the error of the job', async () => {
    const failed = { ...running, state: 'failed', errorCode: 41103, errorMessage: 'The audio was not found.\nCheck it.' }
    expect(await ended(uiFunction('waitForJob', world([failed]).sdk)('j1', null))).toEqual({ code: 41103, message: failed.errorMessage })
    expect(await ended(uiFunction('waitForJob', world([{ ...running, state: 'cancelled' }]).sdk)('j1', null))).toEqual(failure('job-cancelled', { jobId: 'j1' }))
  })

  it('gives up after the given minutes, and says how far the job is', async () => {
    expect(await ended(uiFunction('waitForJob', world([running]).sdk)('j1', '0,5'))).toEqual(failure('job-not-done', { jobId: 'j1', minutes: 0.5, percent: 40 }))
  })
})

describe.each(['getJob', 'cancelJob', 'waitForJob'] as const)('%s', (key) => {
  it.each([null, '', '  ', {}, { jobId: '' }, 7])('wants a job or its id, and calls nothing with %p', async (job) => {
    const { calls, sdk } = world([done])
    expect(await ended(uiFunction(key, sdk)(job, null))).toMatchObject({ code: errorByKey('parameter-missing').number })
    expect(calls).toEqual([])
  })

  it('passes on number and words of the service, and says what to install where it is missing', async () => {
    const ours = { fails: { status: 502, message: 'No connection with server', body: { code: 41403, message: 'a\nb' } } }
    expect(await ended(uiFunction(key, world([ours]).sdk)('j1', null))).toEqual({ code: 41403, message: 'a\nb' })
    const missing = { fails: { status: 404, message: 'x', body: { code: 0, message: 'x' } } }
    expect(await ended(uiFunction(key, world([missing]).sdk)('j1', null))).toEqual(failure('service-not-installed', { service: 'OpenAIAudioTranscription' }))
    expect(await ended(uiFunction(key, world([{ fails: { status: 500, message: 'x', code: 1 } }]).sdk)('j1', null))).toEqual(failure('service-failed', { reason: '500 x' }))
  })
})

it('sends include and reason under their names', async () => {
  const { calls, sdk } = world([running])
  await ended(uiFunction('getJob', sdk)('j1', 'PARTIAL'))
  await ended(uiFunction('cancelJob', sdk)({ jobId: 'j1' }, 'enough'))
  expect(calls.map(({ url, body }) => [url.split('/').pop(), body])).toEqual([['getJob', { jobId: 'j1', include: 'partial' }], ['cancelJob', { jobId: 'j1', reason: 'enough' }]])
})
