import { execFile } from 'node:child_process'
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { openAppState } from '../../playground/backendless/app-state'
import { demoApp } from '../../playground/backendless/apps'
import type { Json } from '../support/http'
import { fixtureService, startTestPlayground, type TestPlayground } from '../support/playground'

const run = promisify(execFile)

let playground: TestPlayground
beforeAll(async () => {
  playground = await startTestPlayground({ serviceDirs: [fixtureService('probe')], upstream: { apiKey: 'k' } })
})
afterAll(() => playground.stop())

interface Sent {
  readonly key?: string
  readonly token?: string | undefined
  readonly body?: unknown
}

const call = async (method: string, path: string, { key = demoApp.jsKey, token, body }: Sent = {}): Promise<{ status: number; body: Json }> => {
  const response = await fetch(`${playground.url}/${demoApp.id}/${key}${path}`, { method, headers: { 'content-type': 'application/json', ...(token && { 'user-token': token }) }, ...(body !== undefined && { body: JSON.stringify(body) }) })
  const text = await response.text()
  return { status: response.status, body: text === '' ? null : JSON.parse(text) }
}
const asServer = demoApp.codeRunnerKey
const inConsole = async (method: string, path: string, body?: object): Promise<{ status: number; body: Json }> => {
  const response = await fetch(`${playground.url}/${demoApp.id}/console/${path}`, { method, headers: { 'content-type': 'application/json' }, ...(body && { body: JSON.stringify(body) }) })
  return { status: response.status, body: await response.json() }
}

const person = async (name: string): Promise<{ userId: string; token: string }> => {
  const credentials = { email: `${name}@data.example`, password: 'secret' }
  await call('POST', '/users/register', { body: credentials })
  const { body } = await call('POST', '/users/login', { body: { login: credentials.email, password: 'secret' } })
  return { userId: body.objectId, token: body['user-token'] }
}

describe('data with the real SDK', () => {
  let journey: Json
  beforeAll(async () => {
    const { stdout } = await run(process.execPath, ['--require', require.resolve('tsx/cjs'), join(__dirname, 'data-journey.ts'), playground.url, playground.appId, playground.jsKey])
    journey = JSON.parse(stdout)
  })

  it('comes from tables that the first record makes, and is missed before', () => {
    expect(journey.records.missing).toMatchObject({ table: { code: 1009 }, first: { code: 1009 } })
    expect(journey.records.columns).toEqual([
      ['objectId', 'STRING_ID'], ['ownerId', 'STRING'], ['created', 'DATETIME'], ['updated', 'DATETIME'],
      ['title', 'STRING'], ['seconds', 'INT'], ['ratio', 'DOUBLE'], ['done', 'BOOLEAN'], ['tags', 'JSON'], ['at', 'INT'],
    ])
  })

  it('is kept as it was saved, and changed only where it was changed', () => {
    const { saved, changed, upserted, again } = journey.records
    expect(saved).toEqual({ objectId: expect.stringMatching(/^[0-9A-F-]{36}$/), ownerId: null, created: expect.any(Number), updated: null, title: "it's", seconds: 5, ratio: 1.5, done: false, tags: { a: [1, 2] }, at: 86_400_000, ___class: 'Notes' })
    expect(changed).toEqual({ ...saved, title: 'new', tags: null, updated: expect.any(Number) })
    expect(upserted).toMatchObject({ objectId: 'MY-ID-1', title: 'mine', seconds: 70, ratio: null })
    expect(again).toMatchObject({ objectId: 'MY-ID-1', title: 'mine', seconds: 71 })
  })

  it('is found by id with the wished columns, and removed', () => {
    const { byId, saved, removed, count, unknownId, wrongType, wrongColumn } = journey.records
    expect(byId).toEqual({ objectId: saved.objectId, ___class: 'Notes', title: 'new', seconds: 5 })
    expect([removed, count]).toEqual([{ deletionTime: expect.any(Number) }, 1])
    for (const answer of Object.values(unknownId)) expect(answer).toEqual({ code: 1000, status: 404, message: 'Entity with ID NOBODY not found' })
    expect([wrongType.code, wrongColumn.code]).toEqual([1007, 1006])
  })

  it('is found by conditions, in pages of at most a hundred', () => {
    const { wheres, pages, negative, sorted, count } = journey.queries
    expect(wheres).toEqual([[98, 99, 100], [5, 7], [1, 9, 90], [3, 4], [], [99, 100], [], [3], [1, 2]])
    expect(pages).toEqual([10, 100, 5, 0])
    expect(negative.code).toBe(1005)
    expect(sorted).toEqual(Array(2).fill(['___class', 'n', 'objectId']))
    expect(count).toEqual([100, 50])
  })

  it('is changed in bulk, and the answer tells how much', () => {
    const { ids, unknown, bulk, tooMany, expression } = journey.queries
    expect([ids, unknown, tooMany.status]).toEqual([99, false, 400])
    expect(bulk).toEqual({ updated: 2, none: 0, late: 2, deleted: 2, byId: 3, left: 95 })
    expect(expression).toEqual([1, [20]])
  })

  it('is claimed by one of twenty, and counted by all of fifty', () => {
    const { claims, adds, most, sets } = journey.claim
    expect([...claims].sort()).toEqual([...Array(19).fill(0), 1])
    expect([adds, most]).toEqual([50, 150])
    expect((sets as boolean[]).filter(Boolean)).toEqual([true])
  })

  it('has counters', () => {
    expect(journey.counters).toEqual([0, 1, 1, 1, 1, 10, 10, 6, false, true, ['c'], 0])
  })

  it('has a cache whose values end', () => {
    expect(journey.cache).toEqual({
      value: { a: [1, 'zwei'] }, missing: null, contains: [true, false, false], short: 'text', expire: ['done', 'done', expect.objectContaining({ status: 404 })],
      large: expect.objectContaining({ status: 400 }), removed: null,
    })
  })
})

