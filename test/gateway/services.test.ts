import { timeoutMessage } from '../../playground/coderunner/protocol'
import { postJson, rawRequest } from '../support/http'
import { fixtureService, startTestPlayground, type TestPlayground } from '../support/playground'

let playground: TestPlayground
let probe: string
beforeAll(async () => {
  playground = await startTestPlayground({ serviceDirs: [fixtureService('probe'), fixtureService('host')], modulesDirs: [fixtureService('functions')], upstream: { apiKey: 'sk-test', baseUrl: 'http://127.0.0.1:1/v1' } })
  probe = `${playground.url}/api/services/Probe`
})
afterAll(() => playground.stop())

const json = { 'content-type': 'application/json' }

describe('the address of a method', () => {
  it('is its route or its name, in both forms of address', async () => {
    const keyed = `${playground.url}/${playground.appId}/${playground.jsKey}/services/Probe`
    for (const url of [`${probe}/echo`, `${probe}/echoAll`, `${keyed}/echo`, `${keyed}/echoAll`, `${probe}/1.0.0/echo`]) {
      expect(await postJson(url, { first: 'a', second: 2, third: false })).toMatchObject({ status: 200, body: { first: 'a', second: 2, third: false } })
    }
  })

  it('may carry path and query parameters', async () => {
    const response = await fetch(`${probe}/things/${encodeURIComponent('ä/1')}?limit=5&deep=true&other=x`)
    expect(await response.json()).toEqual({ limit: 5, deep: true, pathParams: { id: 'ä/1' }, queryParams: { limit: '5', deep: 'true', other: 'x' }, path: '/things/%C3%A4%2F1' })
  })

  it.each([
    ['an unknown service', 'Nobody/echo', '[Nobody] service does not exist'],
    ['an unknown method', 'Probe/nothing', '[nothing] method does not exist in [Probe] service for POST'],
    ['a private method', 'Probe/hidden', '[hidden] method does not exist in [Probe] service for POST'],
    ['a method of every object', 'Probe/constructor', '[constructor] method does not exist in [Probe] service for POST'],
  ])('is refused for %s', async (_case, path, message) => {
    expect(await postJson(`${playground.url}/api/services/${path}`, {})).toMatchObject({ status: 404, body: { code: 0, message } })
  })

  it('is refused with another verb', async () => {
    const response = await fetch(`${probe}/echo`)
    expect([response.status, await response.json()]).toEqual([404, { code: 0, message: '[echo] method does not exist in [Probe] service for GET' }])
  })

  it('is refused for an unknown app and for a key of another app', async () => {
    const stranger = '00000000-0000-0000-0000-000000000000'
    expect(await postJson(`${playground.url}/${stranger}/${playground.jsKey}/services/Probe/echo`, {})).toMatchObject({ status: 404, body: { code: 0 } })
    expect(await postJson(`${playground.url}/${playground.appId}/${stranger}/services/Probe/echo`, {})).toMatchObject({ status: 401, body: { code: 0 } })
  })

  it('is loudly unknown for everything that is not built', async () => {
    expect(await postJson(`${playground.url}/api/data/Things`, {})).toMatchObject({ status: 404, body: { code: 0, message: 'The playground has no POST /data/Things' } })
  })
})

describe('arguments', () => {
  it('are mapped by name; missing ones are null and unknown ones are only logged by name', async () => {
    const answer = await postJson(`${probe}/echo`, { third: true, surprise: 'private words', first: null })
    expect(answer.body).toEqual({ first: null, second: null, third: true })
    expect(playground.log.join('\n')).toContain('ignored keys "surprise"')
    expect(playground.log.join('\n')).not.toContain('private words')
  })

  it('are the whole body where there is exactly one', async () => {
    expect((await postJson(`${probe}/whole`, { value: 1, more: [2] })).body).toEqual({ value: { value: 1, more: [2] } })
    expect((await rawRequest(playground.url, 'POST', '/api/services/Probe/whole', { body: 'just words' })).text).toBe('{"value":"just words"}')
  })

  it('may all be missing', async () => {
    expect(await rawRequest(playground.url, 'POST', '/api/services/Probe/echo')).toMatchObject({ status: 200, text: '{"first":null,"second":null,"third":null}' })
  })

  it.each([
    ['broken JSON', '{"first":', 'The request body is not valid JSON'],
    ['an array', '[1,2]', 'The request body must be a JSON object with the keys first, second, third'],
    ['a bare word', '"first"', 'The request body must be a JSON object with the keys first, second, third'],
    ['null', 'null', 'The request body must be a JSON object with the keys first, second, third'],
  ])('refuse %s', async (_case, body, message) => {
    const answer = await rawRequest(playground.url, 'POST', '/api/services/Probe/echo', { headers: json, body })
    expect([answer.status, JSON.parse(answer.text)]).toEqual([400, { code: 0, message }])
  })

  it('refuse a body above the limit', async () => {
    expect(await postJson(`${probe}/echo`, { first: 'x'.repeat(11 * 1024 * 1024) })).toMatchObject({ status: 413, body: { code: 0, message: 'The request body is too large' } })
  })

  it('cannot reach the prototype', async () => {
    const answer = await rawRequest(playground.url, 'POST', '/api/services/Probe/echo', { headers: json, body: '{"__proto__":{"first":"x"},"second":1}' })
    expect(JSON.parse(answer.text)).toEqual({ first: null, second: 1, third: null })
  })
})

