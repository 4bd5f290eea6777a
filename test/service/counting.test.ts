import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { operations, validate, type Operation } from '../../contract'
import { parseConfiguration } from '../../service/src/configuration'
import { Deadline } from '../../service/src/deadline'
import { speechToText } from '../../service/src/operations/speech-to-text'
import type { SpeechResult, SpeechValues } from '../../service/src/plan/plan-call'
import type { Quota } from '../../service/src/quota/quota'

const wav = Buffer.concat([Buffer.from('RIFF\x24\x10\x00\x00WAVEfmt '), Buffer.alloc(4096, 7)])
const never = new Promise<never>(() => undefined)

let server: Server
let base: string
let chatStatus = 200
beforeAll(async () => {
  server = createServer((request, response) => {
    request.resume()
    if (request.url === '/talk.wav') return void response.end(wav)
    const isChat = request.url?.endsWith('/chat/completions')
    response.writeHead(isChat ? chatStatus : 200, { 'content-type': 'application/json' })
    return void response.end(JSON.stringify(isChat ? { error: { message: 'no' } } : { text: 'hello', language: 'english', duration: 7.2, segments: [{ id: 0, start: 0, end: 7, text: 'hello' }] }))
  })
  await new Promise<void>((ready) => server.listen(0, '127.0.0.1', ready))
  base = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
})
afterAll(() => {
  server.closeAllConnections()
  server.close()
})

const [transcription, translation] = operations as unknown as [Operation, Operation]

const call = async (operation: Operation, quota: Partial<Quota>, values: Record<string, unknown> = {}, seconds = 30): Promise<SpeechResult> => {
  const validated = validate(operation, { audioFileUrl: `${base}/talk.wav`, ...values })
  if (!validated.ok) throw new Error(validated.problem.key)
  const settings = parseConfiguration({ apiKey: 'k', apiBaseUrl: `${base}/v1`, allowedHosts: new URL(base).host })
  const deadline = new Deadline(seconds)
  const whole: Quota = { reserve: () => Promise.resolve(), settle: () => Promise.resolve([]), release: () => Promise.resolve(), ...quota }
  try {
    return await speechToText(operation.task, validated.values as unknown as SpeechValues, { settings, deadline, day: '2026-11-21', reader: () => ({}), quota: whole })
  } finally {
    deadline.clear()
  }
}

describe('counting the minutes', () => {
  test('settles the real length before the text is translated: the speech is paid for whatever comes', async () => {
    chatStatus = 400
    const settled: unknown[] = []
    const settle = (seconds: number | null): Promise<never[]> => {
      settled.push(seconds)
      return Promise.resolve([])
    }
    await expect(call(translation, { settle }, { targetLanguage: 'de' })).rejects.toMatchObject({ number: expect.any(Number) })
    expect(settled).toEqual([7.2])
  })

  test('ends within the time of the call when the table does not answer', async () => {
    const start = performance.now()
    await expect(call(transcription, { reserve: () => never }, {}, 1)).rejects.toMatchObject({ key: 'time-over', message: expect.stringContaining('counting the minutes') })
    expect(performance.now() - start).toBeLessThan(10_000)
  })

  test('never costs a transcript that is there already', async () => {
    const { transcript, facts } = await call(transcription, { settle: () => never }, {}, 1)
    expect([transcript.text, facts.warnings.map(({ code }) => code)]).toEqual(['hello', ['quota-not-counted']])
  })
})
