import { jobLeaseSeconds, maxFruitlessRuns, maxPieceRuns } from '../../contract'
import { ServiceError } from '../../service/src/errors'
import { isForgotten, Progress, type DonePiece } from '../../service/src/jobs/job'
import { removeExpired } from '../../service/src/jobs/sweep'
import { runSlice, type SliceEnd, type SliceTools } from '../../service/src/jobs/run-slice'
import { randomFrom } from '../proof/random'
import { imaginedWorker, Life, MemoryJobs, newJob, StillClock, type Imagined } from './memory-jobs'

const words = (pieces: number): string => Array.from({ length: pieces }, (_, index) => `w${index}`).join(' ')

class World {
  readonly kept = new MemoryJobs()
  readonly clock = new StillClock()
  readonly calls = { count: 0 }
  #runs = 0

  tools(imagined: Imagined, life = new Life(), onPiece?: () => void): SliceTools {
    return { store: this.kept.storeFor(life), clock: this.clock, isOwners: () => false, keepDays: 7, workerFor: () => Promise.resolve(imaginedWorker(imagined, life, this.calls, onPiece)) }
  }

  run(imagined: Imagined, key = 'a', more: Partial<SliceTools> = {}): Promise<SliceEnd> {
    return runSlice(key, `run${(this.#runs += 1)}`, { ...this.tools(imagined), ...more })
  }

  /** One run after the other, as each calls the next. */
  async toTheEnd(imagined: Imagined, key = 'a'): Promise<SliceEnd[]> {
    const ends: SliceEnd[] = []
    for (let turns = 0; turns < 200 && ends.at(-1) !== 'over'; turns += 1) {
      this.clock.ms += 1
      ends.push(await this.run(imagined, key))
    }
    return ends
  }

  textOf(key = 'a'): string | undefined {
    const path = this.kept.jobs.get(key)?.resultPath
    return path ? (JSON.parse(this.kept.files.get(path) ?? '{}') as { text?: string }).text : undefined
  }
}

const imagined: Imagined = { pieces: 7, lanes: 3, perRun: 3 }
let world: World
beforeEach(() => {
  world = new World()
  world.kept.jobs.set('a', newJob('a'))
})

describe('a job in runs', () => {
  it('does a part in each run, goes on behind it, and pays each piece once', async () => {
    expect(await world.toTheEnd(imagined)).toEqual(['again', 'again', 'over'])
    expect([world.textOf(), world.calls.count]).toEqual([words(7), 7])
    expect(world.kept.jobs.get('a')).toMatchObject({ state: 'done', percent: 100, doneMs: 70_000, audioMs: 70_000, leaseOwner: '', fruitlessRuns: 0 })
  })

  it('tells percent of the audio on the way, and never all of it before the end', async () => {
    await world.run(imagined)
    expect(world.kept.jobs.get('a')).toMatchObject({ state: 'running', percent: 42, doneMs: 30_000 })
  })

  it('is worked on by one of many that come at once', async () => {
    world.clock.ms += 1
    const ends = await Promise.all(Array.from({ length: 20 }, () => world.run({ ...imagined, perRun: 99 })))
    expect(ends.filter((end) => end === 'over')).toHaveLength(1)
    expect(ends.filter((end) => end === 'busy')).toHaveLength(19)
    expect(world.calls.count).toBe(7)
  })

  it('that was called twice, or after its end, does nothing more', async () => {
    await world.toTheEnd(imagined)
    expect(await world.run(imagined)).toBe('busy')
    expect(world.calls.count).toBe(7)
  })
})

describe('a run that has died', () => {
  const killAt = async (piece: number): Promise<void> => {
    const life = new Life()
    let heard = 0
    const tools = world.tools({ ...imagined, perRun: 99 }, life, () => {
      heard += 1
      if (heard > piece) life.isOver = true
    })
    await Promise.race([runSlice('a', 'dead', tools), new Promise((resolve) => setTimeout(resolve, 20))])
  }

  it.each([0, 1, 2, 3, 4, 5, 6])('after %i pieces is followed once its hold is over, and nothing is lost or twice', async (piece) => {
    await killAt(piece)
    expect(await world.run(imagined)).toBe('busy')
    world.clock.ms += jobLeaseSeconds * 1000 + 1
    await world.toTheEnd(imagined)
    expect(world.textOf()).toBe(words(7))
    expect(world.calls.count).toBeLessThanOrEqual(7 + imagined.lanes)
  })

  it('is known to be forgotten only when nobody holds the job and nobody was called lately', async () => {
    await killAt(2)
    const job = world.kept.jobs.get('a')!
    expect([0, jobLeaseSeconds * 1000 + 1].map((ms) => isForgotten(job, world.clock.ms + ms))).toEqual([false, true])
    expect(isForgotten({ ...job, calledAt: world.clock.ms + jobLeaseSeconds * 1000 }, world.clock.ms + jobLeaseSeconds * 1000 + 1)).toBe(false)
  })
})

