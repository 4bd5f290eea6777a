import { actionsOf, type Command } from '../../ui-component/src/actions'
import { anyFailure as failureOf } from '../../ui-component/src/all-failures'
import { reduce } from '../../ui-component/src/reduce'
import { isResting, type Event, type State } from '../../ui-component/src/state'
import { defaultTexts } from '../../ui-component/src/texts'
import { eventOf, held, stateOf, stateTypes } from './states'

const sources = ['both', 'microphone', 'file'] as const

const eventFor: Partial<Record<Command, Event>> = {
  record: eventOf('record'), stop: { type: 'stop', atMs: 1 }, pause: { type: 'pause', atMs: 1 }, resume: eventOf('resume'),
  discard: { type: 'discard', atMs: 1 }, send: { type: 'send', atMs: 1 }, cancel: { type: 'cancel', keepUpload: false },
}

const all = (state: State, source: (typeof sources)[number]): Command[] => {
  const { primary, secondary, audio } = actionsOf(state, { source })
  return [primary, ...secondary, ...audio].map(({ command }) => command)
}

const situations: [string, State][] = [
  ...stateTypes.map((type): [string, State] => [type, stateOf(type)]),
  ['failed at the microphone', stateOf('failed', { step: 'microphone', held: null })],
  ['failed at the microphone with older audio', stateOf('failed', { step: 'microphone', held: held(1) })],
  ['failed at a file', stateOf('failed', { step: 'file', held: null })],
  ['failed at a file with a transcript in hand', stateOf('failed', { step: 'file', held: held(1, { transcribed: true }) })],
  ['failed where recording is impossible', stateOf('failed', { step: 'file', held: null, obstacle: failureOf('insecure-page') })],
]

describe.each(sources)('with %s', (source) => {
  it.each(situations)('every button in %s does something', (_, state) => {
    for (const command of all(state, source)) {
      const event = eventFor[command]
      if (event) expect(reduce(state, event)).not.toBe(state)
    }
  })

  it.each(situations)('no button stands twice in %s', (_, state) => {
    const commands = all(state, source)
    expect(commands).toEqual([...new Set(commands)])
  })

  it.each(situations)('files are offered in %s only when they are wanted and can be taken', (_, state) => {
    if (source === 'microphone' || !isResting(state)) expect(all(state, source)).not.toContain('chooseFile')
    else expect(all(state, source)).toContain('chooseFile')
  })

  it.each(situations)('the microphone is offered in %s only when it is wanted', (_, state) => {
    if (source === 'file') expect(all(state, source)).not.toContain('record')
  })

  it.each(situations)('audio in hand can be saved in %s', (_, state) => {
    const hasAudio = isResting(state) && 'held' in state && state.held !== null
    expect(all(state, source).includes('download')).toBe(hasAudio)
  })
})

it('every button has words', () => {
  for (const [, state] of situations) for (const source of sources) {
    const { primary, secondary, audio } = actionsOf(state, { source })
    ;[primary, ...secondary, ...audio].forEach(({ text }) => expect(defaultTexts[text]).toBeTruthy())
  }
})

it('Try again repeats what failed', () => {
  expect(actionsOf(stateOf('failed', { step: 'send' }), { source: 'both' }).primary).toEqual({ command: 'send', text: 'tryAgain' })
  expect(actionsOf(stateOf('failed', { step: 'microphone' }), { source: 'both' }).primary).toEqual({ command: 'record', text: 'tryAgain' })
  expect(actionsOf(stateOf('failed', { step: 'file' }), { source: 'both' }).primary).toEqual({ command: 'chooseFile', text: 'chooseAnotherFile' })
})