describe('answers', () => {
  it('are JSON, a string with its quotes', async () => {
    const answer = await rawRequest(playground.url, 'POST', '/api/services/Probe/sentence', { headers: json, body: '{"text":"42"}' })
    expect(answer).toMatchObject({ status: 200, text: '"42"' })
    expect(answer.headers['content-type']).toMatch(/^application\/json/)
  })

  it('carry the status, headers and cookies that the method set', async () => {
    const answer = await rawRequest(playground.url, 'POST', '/api/services/Probe/respond', { headers: json, body: '{"status":202,"note":"{}"}' })
    expect(answer).toMatchObject({ status: 202, text: '{"status":202}' })
    expect(answer.headers['x-transcript-usage']).toBe('{}')
    expect(answer.headers['set-cookie']).toEqual(['probe=1; Path=/'])
  })

  it.each([
    ['a numbered error with its status', 'numbered', 422, 41109, 'The audio file is empty.\nAdvice.'],
    ['a plain error as 400', 'plain', 400, 0, 'plain trouble'],
  ])('are %s', async (_case, how, status, code, message) => {
    expect(await postJson(`${probe}/fail`, { how })).toMatchObject({ status, body: { code, message } })
  })

  it('are the words of the platform when the time is over', async () => {
    expect(await postJson(`${probe}/hang`, { how: 'wait' })).toMatchObject({ status: 400, body: { code: 0, message: timeoutMessage } })
  })

  it('come back after a crash of the worker', async () => {
    expect(await postJson(`${probe}/hang`, { how: 'exit' })).toMatchObject({ status: 500, body: { code: 0 } })
    expect((await postJson(`${probe}/echo`, { first: 'still here' })).body.first).toBe('still here')
  })
})

describe('asynchronous calls', () => {
  it.each(['async', 'async-low-priority'])('answer null at once and run on (%s)', async (type) => {
    const start = performance.now()
    const answer = await postJson(`${probe}/state`, { waitMs: 2000, note: type }, { 'bl-execution-type': type })
    expect(answer).toMatchObject({ status: 200, body: null })
    expect(performance.now() - start).toBeLessThan(1500)
    const count = (): number => playground.log.filter((line) => line === 'Probe.state (asynchronous): done').length
    const before = count()
    for (let wait = 0; wait < 100 && count() === before; wait++) await new Promise((resolve) => setTimeout(resolve, 50))
    expect(count()).toBe(before + 1)
  })

  it('still refuse what does not exist', async () => {
    expect((await postJson(`${probe}/nothing`, {}, { 'bl-execution-type': 'async' })).status).toBe(404)
  })
})

describe('calls from inside Cloud Code', () => {
  it('reach another service while the first one waits', async () => {
    const answer = await postJson(`${playground.url}/api/services/Host/call`, { service: 'Probe', method: 'echoAll', values: { first: 'inner' } })
    expect(answer).toMatchObject({ status: 200, body: { first: 'inner' } })
  })

  it('have the role of the server', async () => {
    const { body } = await postJson(`${playground.url}/api/services/Host/call`, { service: 'Probe', method: 'state', values: {} })
    expect(body.context.userRoles).toEqual(['ServerCodeUser'])
    expect((await postJson(`${probe}/state`, {})).body.context.userRoles).toEqual(['NotAuthenticatedUser', 'JSUser'])
  })

  it('find Cloud functions by their id', async () => {
    expect((await postJson(`${playground.url}/api/services/Host/greet`, { name: 'Ada' })).body).toBe('Hello Ada')
  })

  it('refuse a token of nobody', async () => {
    expect(await postJson(`${probe}/echo`, {}, { 'user-token': 'T-1' })).toMatchObject({ status: 401, body: { code: 3064 } })
  })
})

describe('pages of other origins', () => {
  it('may call with the headers that the SDK sends', async () => {
    const response = await fetch(`${probe}/echo`, { method: 'OPTIONS', headers: { origin: 'https://app.example', 'access-control-request-method': 'POST', 'access-control-request-headers': 'content-type,user-token' } })
    expect(response.status).toBe(204)
    expect(response.headers.get('access-control-allow-origin')).toBe('*')
    for (const name of ['user-token', 'bl-execution-type', 'content-type']) expect(response.headers.get('access-control-allow-headers')).toContain(name)
    for (const method of ['GET', 'POST', 'PUT', 'DELETE']) expect(response.headers.get('access-control-allow-methods')).toContain(method)
  })

  it('may read the headers of an answer, errors too', async () => {
    for (const path of ['echo', 'nothing']) {
      const { headers } = await postJson(`${probe}/${path}`, {}, { origin: 'https://app.example' })
      expect(headers.get('access-control-allow-origin')).toBe('*')
      for (const name of ['X-Transcript-Warnings', 'X-Transcript-Usage', 'X-Saved-Source']) expect(headers.get('access-control-expose-headers')).toContain(name)
    }
  })

  it('may read the error of a wrong key', async () => {
    const response = await fetch(`${playground.url}/${playground.appId}/00000000-0000-0000-0000-000000000000/info`)
    expect([response.status, response.headers.get('access-control-allow-origin')]).toEqual([401, '*'])
  })
})

describe('small calls of every SDK', () => {
  it('are answered, without an address for messages that nobody sends', async () => {
    expect(await (await fetch(`${playground.url}/api/info`)).json()).toEqual({ loggers: [] })
    expect((await fetch(`${playground.url}/api/log`, { method: 'PUT', body: '[{"message":"x"}]' })).status).toBe(200)
  })
})

describe('a small plan', () => {
  it('has its ceiling for every call', async () => {
    const small = await startTestPlayground({ serviceDirs: [fixtureService('probe')], upstream: { apiKey: 'k' }, env: { PLAYGROUND_TIMEOUT_SECONDS: '0.4' } })
    const start = performance.now()
    const answer = await postJson(`${small.url}/api/services/Probe/state`, { waitMs: 15_000 })
    expect(answer.body.message).toBe(timeoutMessage)
    expect(performance.now() - start).toBeLessThan(10_000)
    await small.stop()
  })
})
