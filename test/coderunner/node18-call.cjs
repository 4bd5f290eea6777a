'use strict'
// Runs the built service without CodeRunner, which itself needs a newer Node: one call, its answer on standard output.
const [dist, audioFileUrl, apiBaseUrl] = process.argv.slice(2)
const services = {}
class WireError extends Error {
  constructor(code, message, httpStatusCode) {
    super(message)
    Object.assign(this, { code, httpStatusCode })
  }
}
globalThis.Backendless = { ServerCode: { Error: WireError, addTimer: () => undefined, addService: (service) => { services[service.name] = service } } }
require(`${dist}/service.js`)
const service = Object.assign(new services.OpenAIAudioTranscription(), {
  config: { apiKey: 'sk-test', apiBaseUrl, allowedHosts: new URL(audioFileUrl).host }, request: { context: {}, headers: {} }, response: { headers: {} },
})
service.requestTranscription(audioFileUrl).then(
  (answer) => process.stdout.write(JSON.stringify({ node: process.version, text: answer.text })),
  (error) => process.stdout.write(JSON.stringify({ node: process.version, code: error.code, message: error.message })),
)