describe('conditions that try to be more', () => {
  beforeAll(async () => {
    for (const [name, column] of [['Plain', 'a'], ['Hidden', 'secret']] as const) await inConsole('POST', 'data/tables', { name, columns: { [column]: 'STRING' } })
    await call('PUT', '/data/Plain', { body: { a: '1' } })
    await call('PUT', '/data/Hidden', { body: { secret: 'hidden words' } })
  })

  it.each([
    ["a = '1'; drop table records", 1017], ["a = '1') or (1 = 1", 1017], ["a = '1') or tableName = 'Hidden' --", 1017], ["a = '1' -- ", 1017], ["a = '1' /* x */", 1017], ['a = "1"', 1017], ['a = `1`', 1017], ["a = '1", 1017],
    ["tableName = 'Hidden'", 1006], ['(select 1)', 1006], ['a = 1 union select secret', 1006], ["length(a) > 0", 1006], ['a = ?', 1017], ['a = $1', 1017], ['and', 1017], ['a in', 1017], ['((a = 1)', 1017], ['a = - - 1', 1017], ['body is not null', 1006],
    ["load_extension('x')", 1006], ['a = 1 = ', 1017],
  ])('are refused: %s', async (where, code) => {
    for (const [method, path, body] of [['POST', '/data/Plain/find', { where }], ['POST', '/data/Plain/count', { where }], ['POST', '/data/bulk/Plain/delete', { where }], ['PUT', `/data/bulk/Plain?where=${encodeURIComponent(where)}`, { a: '2' }]] as const) {
      expect(await call(method, path, { body })).toMatchObject({ status: 400, body: { code } })
    }
    expect((await call('POST', '/data/Plain/find', { body: {} })).body).toMatchObject([{ a: '1' }])
    expect((await call('POST', '/data/Hidden/count', { body: {} })).body).toBe(1)
  })

  it.each(["it''s", '1=1', "%' or '1'='1", '\\', '"; drop', '🎙️'])('are only text between quotes: %s', async (text) => {
    await call('PUT', '/data/Plain/upsert', { body: { objectId: 'TEXT', a: text } })
    expect((await call('POST', '/data/Plain/find', { body: { where: `a = '${text.replaceAll("'", "''")}'` } })).body).toMatchObject([{ a: text }])
    await call('DELETE', '/data/Plain/TEXT')
  })

  it.each(["a + (select 1)", "n; drop table records", "'x'", 'n + 1) , (1', '', 'random()', 'n --1', 'tableName', 'n + ?'])('are refused in an expression too: %s', async (value) => {
    await call('PUT', '/data/Sums/upsert', { body: { objectId: 'S', n: 5 } })
    const { status } = await call('PUT', '/data/Sums', { body: { objectId: 'S', n: { ___class: 'BackendlessExpression', value } } })
    if (value === 'n --1') expect((await call('GET', '/data/Sums/S')).body.n).toBe(6)
    else expect([status, (await call('GET', '/data/Sums/S')).body.n]).toEqual([400, 5])
  })

  it.each([['sortBy', 'a; drop table records'], ['sortBy', 'tableName'], ['sortBy', 'a desc, random()'], ['props', 'body'], ['props', 'a, (select 1)'], ['loadRelations', 'x'], ['groupBy', 'a'], ['having', 'a'], ['distinct', true], ['pageSize', 'many']])('are refused as %s: %s', async (name, value) => {
    expect((await call('POST', '/data/Plain/find', { body: { [name]: value } })).status).toBe(400)
  })

  it.each(['a"b', '$.x', "a'); drop table records --", '', 'a b', 'objectId2.x', '__proto__.x'])('are refused as a column name: %s', async (column) => {
    const { status } = await call('PUT', '/data/Plain', { body: { a: '9', [column]: 1 } })
    expect(status).toBe(400)
    expect((await call('POST', '/data/Plain/count', { body: {} })).body).toBe(1)
  })
})

