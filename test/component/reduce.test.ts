import * as fc from 'fast-check'
import { componentStatuses } from '../../contract'
import { anyFailure as failureOf } from '../../ui-component/src/all-failures'
import { reduce } from '../../ui-component/src/reduce'
import { heldOf, type State } from '../../ui-component/src/state'
import { eventOf, eventTypes, held, lost, run, stateOf, stateTypes, take, transcript, upload, type EventType, type StateType } from './states'

/** What follows: the new state; `same` = the event changes nothing at all; `kept` = something changes, not the situation. */
type Next = StateType | 'same' | 'kept'

const resting = ['idle', 'unsupported', 'recorded', 'done', 'noSpeech', 'queued', 'failed'] as const
const inHand = ['recorded', 'done', 'noSpeech', 'queued', 'failed'] as const
const all = (types: readonly StateType[], next: Next): Partial<Record<StateType, Next>> => Object.fromEntries(types.map((type) => [type, next]))

/** Everything that is not listed here must change nothing. */
const table: Record<EventType, Partial<Record<StateType, Next>>> = {
  obstacle: { ...all(stateTypes, 'kept'), idle: 'unsupported', unsupported: 'kept' },
  pageText: all(stateTypes, 'kept'),
  record: { idle: 'asking', ...all(inHand, 'asking') },
  opened: { asking: 'kept' },
  granted: { asking: 'recording' },
  refused: { asking: 'failed' },
  tick: { asking: 'kept', recording: 'kept', transcribing: 'kept' },
  pause: { recording: 'paused' },
  resume: { paused: 'kept' },
  resumed: {},
  interrupted: { recording: 'paused' },
  askDiscard: { asking: 'idle', recording: 'paused', paused: 'kept' },
  levelSilent: { recording: 'kept' },
  levelHeard: {},
  maxMs: { recording: 'kept', paused: 'kept' },
  microphones: all(stateTypes, 'kept'),
  chooseMicrophone: all(stateTypes, 'kept'),
  soFar: all(stateTypes, 'kept'),
  liveFailed: { transcribing: 'uploading' },
  queueAdd: all(stateTypes, 'kept'),
  queueRemove: {},
  queueNext: {},
  recovered: all(stateTypes, 'kept'),
  restore: all(resting, 'uploading'),
  unkept: all(stateTypes, 'kept'),
  lateTaken: {},
  work: { uploading: 'kept' },
  queued: { uploading: 'queued', transcribing: 'queued' },
  late: all(stateTypes, 'kept'),
  stop: { asking: 'idle', recording: 'stopping', paused: 'stopping' },
  full: { recording: 'stopping', paused: 'stopping' },
  lost: { recording: 'stopping', paused: 'stopping' },
  took: { recording: 'recorded', paused: 'recorded', stopping: 'uploading' },
  tookNothing: { recording: 'failed', paused: 'failed', stopping: 'failed' },
  choosing: all(resting, 'kept'),
  fileAccepted: all(resting, 'uploading'),
  fileRefused: all(resting, 'failed'),
  send: all(inHand, 'uploading'),
  uploaded: { uploading: 'transcribing' },
  job: { transcribing: 'kept' },
  answered: { transcribing: 'done' },
  sendFailed: { uploading: 'failed', transcribing: 'failed' },
  cancel: { asking: 'idle', uploading: 'recorded', transcribing: 'recorded' },
  discard: { asking: 'idle', recording: 'stopping', paused: 'stopping', stopping: 'kept', uploading: 'idle', transcribing: 'idle', ...all(inHand, 'idle') },
  undo: {},
  replaced: all(stateTypes, 'kept'),
  undoExpired: {},
  reset: { ...all(stateTypes, 'idle'), unsupported: 'unsupported' },
}

describe('every event in every state', () => {
  for (const eventType of eventTypes) {
    it.each(stateTypes)(`answers ${eventType} in %s as the table says`, (stateType) => {
      const before = stateOf(stateType)
      const expected = table[eventType][stateType] ?? 'same'
      const after = reduce(before, eventOf(eventType))
      if (expected === 'same') expect(after).toBe(before)
      else expect([after.type, after === before]).toEqual([expected === 'kept' ? stateType : expected, false])
    })
  }

  it('knows exactly the statuses of the contract', () => {
    expect([...stateTypes].sort()).toEqual([...componentStatuses].sort())
  })
})

describe('answers that come too late', () => {
  const withRun = eventTypes.filter((type) => 'run' in eventOf(type))

  it.each(stateTypes)('change nothing in %s', (stateType) => {
    const before = stateOf(stateType)
    for (const type of withRun) expect(reduce(before, eventOf(type, { run: run - 1 }))).toBe(before)
  })

  it.each([['cancel', 'transcribing', 'answered'], ['discard', 'transcribing', 'answered'], ['cancel', 'uploading', 'uploaded'], ['discard', 'uploading', 'sendFailed'], ['cancel', 'asking', 'granted'], ['reset', 'recording', 'took']] as const)(
    'after %s in %s ignore %s',
    (end, stateType, late) => {
      const ended = reduce(stateOf(stateType), eventOf(end))
      expect(reduce(ended, eventOf(late))).toBe(ended)
    },
  )

  it('after the recording is over ignore a second last take', () => {
    const over = reduce(stateOf('stopping'), eventOf('took'))
    expect(reduce(over, eventOf('took', { take: take(3) }))).toBe(over)
  })
})

