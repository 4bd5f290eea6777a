import type { AddressInfo } from 'node:net'
import { parseArgs } from 'node:util'
import { createCompatible } from './compatible'
import { createDemo } from './demo'
import { createEar } from './ear'
import { createHttpFace, type HttpFace } from './http-face'
import type { Engine } from './engine'
import type { ChildMessage, FlavourName, ParentMessage } from './protocol'
import { createStandIn } from './stand-in'

const { values } = parseArgs({ options: { engine: { type: 'string', default: 'demo' }, port: { type: 'string', default: '0' }, flavour: { type: 'string' } } })

const tell = (message: ChildMessage): void => {
  if (process.connected) process.send?.(message)
}

const obey = async (message: ParentMessage, { journal, playbook }: HttpFace, engine: Engine): Promise<unknown> => {
  switch (message.name) {
    case 'script': return playbook.set(message.replies)
    case 'requests': return journal.read()
    case 'setDay': return engine.setDay(message.day)
    case 'hear': return ear.listen(message.bytes)
    case 'reset':
      playbook.set([])
      journal.clear()
      return engine.setDay(null)
    case 'stop': return setImmediate(() => process.exit(0)) && undefined
  }
}

const ear = createEar()

const createEngine = (): Engine => {
  if (values.engine !== 'stand-in') return createDemo()
  return values.flavour ? createCompatible(values.flavour as FlavourName) : createStandIn()
}

const start = (): void => {
  const engine = createEngine()
  const face = createHttpFace(engine, ear, values.engine === 'stand-in')
  face.server.listen(Number(values.port), '127.0.0.1', () => {
    const baseUrl = `http://127.0.0.1:${(face.server.address() as AddressInfo).port}${engine.traits.basePath}`
    console.log(JSON.stringify({ baseUrl }))
    tell({ kind: 'ready', baseUrl })
  })
  process.on('message', (message: ParentMessage) => {
    obey(message, face, engine).then(
      (value) => tell({ kind: 'done', id: message.id, value }),
      (problem: unknown) => tell({ kind: 'done', id: message.id, problem: String(problem) }),
    )
  })
  process.on('disconnect', () => process.exit(0))
}

start()
