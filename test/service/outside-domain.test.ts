import { create } from 'node:domain'
import { iterateOutsideDomain } from '../../service/src/audio/split/outside-domain'

const current = process as { domain?: unknown }

async function* lookAround(seen: unknown[]): AsyncGenerator<number, void> {
  for (let part = 0; part < 3; part += 1) {
    await Promise.resolve()
    seen.push(current.domain ?? null)
    yield part
  }
  throw new Error('the end')
}

test('works outside the domain of whoever asks, who stays in it and learns what goes wrong', async () => {
  const domain = create()
  const seen: unknown[] = []
  const parts: number[] = []
  const around: unknown[] = []
  const reading = domain.run(async () => {
    for await (const part of { [Symbol.asyncIterator]: () => iterateOutsideDomain(() => lookAround(seen)) }) {
      parts.push(part)
      around.push(current.domain)
    }
  })
  await expect(reading).rejects.toThrow('the end')
  expect([parts, seen]).toEqual([[0, 1, 2], [null, null, null]])
  expect(around.every((one) => one === domain)).toBe(true)
})
