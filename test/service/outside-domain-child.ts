import { create } from 'node:domain'
import { iterateOutsideDomain } from '../../service/src/audio/split/outside-domain'

/** Not in Jest, whose `process` is a copy: tells which domain the work and its reader see. */

const current = process as { domain?: unknown }
const domain = create()
const inside: boolean[] = []
const around: boolean[] = []

async function* look(): AsyncGenerator<number, void> {
  for (let part = 0; part < 3; part += 1) {
    await Promise.resolve()
    inside.push(current.domain === domain)
    yield part
  }
  throw new Error('the end')
}

const read = async (): Promise<void> => {
  for await (const part of { [Symbol.asyncIterator]: () => iterateOutsideDomain(look) }) around[part] = current.domain === domain
}

void domain.run(read).catch((error: Error) => process.stdout.write(JSON.stringify({ inside, around, error: error.message })))