describe('the schema', () => {
  afterAll(() => inConsole('PUT', 'data/configuration', { dynamicSchema: 'on' }))

  it('drops or refuses unknown columns, and misses unknown tables, when it is not dynamic', async () => {
    await inConsole('POST', 'data/tables', { name: 'Fixed', columns: { n: 'INT' } })
    await inConsole('PUT', 'data/configuration', { dynamicSchema: 'drop' })
    expect((await call('PUT', '/data/Fixed', { body: { n: 1, more: 2 } })).body).toEqual(expect.not.objectContaining({ more: 2 }))
    expect(await call('PUT', '/data/Unheard', { body: { n: 1 } })).toMatchObject({ status: 400, body: { code: 1009 } })
    expect((await call('POST', '/users/register', { body: { email: 'fixed@data.example', password: 'x', shoeSize: 44 } })).body).toEqual(expect.not.objectContaining({ shoeSize: 44 }))
    await inConsole('PUT', 'data/configuration', { dynamicSchema: 'refuse' })
    expect(await call('PUT', '/data/Fixed', { body: { n: 1, more: 2 } })).toMatchObject({ status: 400, body: { code: 1006 } })
  })

  it.each([
    [{ name: 'a b', columns: {} }, 400], [{ name: 'T1', columns: { 'x.y': 'INT' } }, 400], [{ name: 'T1', columns: { x: 'BLOB' } }, 400], [{ name: 'T1', columns: { objectId: 'STRING' } }, 400],
    [{ name: 'T1', access: 'everybody' }, 400], [{ name: 'Users' }, 409], [{}, 400],
  ])('refuses the table %j', async (table, status) => {
    expect((await inConsole('POST', 'data/tables', table)).status).toBe(status)
    expect(((await inConsole('GET', 'data/tables')).body as { name: string }[]).map(({ name }) => name)).not.toContain('T1')
  })

  it('is out of reach of pages of other origins', async () => {
    const response = await fetch(`${playground.url}/${demoApp.id}/console/data/tables`, { headers: { origin: 'https://evil.example' } })
    expect(response.status).toBe(403)
  })
})

