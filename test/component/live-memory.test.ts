import { setFlagsFromString } from 'node:v8'
import { runInNewContext } from 'node:vm'
import { createSender } from '../../ui-component/src/live/sender'
import { createScope } from '../../ui-component/src/scope'
import { settle } from './mounted'

const collectGarbage = (): void => {
  setFlagsFromString('--expose-gc')
  ;(runInNewContext('gc') as () => void)()
}

it('lets go of the audio of a phrase as soon as its text is there', async () => {
  const gone: string[] = []
  const registry = new FinalizationRegistry((name: string) => void gone.push(name))
  const sender = createSender(createScope(), { send: () => Promise.resolve({ text: 'words', segments: [], language: '' }), isFinal: () => false }, () => undefined)
  ;((): void => {
    const audio = new Blob(['1'])
    registry.register(audio, 'first')
    sender.add(audio, 0)
  })()
  await settle()
  collectGarbage()
  await settle()
  expect(gone).toEqual(['first'])
  expect((await sender.finish())?.text).toBe('words')
})
