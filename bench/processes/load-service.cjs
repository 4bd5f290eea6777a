'use strict'
// Loads a service folder as a fresh Cloud Code worker does and prints two times in milliseconds. Plain JavaScript, so that no compiler runs in the process that is timed.
const { createRequire } = require('node:module')
const { join } = require('node:path')

const requireAsWorker = createRequire(require.resolve('backendless-coderunner/lib/server-code/runners/cloud-worker'))
requireAsWorker('backendless-js-services-core/lib/server-env')
requireAsWorker('backendless').ServerCode = requireAsWorker('../api')
requireAsWorker('./tasks/executor')
requireAsWorker('./tasks/invoke-service')
// A worker has asked the platform about its app before it loads a service.
require('node:https')
globalThis.Backendless = { ServerCode: { addService: (service) => service, addTimer: () => undefined } }

const folder = process.argv[2]
const began = performance.now()
require(join(folder, 'service.js'))
const loadedMs = performance.now() - began
require(join(folder, 'second-half.cjs'))
const readyMs = performance.now() - began
process.stdout.write(`\n${JSON.stringify({ loadedMs, readyMs })}`)