describe('any sequence of events', () => {
  const event = fc.record({ type: fc.constantFrom(...eventTypes), late: fc.integer({ min: -2, max: 0 }), id: fc.integer({ min: 1, max: 4 }), flag: fc.boolean(), atMs: fc.integer({ min: 0, max: 100_000 }) })
  const play = (events: readonly { type: EventType; late: number; id: number; flag: boolean; atMs: number }[], look: (before: State, after: State) => void): void => {
    let state = stateOf('idle')
    for (const { type, late, id, flag, atMs } of events) {
      const example = eventOf(type)
      const changes = { ...('run' in example && { run: state.run + late }), ...('take' in example && { take: take(id) }), ...('send' in example && { send: flag }), ...('atMs' in example && { atMs }), ...('keepUpload' in example && { keepUpload: flag }) }
      const after = reduce(state, { ...example, ...changes })
      look(state, after)
      state = after
    }
  }

  it('never throws and always ends in a known state', () => {
    fc.assert(fc.property(fc.array(event, { maxLength: 60 }), (events) => play(events, (_, after) => expect(stateTypes).toContain(after.type))), { numRuns: 300 })
  })

  it('never makes audio disappear unless it is replaced, put away for good or forgotten after the time for undo', () => {
    const mayDrop = ['took', 'fileAccepted', 'restore', 'queueNext', 'discard', 'replaced', 'undo', 'undoExpired', 'reset']
    fc.assert(
      fc.property(fc.array(event, { maxLength: 60 }), (events) => {
        let index = 0
        play(events, (before, after) => {
          const type = events[index++]?.type ?? 'reset'
          if (mayDrop.includes(type)) return
          const kept = [heldOf(after)?.take.id, after.undo?.id]
          const had = [heldOf(before)?.take.id, before.undo?.id].filter((id) => id !== undefined)
          had.forEach((id) => expect(kept).toContain(id))
        })
      }),
      { numRuns: 300 },
    )
  })

  it('never counts a run backwards', () => {
    fc.assert(fc.property(fc.array(event, { maxLength: 60 }), (events) => play(events, (before, after) => expect(after.run).toBeGreaterThanOrEqual(before.run))), { numRuns: 200 })
  })
})

describe('recording', () => {
  it('counts only the time in which it really records', () => {
    let state = reduce(stateOf('asking'), eventOf('granted', { atMs: 10_000 }))
    state = reduce(state, eventOf('pause', { atMs: 13_000 }))
    state = reduce(state, eventOf('resume', { atMs: 48_000 }))
    state = reduce(state, eventOf('resumed', { atMs: 50_000 }))
    state = reduce(state, eventOf('stop', { atMs: 52_500 }))
    expect(state).toMatchObject({ type: 'stopping', elapsedMs: 5500 })
  })

  it('never counts backwards when a clock does', () => {
    const state = reduce(stateOf('recording'), eventOf('tick', { atMs: 0 }))
    expect(state).toMatchObject({ elapsedMs: 500 })
  })

  it('stops by itself at the longest time and sends what it has', () => {
    const full = reduce(stateOf('recording', { elapsedMs: 59_900 }), eventOf('tick', { atMs: 1200 }))
    expect(full).toMatchObject({ type: 'stopping', why: 'limit' })
    expect(reduce(full, eventOf('took')).type).toBe('uploading')
    expect(reduce(full, eventOf('took', { send: false }))).toMatchObject({ type: 'recorded', note: 'limit' })
  })

  it('keeps what was said when the microphone is lost, says so, and waits for the person', () => {
    const ending = reduce(stateOf('recording'), eventOf('lost'))
    expect(reduce(ending, eventOf('took'))).toMatchObject({ type: 'recorded', failure: lost, held: { take: { id: 2 } } })
  })

  it('takes a recorder that ends without being told for a lost microphone', () => {
    expect(reduce(stateOf('recording'), eventOf('took'))).toMatchObject({ type: 'recorded', failure: lost })
  })

  it('keeps the older take until the new one is there', () => {
    let state = reduce(stateOf('recorded'), eventOf('record'))
    expect(heldOf(state)?.take.id).toBe(1)
    state = reduce(state, eventOf('refused', { run: state.run }))
    expect(state).toMatchObject({ type: 'failed', step: 'microphone', held: { take: { id: 1 } } })
  })

  it.each([[held(1), 'recorded'], [held(1, { transcribed: true }), 'done'], [null, 'idle']] as const)('returns to where it began when the question for the microphone is cancelled', (older, expected) => {
    expect(reduce(stateOf('asking', { held: older }), eventOf('cancel')).type).toBe(expected)
  })

  it('cannot begin on a page that cannot record, whatever asks for it', () => {
    const state = stateOf('unsupported')
    expect(reduce(state, eventOf('record'))).toBe(state)
  })

  it('clears the error when something new begins', () => {
    expect(reduce(stateOf('failed'), eventOf('record'))).not.toHaveProperty('failure')
    expect(reduce(stateOf('failed'), eventOf('send'))).not.toHaveProperty('failure')
  })
})

