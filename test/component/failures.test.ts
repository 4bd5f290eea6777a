import { describeError, errorMessage, errors } from '../../contract'
import { anyFailure as failureOf } from '../../ui-component/src/all-failures'
import { callFailure, uploadFailure } from '../../ui-component/src/sending'
import { readSettings } from '../../ui-component/src/settings'

const settings = readSettings({ uploadFolder: 'voice' })

/** As the JS-SDK rejects: message, code, status and body. */
const sdkError = (status: number | undefined, body: unknown, message?: string): Error =>
  Object.assign(new Error(message ?? (body as { message?: string }).message), { status, body, code: status === 502 ? undefined : (body as { code?: number }).code })

describe('an error of a call', () => {
  it.each(errors.filter(({ number }) => number < 41500).map(({ number, key, status }) => [number, key, status] as const))('%d of our services keeps number, sentence and advice', (number, key, status) => {
    const { sentence, advice } = describeError(key)
    expect(callFailure(sdkError(status, { code: number, message: errorMessage(key) }), settings)).toEqual({ code: number, sentence, advice })
  })

  it('is read from the body where the SDK hides the message', () => {
    const failure = callFailure(sdkError(502, { code: 41303, message: 'The transcription service has a problem.\nIt answered 500.' }, 'No connection with server'), settings)
    expect(failure).toEqual({ code: 41303, sentence: 'The transcription service has a problem.', advice: 'It answered 500.' })
  })

  it('is read from a body that is still text', () => {
    expect(callFailure(sdkError(502, '{"code":41303,"message":"A\\nB"}', 'No connection with server'), settings)).toEqual({ code: 41303, sentence: 'A', advice: 'B' })
  })

  it.each(['Service not found', '[OpenAIAudioTranscription] service does not exist', "Service with name 'OpenAIAudioTranscription' is not found"])('that says "%s" names the product to install', (message) => {
    const failure = callFailure(sdkError(404, { code: 0, message }), settings)
    expect(failure).toEqual(failureOf('service-not-installed', { service: 'OpenAIAudioTranscription' }))
    expect(failure.advice).toContain('Install Audio to Text Services')
  })

  it.each([[new Error('Network Error')], [sdkError(502, '', 'No connection with server')], [new Error('Connection aborted due to timeout')]])('without an answer is a lost connection', (error) => {
    expect(callFailure(error, settings).code).toBe(failureOf('service-unreachable').code)
  })

  it('of another plugin is told with its own words', () => {
    const failure = callFailure(sdkError(400, { code: 0, message: 'Incorrect API key provided' }), settings)
    expect([failure.code, failure.advice]).toEqual([failureOf('service-failed').code, 'The service answered "Incorrect API key provided" (code 0) with status 400.'])
  })

  it('never shows the token that the message of an expired login holds', () => {
    const failure = callFailure(sdkError(401, { code: 3064, message: 'Not existing user token - SECRET-TOKEN. Relogin user' }), settings)
    expect(JSON.stringify(failure)).not.toContain('SECRET')
  })

  it('never shows the query of a signed address', () => {
    const failure = callFailure(sdkError(400, { code: 5, message: 'cannot read https://files.example/a.wav?signature=SECRET' }), settings)
    expect(JSON.stringify(failure)).not.toContain('SECRET')
  })

  it.each([[undefined], [null], ['text'], [42], [{}], [{ body: 'not json', status: 500 }]])('%j that nobody expects gets a number too', (error) => {
    expect(callFailure(error, settings).code).toBeGreaterThan(41500)
    expect(uploadFailure(error, settings).code).toBeGreaterThan(41500)
  })
})

describe('an error of an upload', () => {
  it.each([[sdkError(403, { code: 4000, message: 'User has no permissions to specified resource' })], [sdkError(400, { code: 4000, message: 'no' })], [sdkError(401, { code: 1, message: 'no' })]])('about a permission names the folder', (error) => {
    expect(uploadFailure(error, settings)).toEqual(failureOf('upload-not-allowed', { folder: 'voice' }))
  })

  it('of any other kind can be tried again', () => {
    expect(uploadFailure(new Error('Network Error'), settings)).toEqual(failureOf('upload-failed', { reason: '"Network Error"' }))
  })
})