describe('a table of the owners', () => {
  it('shows and gives each user only the own records', async () => {
    await inConsole('POST', 'data/tables', { name: 'Diary', columns: { text: 'TEXT' }, access: 'ownerOnly' })
    const [ada, bob] = [await person('ada'), await person('bob')]
    const { body: mine } = await call('PUT', '/data/Diary', { token: ada.token, body: { text: 'private' } })
    expect(mine.ownerId).toBe(ada.userId)
    for (const token of [bob.token, undefined]) {
      expect((await call('POST', '/data/Diary/find', { token, body: {} })).body).toEqual([])
      expect((await call('POST', '/data/Diary/count', { token, body: {} })).body).toBe(0)
      expect(await call('GET', `/data/Diary/${mine.objectId}`, { token })).toMatchObject({ status: 404, body: { code: 1000 } })
      expect(await call('PUT', '/data/Diary', { token, body: { objectId: mine.objectId, text: 'x' } })).toMatchObject({ status: 403, body: { code: 1012 } })
      expect(await call('PUT', '/data/Diary/upsert', { token, body: { objectId: mine.objectId, text: 'x' } })).toMatchObject({ status: 403, body: { code: 1012 } })
      expect(await call('DELETE', `/data/Diary/${mine.objectId}`, { token })).toMatchObject({ status: 403, body: { code: 1014 } })
      expect((await call('PUT', "/data/bulk/Diary?where=text != ''", { token, body: { text: 'x' } })).body).toBe(0)
      expect((await call('POST', '/data/bulk/Diary/delete', { token, body: { where: "text != '' or text = ''" } })).body).toBe(0)
    }
    expect((await call('GET', `/data/Diary/${mine.objectId}`, { token: ada.token })).body.text).toBe('private')
    expect((await call('POST', '/data/Diary/find', { key: asServer, body: {} })).body).toHaveLength(1)
    expect((await call('POST', '/data/Diary/find', { key: asServer, token: bob.token, body: {} })).body).toEqual([])
  })
})

describe('a table of the server', () => {
  beforeAll(async () => {
    await inConsole('POST', 'data/tables', { name: 'Jobs', columns: { n: 'INT' }, access: 'serverOnly' })
    await call('PUT', '/data/Jobs/upsert', { key: asServer, body: { objectId: 'J-1', n: 1 } })
  })

  it('is closed to every client on every road, and open to Cloud Code that acts for nobody', async () => {
    const { token } = await person('client')
    for (const sent of [{}, { token }, { key: demoApp.restKey }, { key: asServer, token }]) {
      expect((await call('POST', '/data/Jobs/find', { ...sent, body: {} })).body).toEqual([])
      expect((await call('POST', '/data/Jobs/count', { ...sent, body: {} })).body).toBe(0)
      const denied = [['GET', '/data/Jobs/J-1', 1013], ['GET', '/data/Jobs/properties', 1013], ['PUT', '/data/Jobs', 1011], ['PUT', '/data/Jobs/upsert', 1012], ['DELETE', '/data/Jobs/J-1', 1014], ['PUT', '/data/bulk/Jobs?where=n=1', 1012], ['POST', '/data/bulk/Jobs', 1011], ['POST', '/data/bulk/Jobs/delete', 1014], ['PUT', '/data/Jobs/permissions/GRANT', 0]] as const
      for (const [method, path, code] of denied) {
        const body = path === '/data/bulk/Jobs' ? [{ n: 5 }] : path.endsWith('upsert') ? { objectId: 'J-1', n: 5 } : path.endsWith('delete') ? { where: 'n = 1' } : path.endsWith('GRANT') ? { permission: 'UPDATE', role: '*' } : { n: 5 }
        expect(await call(method, path, { ...sent, ...(method !== 'GET' && { body }) })).toMatchObject({ status: 403, body: { code } })
      }
    }
    expect((await call('POST', '/data/Jobs/find', { key: asServer, body: {} })).body).toMatchObject([{ objectId: 'J-1', n: 1 }])
  })

  it('can be opened for a role', async () => {
    const rule = (effect: string): Promise<unknown> => inConsole('PUT', `security/table/${effect}`, { target: 'Jobs', permission: 'FIND', role: 'AuthenticatedUser' })
    const { token } = await person('reader')
    await rule('GRANT')
    expect([(await call('GET', '/data/Jobs/J-1', { token })).status, (await call('GET', '/data/Jobs/J-1')).status]).toEqual([200, 403])
    await rule('DENY')
    expect((await call('GET', '/data/Jobs/J-1', { token })).status).toBe(403)
  })
})