describe('sending', () => {
  it('uses the upload that is already there', () => {
    const state = reduce(stateOf('failed', { held: held(1, { upload }) }), eventOf('send', { atMs: 42 }))
    expect(state).toMatchObject({ type: 'transcribing', atMs: 42, elapsedMs: 0, held: { upload } })
  })

  it('waits for the person when the page does not send at once', () => {
    expect(reduce(stateOf('stopping'), eventOf('took', { send: false }))).toMatchObject({ type: 'recorded', note: null, failure: null })
    expect(reduce(stateOf('idle'), eventOf('fileAccepted', { send: false })).type).toBe('recorded')
  })

  it.each([[false, null], [true, upload]])('lets go of the upload after success unless it is to be kept', (keepUpload, expected) => {
    expect(heldOf(reduce(stateOf('transcribing'), eventOf('answered', { keepUpload })))?.upload).toEqual(expected)
    expect(heldOf(reduce(stateOf('transcribing'), eventOf('cancel', { keepUpload })))?.upload).toEqual(expected)
  })

  it('keeps the upload for the next try after a failure', () => {
    expect(heldOf(reduce(stateOf('transcribing'), eventOf('sendFailed')))?.upload).toEqual(upload)
  })

  it('calls a text of nothing but blanks no speech, and keeps the earlier transcript', () => {
    const before = stateOf('transcribing', { transcript })
    const after = reduce(before, eventOf('answered', { transcript: { text: ' \n', segments: [], language: '' } }))
    expect([after.type, after.transcript]).toEqual(['noSpeech', transcript])
  })
})

describe('discard and undo', () => {
  it('brings the same audio back', () => {
    const away = reduce(stateOf('recorded'), eventOf('discard'))
    expect(away).toMatchObject({ type: 'idle', undo: { id: 1 } })
    expect(reduce(away, eventOf('undo'))).toMatchObject({ type: 'recorded', undo: null, held: { take: { id: 1 } } })
  })

  it('finishes the recording first when it is discarded while recording', () => {
    const ending = reduce(stateOf('recording'), eventOf('discard'))
    expect(ending).toMatchObject({ type: 'stopping', discard: true })
    expect(reduce(ending, eventOf('took'))).toMatchObject({ type: 'idle', undo: { id: 2 } })
    expect(reduce(ending, eventOf('tookNothing')).type).toBe('idle')
  })

  it('returns to the older take when the newer one is discarded', () => {
    const ending = reduce(stateOf('recording', { held: held(1) }), eventOf('discard'))
    expect(reduce(ending, eventOf('took'))).toMatchObject({ type: 'recorded', held: { take: { id: 1 } }, undo: { id: 2 } })
  })

  it('swaps instead of losing the audio in hand', () => {
    const state = reduce(stateOf('recorded', { undo: take(5) }), eventOf('undo'))
    expect(state).toMatchObject({ held: { take: { id: 5 } }, undo: { id: 1 } })
  })

  it('forgets only the take whose time is over', () => {
    const state = stateOf('idle', { undo: take(5) })
    expect(reduce(state, eventOf('undoExpired', { takeId: 4 }))).toBe(state)
    expect(reduce(state, eventOf('undoExpired', { takeId: 5 })).undo).toBeNull()
  })

  it('does nothing while a recording or a call is under way', () => {
    for (const type of ['asking', 'recording', 'paused', 'stopping', 'uploading', 'transcribing'] as const) {
      const state = stateOf(type, { undo: take(5) })
      expect(reduce(state, eventOf('undo'))).toBe(state)
    }
  })
})

describe('the page', () => {
  it.each(stateTypes)('never starts anything by writing the transcript in %s', (type) => {
    const before = stateOf(type)
    const after = reduce(before, eventOf('pageText'))
    expect({ ...after, transcript: before.transcript }).toEqual(before)
    expect(after.transcript.text).toBe('written by the page')
  })

  it('learns that it can record after all', () => {
    expect(reduce(stateOf('unsupported'), eventOf('obstacle', { failure: null })).type).toBe('idle')
  })

  it('is not disturbed by an obstacle that it already knows', () => {
    const state = stateOf('unsupported')
    expect(reduce(state, eventOf('obstacle', { failure: failureOf('unsupported-browser') }))).toBe(state)
  })
})
