import Backendless from 'backendless'

/** What an app does with its data through the real SDK; run in a process of its own, the outcome is printed as one line of JSON. */

type Row = Readonly<Record<string, unknown>>

interface Store {
  save(row: object, isUpsert?: boolean): Promise<Row>
  findById(id: string, query?: object): Promise<Row>
  find(query?: object): Promise<Row[]>
  findFirst(query?: object): Promise<Row | undefined>
  remove(id: string): Promise<unknown>
  getObjectCount(where?: string): Promise<number>
  bulkCreate(rows: object[]): Promise<string[]>
  bulkUpdate(where: string, changes: object): Promise<unknown>
  bulkDelete(where: string | string[]): Promise<unknown>
}

interface Counters {
  incrementAndGet(name: string): Promise<number>
  decrementAndGet(name: string): Promise<number>
  getAndIncrement(name: string): Promise<number>
  getAndDecrement(name: string): Promise<number>
  addAndGet(name: string, by: number): Promise<number>
  getAndAdd(name: string, by: number): Promise<number>
  get(name: string): Promise<number>
  compareAndSet(name: string, expected: number, next: number): Promise<unknown>
  reset(name: string): Promise<unknown>
  list(pattern: string): Promise<string[]>
}

interface Cache {
  put(name: string, value: unknown, seconds?: number): Promise<unknown>
  get(name: string): Promise<unknown>
  contains(name: string): Promise<boolean>
  expireIn(name: string, seconds: number): Promise<unknown>
  expireAt(name: string, when: number): Promise<unknown>
  remove(name: string): Promise<unknown>
}

interface Sdk {
  readonly Data: { of(table: string): Store; describe(table: string): Promise<Row[]> }
  readonly Counters: Counters
  readonly Cache: Cache
  readonly Expression: new (text: string) => object
  initApp(options: object): Sdk
}

const failure = (error: unknown): object => {
  const { code, status, message } = error as { code?: unknown; status?: unknown; message?: unknown }
  return { code, status, message }
}

const [serverURL = '', appId = '', apiKey = ''] = process.argv.slice(2)
const sdk = Backendless as unknown as Sdk
sdk.initApp({ serverURL, appId, apiKey })

const useRecords = async (): Promise<object> => {
  const notes = sdk.Data.of('Notes')
  const missing = { table: await notes.find().catch(failure), first: await notes.findFirst().catch(failure) }
  const saved = await notes.save({ title: "it's", seconds: 5, ratio: 1.5, done: false, tags: { a: [1, 2] }, at: new Date(86_400_000), nothing: null })
  const id = String(saved['objectId'])
  const changed = await notes.save({ objectId: id, title: 'new', tags: null, created: 1, ownerId: 'X' })
  const upserted = await notes.save({ objectId: 'MY-ID-1', title: 'mine', seconds: 70 }, true)
  const again = await notes.save({ objectId: 'MY-ID-1', seconds: 71 }, true)
  return {
    missing, saved, changed, upserted, again,
    byId: await notes.findById(id, { properties: ['title', 'seconds'] }),
    unknownId: { find: await notes.findById('NOBODY').catch(failure), save: await notes.save({ objectId: 'NOBODY', title: 'x' }).catch(failure), remove: await notes.remove('NOBODY').catch(failure) },
    wrongType: await notes.save({ objectId: id, seconds: 'many' }).catch(failure),
    wrongColumn: await notes.find({ properties: ['nothing'] }).catch(failure),
    columns: (await sdk.Data.describe('Notes')).map(({ name, type }) => [name, type]),
    removed: await notes.remove(id), count: await notes.getObjectCount(),
  }
}

