import Backendless from 'backendless'
import { errorByKey, errorMessage, functions, products, startTranscription, transcription, translation, type FunctionDefinition, type Operation } from '../../contract'
import { BackendlessDouble } from './backendless-double'
import { cloudFunction, uiFunction, type Shipped } from './shipped-functions'

const appId = 'A0000000-0000-0000-0000-00000000000A'
const apiKey = 'B0000000-0000-0000-0000-00000000000B'
const audioFileUrl = 'https://example.com/talk.mp3'

let double: BackendlessDouble

beforeEach(async () => {
  double = new BackendlessDouble()
  Backendless.initApp({ appId, apiKey, serverURL: await double.start() } as never)
  Backendless.LocalCache.remove('user-token')
})

afterEach(async () => await double.stop())

const failure = async (call: Promise<unknown>): Promise<{ code: number; message: string }> =>
  await call.then(
    (answer) => Promise.reject(new Error(`The call succeeded with ${JSON.stringify(answer)}`)),
    ({ code, message }: { code: number; message: string }) => ({ code, message }),
  )

const callers = functions.filter(({ calls, uses }) => calls.length > 0 && uses.length === 0)
const kinds = callers.flatMap((definition) => [
  { title: `${definition.name} (UI)`, definition, load: () => uiFunction(definition.key, Backendless) },
  { title: `${definition.name} (Cloud)`, definition, load: () => cloudFunction(definition.key, Backendless) },
])

/** Values for the inputs by name; everything else is an empty slot. */
const call = (shipped: Shipped, { inputs }: FunctionDefinition, values: Readonly<Record<string, unknown>>): Promise<unknown> =>
  shipped(...inputs.map(({ name }) => values[name] ?? null))

describe.each(kinds)('$title', ({ definition, load }) => {
  const { service, route } = definition.calls[0] as Operation

  it('posts to the service by name and route in the app that it runs in', async () => {
    await call(load(), definition, { audioFileUrl })
    expect(double.calls.map(({ path }) => path)).toEqual([`POST /${appId}/${apiKey}/services/${service}${route}`])
    expect(double.calls[0]?.headers['content-type']).toBe('application/json')
  })

  it('sends only what was given, and asks for json', async () => {
    await call(load(), definition, { audioFileUrl, prompt: '', model: undefined })
    expect(double.calls[0]?.body).toEqual({ audioFileUrl, responseFormat: 'json' })
  })

  it('sends 0 and false, which are values', async () => {
    await load()(...definition.inputs.map(({ name }) => ({ audioFileUrl, temperature: 0, saveSource: false })[name] ?? null))
    expect(double.calls[0]?.body).toEqual({ audioFileUrl, responseFormat: 'json', temperature: 0, saveSource: false })
  })

  it('sends every input under its own name', async () => {
    const values = Object.fromEntries(definition.inputs.map(({ name }, index) => [name, `value ${index}`]))
    await call(load(), definition, values)
    expect(double.calls[0]?.body).toEqual({ ...values, responseFormat: 'json' })
  })

  it('answers what the service answers', async () => {
    double.answer = { status: 200, body: { text: 'hello', segments: [], warnings: [] } }
    expect(await call(load(), definition, { audioFileUrl })).toEqual({ text: 'hello', segments: [], warnings: [] })
  })

  it('acts with the rights of the user who is logged in', async () => {
    await call(load(), definition, { audioFileUrl })
    Backendless.LocalCache.set('user-token', 'TOKEN-OF-ANNA')
    await call(load(), definition, { audioFileUrl })
    expect(double.calls.map(({ headers }) => headers['user-token'])).toEqual([undefined, 'TOKEN-OF-ANNA'])
  })

  it.each([null, undefined, ''])('stops without audio (%p) with the words of the contract, and calls nothing', async (nothing) => {
    const error = await failure(load()(nothing))
    expect(error).toEqual({ code: errorByKey('audio-url-missing').number, message: errorMessage('audio-url-missing') })
    expect(double.calls).toHaveLength(0)
  })

  it.each([400, 422, 503, 502])('passes number and message of the service on, with status %i', async (status) => {
    const message = errorMessage('source-not-found', { status: 404 })
    double.answer = { status, body: { code: 41103, message } }
    expect(await failure(call(load(), definition, { audioFileUrl }))).toEqual({ code: 41103, message })
  })

  it.each([
    [404, { code: 404, message: 'Not Found' }],
    [400, { code: 14001, message: `Service not found: ${service}` }],
    [400, { message: `Service with name "${service}" does not exist` }],
  ])('names the product to install when the service is missing (status %i, %j)', async (status, body) => {
    double.answer = { status, body }
    const error = await failure(call(load(), definition, { audioFileUrl }))
    expect(error).toEqual({ code: 41515, message: errorMessage('service-not-installed', { service }) })
    expect(error.message).toContain(products.services.title)
  })

  it('passes an error of the platform on', async () => {
    double.answer = { status: 403, body: { code: 1011, message: 'User has no permission' } }
    expect(await failure(call(load(), definition, { audioFileUrl }))).toEqual({ code: 1011, message: 'User has no permission' })
  })

  it('gives a number to an answer that has none', async () => {
    double.answer = { status: 500, body: '<html>$& broken</html>', contentType: 'text/html' }
    expect(await failure(call(load(), definition, { audioFileUrl }))).toEqual({ code: 41517, message: errorMessage('service-failed', { reason: '500 <html>$& broken</html>' }) })
  })

  it('gives a number to a lost connection', async () => {
    await double.stop()
    expect(await failure(call(load(), definition, { audioFileUrl }))).toEqual({ code: 41516, message: errorMessage('service-unreachable', { service }) })
  })

  it('keeps two calls at once apart', async () => {
    const shipped = load()
    await Promise.all([call(shipped, definition, { audioFileUrl: `${audioFileUrl}?1` }), call(shipped, definition, { audioFileUrl: `${audioFileUrl}?2` })])
    expect(double.calls.map(({ body }) => (body as { audioFileUrl: string }).audioFileUrl).sort()).toEqual([`${audioFileUrl}?1`, `${audioFileUrl}?2`])
  })
})

it('has a function for each service', () => {
  expect(callers.map(({ calls }) => calls)).toEqual([[transcription], [translation], [startTranscription]])
})
