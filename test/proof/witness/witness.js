'use strict'

const { existsSync, readdirSync } = require('node:fs')
const { tmpdir } = require('node:os')

const descriptors = '/proc/self/fd'
const record = () => globalThis.proofRecord ?? { connections: [], stray: [], platformTimers: 0 }

const countByName = (names, platformTimers) => {
  const counts = { Timeout: -platformTimers }
  for (const name of names) counts[name] = (counts[name] ?? 0) + 1
  return counts
}

/**
 * @description Tells the proofs what a worker holds open and where it has connected to.
 */
class ProofWitness {
  /**
   * @description Answers after a moment, so that each of several workers is asked once.
   * @route POST /look
   * @param {Number} waitMs
   * @param {Boolean} collectGarbage
   * @returns {Object}
   */
  async look(waitMs, collectGarbage) {
    if (collectGarbage) globalThis.gc?.()
    const resources = countByName(process.getActiveResourcesInfo(), record().platformTimers)
    const openDescriptors = existsSync(descriptors) ? readdirSync(descriptors).length : null
    await new Promise((resolve) => setTimeout(resolve, waitMs))
    const { connections, stray } = record()
    return {
      pid: process.pid, resources, openDescriptors, connections: connections.splice(0), stray: stray.splice(0),
      temporaryFiles: readdirSync(tmpdir()), heapBytes: process.memoryUsage().heapUsed,
    }
  }
}

Backendless.ServerCode.addService(ProofWitness)