describe('a run that has lost its hold', () => {
  it('cannot end the job, nor double a piece that another run has done', async () => {
    const frozen = new Life()
    const slow = { ...imagined, perRun: 99, hear: (index: number) => {
      if (index !== 3) return
      // Here it stands still for longer than its hold lasts, and another run does everything.
      world.clock.ms += jobLeaseSeconds * 1000 + 1
      world.kept.jobs.set('a', { ...world.kept.jobs.get('a')!, leaseOwner: 'other', leaseUntil: world.clock.ms + 1 })
    } }
    expect(await runSlice('a', 'frozen', world.tools(slow, frozen))).toBe('busy')
    world.clock.ms += 2
    await world.toTheEnd(imagined)
    expect(world.textOf()).toBe(words(7))
    expect([...world.kept.rows.values()].map(({ index }) => index).sort((a, b) => a - b)).toEqual([0, 1, 2, 3, 4, 5, 6])
  })
})

describe('a job that is removed while a run writes', () => {
  it('is out of sight at once, and nothing of it is left when the hold of the run is over', async () => {
    const store = world.kept.storeFor(new Life())
    let isRemoved = false
    const removal = async (): Promise<void> => {
      await store.bury('a')
      await store.empty(newJob('a'))
      isRemoved = true
    }
    const ended = await runSlice('a', 'run', world.tools(imagined, undefined, () => void (isRemoved || removal())))
    expect(ended).toBe('busy')
    expect(world.kept.jobs.get('a')).toMatchObject({ state: 'cancelled', expiresAt: 0 })
    await removeExpired(store, world.clock.now(), 10)
    expect(world.kept.jobs.has('a')).toBe(true)
    world.clock.ms += jobLeaseSeconds * 1000 + 1
    await removeExpired(store, world.clock.now(), 10)
    expect([world.kept.jobs.size, world.kept.rows.size, world.kept.files.size]).toEqual([0, 0, 0])
  })
})

describe('a piece that fails', () => {
  const failing = (key: 'upstream-failed' | 'audio-damaged' | 'api-key-rejected' | 'user-quota-used'): Imagined => ({ ...imagined, perRun: 99, hear: (index) => {
    if (index === 4) throw new ServiceError(key, { status: 500, limit: 1, resetsAt: '' })
  } })

  it('for a reason that may pass is tried in later runs, then leaves a gap', async () => {
    const ends = await world.toTheEnd(failing('upstream-failed'))
    expect(ends).toHaveLength(maxPieceRuns + 1)
    expect(world.textOf()).toBe('w0 w1 w2 w3 - w5 w6')
    expect(world.calls.count).toBe(7 + maxPieceRuns)
  })

  it('for good leaves a gap at once, or ends the job', async () => {
    expect(await world.toTheEnd(failing('audio-damaged'))).toEqual(['over'])
    expect(world.textOf()).toBe('w0 w1 w2 w3 - w5 w6')
    world.kept.jobs.set('b', newJob('b'))
    expect(await world.toTheEnd({ ...failing('audio-damaged'), mayHaveGaps: false }, 'b')).toEqual(['over'])
    expect(world.kept.jobs.get('b')).toMatchObject({ state: 'failed', errorCode: 41115 })
  })

  it.each([['api-key-rejected', 41202], ['user-quota-used', 41207]] as const)('because of %s ends the job with that number', async (key, number) => {
    expect(await world.toTheEnd(failing(key))).toEqual(['over'])
    expect(world.kept.jobs.get('a')).toMatchObject({ state: 'failed', errorCode: number, resultPath: null })
  })
})

describe('a job of which no piece can be transcribed', () => {
  it.each([['audio-damaged', 41115, 1], ['upstream-failed', 41303, maxPieceRuns]] as const)('because of %s fails with that error instead of telling gaps', async (key, errorCode, runs) => {
    const ends = await world.toTheEnd({ ...imagined, perRun: 99, hear: () => {
      throw new ServiceError(key, { status: 500 })
    } })
    expect(ends).toHaveLength(runs)
    expect(world.kept.jobs.get('a')).toMatchObject({ state: 'failed', errorCode, errorMessage: new ServiceError(key, { status: 500 }).message, resultPath: null, leaseOwner: '' })
  })

  it('is done all the same when in one piece nobody speaks', async () => {
    await world.toTheEnd({ ...imagined, perRun: 99, hear: (index) => {
      if (index !== 2) throw new ServiceError('audio-damaged')
    } })
    expect([world.kept.jobs.get('a')?.state, world.textOf()]).toEqual(['done', '- - w2 - - - -'])
  })
})