describe('the table of users', () => {
  it('can be read, but each user changes only the own record, and nobody their standing', async () => {
    const [ada, bob] = [await person('ada2'), await person('bob2')]
    expect((await call('GET', `/data/Users/${ada.userId}`, { token: bob.token })).body).toMatchObject({ email: 'ada2@data.example' })
    expect(JSON.stringify((await call('POST', '/data/Users/find', { body: { pageSize: 100 } })).body)).not.toMatch(/password|secret|token/i)
    expect((await call('PUT', '/data/Users', { token: ada.token, body: { objectId: ada.userId, name: 'Ada', userStatus: 'GUEST' } })).body).toMatchObject({ name: 'Ada', userStatus: 'ENABLED' })
    for (const [method, path, body] of [
      ['PUT', '/data/Users', { objectId: ada.userId, name: 'x' }], ['PUT', `/users/${ada.userId}`, { password: 'stolen' }], ['DELETE', `/data/Users/${ada.userId}`, undefined], ['PUT', '/data/Users', { name: 'new' }],
      ['PUT', "/data/bulk/Users?where=name != ''", { userStatus: 'ENABLED' }], ['POST', '/data/bulk/Users/delete', { where: 'name is null' }], ['POST', '/data/bulk/Users', [{ email: 'new@data.example' }]],
    ] as const) expect((await call(method, path, { token: bob.token, body })).status).toBe(403)
    expect((await call('POST', '/users/login', { body: { login: 'ada2@data.example', password: 'secret' } })).status).toBe(200)
  })

  it('forgets a removed user with session and password', async () => {
    const { userId, token } = await person('gone')
    expect((await call('DELETE', `/data/Users/${userId}`, { token })).status).toBe(200)
    expect((await call('GET', '/info', { token })).status).toBe(401)
    expect((await call('POST', '/users/login', { body: { login: 'gone@data.example', password: 'secret' } })).status).toBe(401)
    expect((await call('POST', '/users/register', { body: { email: 'gone@data.example', password: 'again' } })).status).toBe(200)
  })

  it('keeps an email for one user', async () => {
    const [, second] = [await person('first'), await person('second')]
    expect(await call('PUT', `/users/${second.userId}`, { token: second.token, body: { email: 'First@data.example' } })).toMatchObject({ status: 409, body: { code: 3033 } })
  })
})

describe('counters', () => {
  it.each([['PUT', '/counters/x/incrementby/get?value=1.5'], ['PUT', '/counters/x/incrementby/get'], ['PUT', '/counters/x/get/compareandset?expected=0']])('refuse %s %s', async (method, path) => {
    expect((await call(method, path)).status).toBe(400)
    expect((await call('GET', '/counters/x')).body).toBe(0)
  })
})

describe('data on disk', () => {
  const opened = (prepare: (folder: string) => void): void => {
    const appDir = mkdtempSync(join(tmpdir(), 'app-state-'))
    mkdirSync(join(appDir, 'data'))
    prepare(join(appDir, 'data'))
    const state = openAppState(appDir)
    try {
      state.tables.create('Kept', { n: 'INT' }, 'open')
      expect(state.records.insert(state.tables.need('Kept'), { n: 1 }, null)).toMatchObject({ n: 1 })
    } finally {
      state.close()
      rmSync(appDir, { recursive: true })
    }
  }

  it('opens although a killed playground left its lock behind', () => {
    opened((folder) => mkdirSync(join(folder, 'app.sqlite.lock')))
  })

  it('names the file that cannot be read', () => {
    expect(() => opened((folder) => writeFileSync(join(folder, 'app.sqlite'), 'not a database, but long enough to be taken for one '.repeat(50)))).toThrow(/app\.sqlite cannot be opened: .*Delete that file/)
  })
})

describe('what is not built', () => {
  it.each([['POST', '/data/Things'], ['PUT', '/data/Things/deep-save'], ['POST', '/transaction/unit-of-work'], ['POST', '/messaging/channel'], ['POST', '/servercode/events/x']])('is loud: %s %s', async (method, path) => {
    expect(await call(method, path, { body: {} })).toMatchObject({ status: 404, body: { code: 0, message: `The playground has no ${method} ${path}` } })
  })
})