const useQueries = async (): Promise<object> => {
  const words = sdk.Data.of('Words')
  await words.save({ word: 'one', n: 1 })
  const ids = await words.bulkCreate(Array.from({ length: 99 }, (_, index) => ({ word: `word ${index + 2}`, n: index + 2, unknown: 'ignored' })))
  const found = async (where: string): Promise<unknown> => (await words.find({ where, sortBy: 'n', pageSize: 3 })).map((row) => row['n'])
  const wheres = ["n > 97", "n in (5, 7)", "word = 'one' or word like 'word 9%'", 'n between 3 and 4', 'n is null', 'not (n < 99) and n is not null', "objectId = 'x'", "n != 1 and n <> 2 and n <= 3", 'n > -1 and n < 2.5']
  return {
    ids: ids.length, unknown: Object.keys(await words.findById(ids[0] ?? '')).includes('unknown'),
    pages: [(await words.find()).length, (await words.find({ pageSize: 1000 })).length, (await words.find({ pageSize: 10, offset: 95 })).length, (await words.find({ offset: 1000 })).length],
    negative: await words.find({ pageSize: -1 }).catch(failure),
    wheres: await Promise.all(wheres.map(found)),
    sorted: (await words.find({ sortBy: ['n desc'], pageSize: 2, properties: ['n'] })).map((row) => Object.keys(row).sort()),
    count: [await words.getObjectCount(), await words.getObjectCount('n > 50')],
    bulk: { updated: await words.bulkUpdate('n > 98', { word: 'late' }), none: await words.bulkUpdate('n > 1000', { word: 'x' }), late: await words.getObjectCount("word = 'late'"), deleted: await words.bulkDelete('n > 98'), byId: await words.bulkDelete(ids.slice(0, 3)), left: await words.getObjectCount() },
    tooMany: await words.bulkCreate(Array.from({ length: 101 }, () => ({ n: 1 }))).catch(failure),
    expression: [await words.bulkUpdate('n = 10', { n: new sdk.Expression('n * 2 + (1 - 4) / 2 - -1') }), await found("word = 'word 10'")],
  }
}

const claim = async (): Promise<object> => {
  const jobs = sdk.Data.of('Leases')
  await jobs.save({ objectId: 'J', leaseUntil: 0, owner: '' }, true)
  const claims = await Promise.all(Array.from({ length: 20 }, (_, index) => jobs.bulkUpdate("objectId = 'J' and leaseUntil < 1000", { leaseUntil: 5000, owner: `W${index}` })))
  const adds = await Promise.all(Array.from({ length: 50 }, () => sdk.Counters.addAndGet('many', 3)))
  const sets = await Promise.all(Array.from({ length: 10 }, () => sdk.Counters.compareAndSet('once', 0, 1)))
  return { claims, adds: new Set(adds).size, most: Math.max(...adds), sets }
}

const useCounters = async (counters: Counters): Promise<unknown[]> => [
  await counters.get('c'), await counters.incrementAndGet('c'), await counters.getAndIncrement('c'), await counters.decrementAndGet('c'), await counters.getAndDecrement('c'), await counters.addAndGet('c', 10),
  await counters.getAndAdd('c', -4), await counters.get('c'), await counters.compareAndSet('c', 1, 2), await counters.compareAndSet('c', 6, 7), await counters.list('c*'), await counters.reset('c').then(() => counters.get('c')),
]

const useCache = async (cache: Cache): Promise<object> => {
  await cache.put('k', { a: [1, 'zwei'] }, 60)
  await cache.put('short', 'text', 1)
  const short = await cache.get('short')
  await new Promise((resolve) => setTimeout(resolve, 1100))
  return {
    value: await cache.get('k'), missing: await cache.get('missing'), contains: [await cache.contains('k'), await cache.contains('missing'), await cache.contains('short')], short,
    expire: [await cache.expireIn('k', 100).then(() => 'done'), await cache.expireAt('k', Date.now() + 10_000).then(() => 'done'), await cache.expireIn('missing', 5).catch(failure)],
    large: await cache.put('large', 'x'.repeat(10_240)).catch(failure), removed: await cache.remove('k').then(() => cache.get('k')),
  }
}

const main = async (): Promise<void> => {
  const outcome = { records: await useRecords(), queries: await useQueries(), claim: await claim(), counters: await useCounters(sdk.Counters), cache: await useCache(sdk.Cache) }
  process.stdout.write(`${JSON.stringify(outcome)}\n`)
}

main().catch((error: unknown) => {
  process.stderr.write(`${String((error as Error).stack)}\n`)
  process.exitCode = 1
})