describe('a piece whose request runs out of time', () => {
  const slow = (index: number): void => {
    if (index === 4) throw new ServiceError('time-over', { seconds: 1, step: 'transcribing' })
  }

  it('is paid in as many runs as any other piece that fails, then leaves a gap', async () => {
    await world.toTheEnd({ ...imagined, lanes: 1, perRun: 99, hear: slow })
    expect([world.kept.jobs.get('a')?.state, world.textOf()]).toEqual(['done', 'w0 w1 w2 w3 - w5 w6'])
    expect(world.calls.count).toBe(6 + 1 + maxPieceRuns)
  })

  it('ends the job after as many runs where no gap is wanted', async () => {
    await world.toTheEnd({ ...imagined, lanes: 1, perRun: 99, mayHaveGaps: false, hear: slow })
    expect(world.kept.jobs.get('a')).toMatchObject({ state: 'failed', errorCode: 41401, doneMs: 40_000 })
    expect(world.calls.count).toBe(4 + 1 + maxPieceRuns)
  })

  it('is no loss in a run that had done others before', async () => {
    let late = 0
    // Each run does a piece and has no time for the next one, as often as there are pieces.
    await world.toTheEnd({ ...imagined, lanes: 1, perRun: 99, hear: () => {
      late += 1
      if (late % 2 === 0) slow(4)
    } })
    expect([world.kept.jobs.get('a')?.state, world.textOf()]).toEqual(['done', words(7)])
  })
})

describe('a job that does not get ahead', () => {
  const unread = new ServiceError('source-unreachable', { host: 'a', reason: 'b' })

  it('is given up after so many runs without a piece', async () => {
    const ends: SliceEnd[] = []
    for (; ends.at(-1) !== 'over'; world.clock.ms += 1) ends.push(await world.run(imagined, 'a', { workerFor: () => Promise.reject(unread) }))
    expect([ends.length, ends.slice(0, 4)]).toEqual([maxFruitlessRuns, ['again', 'again', 'later', 'later']])
    expect(world.kept.jobs.get('a')).toMatchObject({ state: 'failed', errorCode: 41106 })
  })

  it('because only its owner may read the audio waits for the owner, however often it is called', async () => {
    world.kept.jobs.set('a', newJob('a', { userId: 'ada' }))
    const closed = { ...world.tools(imagined), workerFor: () => Promise.reject(new ServiceError('source-forbidden', { status: 403 })) }
    for (let turns = 0; turns < maxFruitlessRuns + 3; turns += 1) {
      world.clock.ms += 1
      expect(await runSlice('a', 'timer', closed)).toBe('owner')
    }
    expect(world.kept.jobs.get('a')).toMatchObject({ state: 'running', needsOwner: true, fruitlessRuns: 0 })
    world.clock.ms += 1
    expect(await world.run({ ...imagined, perRun: 99 }, 'a', { isOwners: () => true })).toBe('over')
    expect(world.kept.jobs.get('a')).toMatchObject({ state: 'done', needsOwner: false })
  })
})

describe('a job in trouble', () => {
  it('is called again by whoever asks, ever less often', () => {
    const waits = [0, 3, 6, 12].map((fruitlessRuns) => [0, 11, 41, 101].filter((seconds) => isForgotten(newJob('b', { fruitlessRuns, leaseUntil: 0, calledAt: 1_000_000 }), 1_000_000 + seconds * 1000)).length)
    expect(waits).toEqual([3, 3, 2, 1])
  })
})

describe('progress', () => {
  const piece = (index: number, next = true): DonePiece => ({ index, startMs: index * 10, endMs: index * 10 + 10, path: '', next: next ? { index: index + 1, seconds: 0, byte: null, overlapSeconds: 0 } : null })

  it('goes on behind the first gap, and counts what lies behind it', () => {
    const progress = new Progress([piece(0), piece(1), piece(3)])
    expect([progress.last?.index, progress.doneMs, progress.isWhole, progress.has(3), progress.has(2)]).toEqual([1, 30, false, true, false])
    progress.add(piece(2))
    progress.add(piece(4, false))
    expect([progress.last?.index, progress.doneMs, progress.isWhole]).toEqual([4, 50, true])
  })
})

describe('a hundred jobs under fire', () => {
  it.each([1, 2, 3])('end with every word in order when runs are killed at random moments (seed %i)', async (seed) => {
    const random = randomFrom(seed)
    const ids = Array.from({ length: 100 }, (_, index) => `job${index}`)
    const lengthOf = (index: number): number => 1 + (index % 13)
    ids.forEach((key) => world.kept.jobs.set(key, newJob(key)))
    let kills = 0
    for (const [index, key] of ids.entries()) {
      for (let turns = 0; turns < 400 && world.kept.jobs.get(key)?.state !== 'done'; turns += 1) {
        world.clock.ms += jobLeaseSeconds * 1000 + 1
        const life = new Life()
        const isKilled = random() < 0.4
        let left = Math.floor(random() * 6)
        const one = runSlice(key, `${key}-${turns}`, world.tools({ pieces: lengthOf(index), lanes: 3, perRun: 1 + Math.floor(random() * 5) }, life, () => {
          left -= 1
          if (isKilled && left < 0 && !life.isOver) {
            life.isOver = true
            kills += 1
          }
        }))
        await Promise.race([one, ...(isKilled ? [new Promise((resolve) => setTimeout(resolve, 5))] : [])])
        life.isOver = true
      }
    }
    expect(ids.map((key) => world.textOf(key))).toEqual(ids.map((_, index) => words(lengthOf(index))))
    const pieces = ids.reduce((sum, _, index) => sum + lengthOf(index), 0)
    expect(kills).toBeGreaterThan(20)
    expect(world.calls.count).toBeLessThanOrEqual(pieces + 3 * kills)
  })
})
