import { errorOf, probeCall, startProbe, valueOf } from './probe-calls'

const { pool, run } = startProbe()
afterAll(() => pool.stop())

describe('values on the wire', () => {
  const unchanged = [['none', null], ['zero', 0], ['no', false], ['empty', ''], ['text', 'Grüße 🎙️ "quoted"\n']] as const
  it.each(unchanged)('brings %s back as it was', async (kind, expected) => {
    expect(await valueOf(run('values', [kind]))).toBe(expected)
  })

  it('turns undefined into null', async () => {
    expect(await valueOf(run('values', ['nothing']))).toBeNull()
  })

  it('writes a date as milliseconds', async () => {
    expect(await valueOf(run('values', ['date']))).toEqual({ at: 86_400_000 })
  })

  it('restores an object that appears twice', async () => {
    expect(await valueOf(run('values', ['repeated']))).toEqual([{ same: 1 }, { same: 1 }])
  })

  it('carries a million characters', async () => {
    expect(await valueOf<string>(run('values', ['big']))).toHaveLength(1_000_000)
  })

  it('hands arguments over by position, missing ones as null', async () => {
    expect(await valueOf(run('echoAll', ['ä', 2]))).toEqual({ first: 'ä', second: 2 })
    expect(await valueOf(run('echoAll', [null, undefined, true]))).toEqual({ first: null, second: null, third: true })
  })

  it('carries status, headers and cookies of the response', async () => {
    const outcome = await run('respond', [202, '{"seconds":1}'])
    expect(outcome).toEqual({ ok: true, value: { status: 202 }, response: { statusCode: 202, headers: { 'X-Transcript-Usage': '{"seconds":1}' }, cookies: ['probe=1; Path=/'] } })
  })

  it('hands the configuration over with defaults and types', async () => {
    const configurationItems = [{ name: 'apiKey', value: 'sk-1' }, { name: 'loud', value: 'true' }, { name: 'undeclared', value: 'x' }]
    const { context } = probeCall('state')
    const state = await valueOf<{ config: object }>(run('state', [], { context: { ...context, configurationItems } }))
    expect(state.config).toEqual({ apiKey: 'sk-1', audioFolder: 'audio', apiBaseUrl: '', allowedHosts: '', quality: 'low', loud: true })
  })
})

describe('errors on the wire', () => {
  it('keep number, status and message of a ServerCode.Error', async () => {
    expect(await errorOf(run('fail', ['numbered']))).toEqual({ code: 41109, status: 422, message: 'The audio file is empty.\nAdvice.' })
  })

  it('lose everything but the message when they are plain', async () => {
    expect(await errorOf(run('fail', ['plain']))).toEqual({ code: 0, status: -1, message: 'plain trouble' })
    expect(await errorOf(run('fail', ['string-code']))).toEqual({ code: 0, status: -1, message: 'reset' })
  })

  it('come from a stray rejection too', async () => {
    expect(await errorOf(run('fail', ['stray']))).toEqual({ code: 0, status: -1, message: 'stray trouble' })
  })

  it('come from a value that cannot be written', async () => {
    expect(await errorOf(run('fail', ['bigint']))).toMatchObject({ code: 0, status: -1 })
  })

  it('name a service or a method that does not exist', async () => {
    expect((await errorOf(run('state', [], { service: 'Nobody' }))).message).toBe('[Nobody] service does not exist')
    expect((await errorOf(run('nothing'))).message).toContain('[nothing] method does not exist in [Probe] service')
  })

  it('leave the worker usable', async () => {
    await run('fail', ['numbered'])
    expect(await valueOf(run('values', ['zero']))).toBe(0)
  })
})
