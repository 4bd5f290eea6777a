import { execFile } from 'node:child_process'
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { demoApp } from '../../playground/backendless/apps'
import { postJson, type Json } from '../support/http'
import { fixtureService, startTestPlayground, type TestPlayground } from '../support/playground'

const run = promisify(execFile)

let playground: TestPlayground
let api: string
beforeAll(async () => {
  playground = await startTestPlayground({ serviceDirs: [fixtureService('probe'), fixtureService('host')], upstream: { apiKey: 'k' } })
  api = `${playground.url}/api`
})
afterAll(() => playground.stop())

const call = async (path: string, { method = 'GET', token, body }: { method?: string; token?: string | undefined; body?: unknown } = {}): Promise<{ status: number; body: Json }> => {
  const response = await fetch(path.startsWith('http') ? path : `${api}${path}`, { method, headers: { 'content-type': 'application/json', ...(token && { 'user-token': token }) }, ...(body !== undefined && { body: JSON.stringify(body) }) })
  const text = await response.text()
  return { status: response.status, body: text === '' ? null : text.startsWith('{') || text.startsWith('[') || /^(null|true|false|")/.test(text) ? JSON.parse(text) : text }
}

const person = async (name: string): Promise<{ userId: string; token: string }> => {
  const credentials = { email: `${name}@people.example`, password: `secret of ${name}` }
  await postJson(`${api}/users/register`, credentials)
  const { body } = await postJson(`${api}/users/login`, { login: credentials.email, password: credentials.password })
  return { userId: body.objectId, token: body['user-token'] }
}

const security = (kind: string, effect: string, body: object): Promise<{ status: number; body: Json }> => call(`${playground.url}/${playground.appId}/console/security/${kind}/${effect}`, { method: 'PUT', body })

describe('people with the real SDK', () => {
  let journey: Json
  beforeAll(async () => {
    const { stdout } = await run(process.execPath, ['--require', require.resolve('tsx/cjs'), join(__dirname, 'people-journey.ts'), playground.url, playground.appId, playground.jsKey])
    journey = JSON.parse(stdout)
  })

  it('register once, with an email and a password, and get neither the password nor a token back', () => {
    expect(journey.users).toMatchObject({
      registered: ['___class', 'blUserLocale', 'created', 'email', 'name', 'objectId', 'ownerId', 'updated', 'userStatus'],
      again: { code: 3033, status: 409 },
      nameless: { code: 3011, status: 400 },
    })
  })

  it('log in with the right password only', () => {
    expect(journey.users).toMatchObject({ wrong: { code: 3003, status: 401 }, unknown: { code: 3003, status: 401 } })
  })

  it('are known to services by id, token and roles while they are logged in', () => {
    const { before, during, userId, token } = journey.users
    expect(before).toEqual({ valid: false, roles: ['NotAuthenticatedUser', 'JSUser'] })
    expect(during).toEqual({ valid: true, roles: ['AuthenticatedUser', 'JSUser'], context: { userId, userToken: token, userRoles: ['AuthenticatedUser', 'JSUser'], deviceType: 'JS' } })
  })

  it('are logged out by a second login, and by logging out', () => {
    expect(journey.users.ended).toEqual({ valid: false, call: { code: 3064, status: 401 } })
    expect(journey.users.after).toEqual({ valid: false, current: null })
  })

  it('change their name and password, but not their standing', () => {
    expect(journey.users.updated).toEqual({ name: 'Ada L.', userStatus: 'ENABLED' })
  })

  it('come as guests without a password', () => {
    expect(journey.files.guest).toEqual({ status: 'GUEST', roles: ['GuestUser', 'JSUser'] })
  })

  it('decide about their own files, and nobody else does', () => {
    const { takeOver, denied, listed } = journey.files
    expect(takeOver).toEqual(Array(3).fill({ code: 4000, status: 403 }))
    const refusal = { code: 4000, status: 403 }
    expect(denied).toEqual(Array(3).fill([refusal, refusal, refusal, []]))
    expect(listed).toEqual(['my talk.mp3'])
  })

  it('read a private file only when it was granted to them, in both forms of address and in ranges', async () => {
    const { fileURL, tokens } = journey.files
    const keyed = `${playground.url}/${playground.appId}/${playground.jsKey}/files/private/my%20talk.mp3`
    for (const url of [fileURL, keyed, `${api}/files//private//my%20talk.mp3`]) {
      expect(await call(url, { token: tokens.owner })).toEqual({ status: 200, body: 'new words' })
      for (const token of [tokens.other, tokens.guest, undefined]) {
        const refused = await fetch(url, { headers: { range: 'bytes=0-3', ...(token && { 'user-token': token }) } })
        expect([refused.status, refused.headers.get('content-type')?.split(';')[0], await refused.json()]).toEqual([403, 'application/json', { code: 4000, message: 'User has no permissions to specified resource' }])
        expect((await fetch(url, { method: 'HEAD', headers: token ? { 'user-token': token } : {} })).status).toBe(403)
        expect((await call(`${url}?action=exists`, { token })).status).toBe(403)
      }
    }
  })

  it('leave neither a password nor a usable token in the data and the log', () => {
    const folder = join(playground.dataDir, demoApp.id, 'data')
    const kept = Buffer.concat(readdirSync(folder).map((name) => readFileSync(join(folder, name)))).toString('latin1') + playground.log.join('\n')
    expect(kept).toContain('ada@example.com')
    for (const secret of ['second secret', 'secret of owner', journey.users.token, ...Object.values<string>(journey.files.tokens)]) expect(kept).not.toContain(secret)
  })
})

describe('a token of nobody', () => {
  it.each([['GET', '/info'], ['GET', '/files/a.mp3'], ['POST', '/services/Probe/echo'], ['GET', '/users/logout'], ['GET', '/users/userroles']])('ends %s %s', async (method, path) => {
    const answer = await call(path, { method, token: 'nobody-1234', ...(method === 'POST' && { body: {} }) })
    expect(answer).toEqual({ status: 401, body: { code: 3064, message: 'Not existing user token - nobody-1234. Relogin user to update your user token' } })
    expect(playground.log.join('\n')).not.toContain('nobody-1234')
  })

  it('does not keep anybody from logging in', async () => {
    expect((await call('/users/isvalidusertoken/nobody-1234', { token: 'nobody-1234' })).body).toBe(false)
    expect(await call('/users/login', { method: 'POST', token: 'nobody-1234', body: { login: 'x', password: 'y' } })).toMatchObject({ status: 401, body: { code: 3003 } })
    expect(await call('/users/register/guest', { method: 'POST', token: 'nobody-1234' })).toMatchObject({ status: 200, body: { userStatus: 'GUEST' } })
  })

  it('is also one of another app', async () => {
    const { token } = await person('traveller')
    const other = `${playground.url}/0642C27D-239F-4A37-8F0D-D9004E628134/85C993AA-C513-414E-A297-90CE424BA3F4`
    expect((await call(`${other}/info`, { token })).status).toBe(401)
  })
})

describe('the key of a call', () => {
  const base = (key: string): string => `${playground.url}/${demoApp.id}/${key}`

  it.each([['a browser', demoApp.jsKey, ['NotAuthenticatedUser', 'JSUser'], 'JS'], ['a program', demoApp.restKey, ['NotAuthenticatedUser', 'RestUser'], 'REST'], ['Cloud Code', demoApp.codeRunnerKey, ['ServerCodeUser'], 'BL']])('gives %s its role', async (_who, key, userRoles, deviceType) => {
    expect((await postJson(`${base(key)}/services/Probe/state`, {})).body.context).toMatchObject({ userId: null, userRoles, deviceType })
  })

  it.each([
    ['log in by id', '/users/login', { objectId: 'X' }, 2014], ['give roles', '/users/assignRole', { user: 'X', roleName: 'Admin' }, 3054], ['check a password', '/users/verifypassowrd', { password: 'x' }, 3122],
  ])('lets only Cloud Code %s', async (_what, path, body, code) => {
    for (const key of [demoApp.jsKey, demoApp.restKey]) expect(await postJson(`${base(key)}${path}`, body)).toMatchObject({ status: 403, body: { code } })
  })

  it('gives Cloud Code all rights for nobody, and with the token of a user only those of the user', async () => {
    const path = '/files/server/only.txt'
    await call(`${base(demoApp.codeRunnerKey)}/files/binary/server/only.txt`, { method: 'PUT' })
    expect((await security('file', 'DENY', { target: 'server', permission: 'READ', user: '*' })).status).toBe(200)
    const { token } = await person('reader')
    expect((await call(`${base(demoApp.codeRunnerKey)}${path}`)).status).toBe(200)
    expect((await call(`${base(demoApp.codeRunnerKey)}${path}`, { token })).status).toBe(403)
    expect((await call(path, { token })).status).toBe(403)
  })
})

describe('rights on folders', () => {
  const put = (path: string, token?: string): Promise<{ status: number }> => call(`/files/binary/${path}`, { method: 'PUT', token })

  it('hold for everything below, until something nearer says otherwise', async () => {
    const { userId, token } = await person('folders')
    await Promise.all(['team/a.txt', 'team/deep/b.txt', 'team/open/c.txt', 'teamwork.txt'].map((path) => put(path)))
    await security('file', 'DENY', { target: 'team', permission: 'READ', role: '*' })
    await security('file', 'GRANT', { target: 'team/deep', permission: 'READ', user: userId })
    await security('file', 'GRANT', { target: 'team/open', permission: 'READ', role: 'NotAuthenticatedUser' })
    const status = async (path: string, as?: string): Promise<number> => (await call(`/files/${path}`, { token: as })).status
    expect([await status('team/a.txt', token), await status('team/deep/b.txt', token), await status('team/open/c.txt', token), await status('teamwork.txt', token)]).toEqual([403, 200, 403, 200])
    expect([await status('team/a.txt'), await status('team/deep/b.txt'), await status('team/open/c.txt')]).toEqual([403, 403, 200])
    const listed = ((await call('/files/?sub=true&pattern=*.txt', { token })).body as { url: string }[]).map(({ url }) => url)
    expect(listed).toEqual(expect.arrayContaining(['team/deep/b.txt', 'teamwork.txt']))
    expect(listed).not.toContain('team/a.txt')
  })

  it('are for the own roles of a user too, and a denial wins between equals', async () => {
    const { userId, token } = await person('editor')
    await security('file', 'DENY', { target: 'desk', permission: 'WRITE', user: '*' })
    await security('file', 'GRANT', { target: 'desk', permission: 'WRITE', role: 'Editor' })
    expect((await put('desk/a.txt', token)).status).toBe(403)
    const server = `${playground.url}/${demoApp.id}/${demoApp.codeRunnerKey}`
    await call(`${server}/users/assignRole`, { method: 'POST', body: { user: 'editor@people.example', roleName: 'Editor' } })
    expect((await call(`${server}/users/userroles/${userId}`)).body).toEqual(['Editor'])
    expect((await put('desk/a.txt', token)).status).toBe(200)
    await call(`${server}/users/assignRole`, { method: 'POST', body: { user: userId, roleName: 'Suspended' } })
    await security('file', 'DENY', { target: 'desk', permission: 'WRITE', role: 'Suspended' })
    expect((await put('desk/b.txt', token)).status).toBe(403)
  })

  it('keep a folder in place while something in it may not be removed', async () => {
    await put('shelf/keep.txt')
    await security('file', 'DENY', { target: 'shelf/keep.txt', permission: 'DELETE', user: '*' })
    expect((await call('/files/shelf', { method: 'DELETE' })).status).toBe(403)
    expect((await call('/files/shelf/keep.txt')).status).toBe(200)
  })

  it('end with the file that they are about', async () => {
    const { token } = await person('ending')
    await put('short/a.txt', token)
    expect((await call('/files/permissions/DENY/short%2Fa.txt', { method: 'PUT', token, body: { permission: 'READ', user: '*' } })).status).toBe(200)
    expect((await call('/files/short/a.txt')).status).toBe(403)
    expect((await call('/files/short/a.txt', { method: 'DELETE', token })).status).toBe(200)
    await put('short/a.txt')
    expect((await call('/files/short/a.txt')).status).toBe(200)
  })

  it.each([
    ['an unknown operation', 'GRANT', { permission: 'FLY', user: '*' }], ['an unknown effect', 'MAYBE', { permission: 'READ', user: '*' }],
    ['nobody', 'GRANT', { permission: 'READ' }], ['a user and a role', 'GRANT', { permission: 'READ', user: 'U', role: 'R' }],
  ])('are refused for %s', async (_case, effect, body) => {
    expect((await security('file', effect, { target: 'x', ...body })).status).toBe(400)
  })
})

describe('rights on service methods', () => {
  const invoke = async (method: string, token?: string): Promise<number> => (await call(`/services/Probe/${method}`, { method: 'POST', token, body: {} })).status

  it('can be denied to a role or a user, and denied calls never run', async () => {
    const { userId, token } = await person('caller')
    expect([await invoke('echo'), await invoke('echo', token)]).toEqual([200, 200])
    await security('method', 'DENY', { target: 'Probe.echoAll', permission: 'EXECUTE', role: 'NotAuthenticatedUser' })
    expect([await invoke('echo'), await invoke('echoAll'), await invoke('echo', token), await invoke('sentence')]).toEqual([403, 403, 200, 200])
    expect((await call('/services/Probe/echo', { method: 'POST', body: {} })).body).toEqual({ code: 0, message: 'User has no permission to call [echoAll] method of [Probe] service' })
    await security('method', 'DENY', { target: 'Probe', permission: 'EXECUTE', user: userId })
    expect([await invoke('echo', token), await invoke('sentence', token), await invoke('state')]).toEqual([403, 403, 200])
    expect((await postJson(`${api}/services/Host/call`, { service: 'Probe', method: 'echoAll', values: {} })).status).toBe(200)
  })

  it('come back when the owner forgets what was said', async () => {
    await security('method', 'DENY', { target: 'Probe.takeWhole', permission: 'EXECUTE', role: '*' })
    expect(await invoke('whole')).toBe(403)
    await call(`${playground.url}/${playground.appId}/console/security/method?target=Probe.takeWhole`, { method: 'DELETE' })
    expect(await invoke('whole')).toBe(200)
  })

  it('are out of reach of clients and of pages of other origins', async () => {
    const url = `${playground.url}/${playground.appId}/console/security/method/GRANT`
    const foreign = await fetch(url, { method: 'PUT', headers: { origin: 'https://evil.example', 'content-type': 'application/json' }, body: '{"target":"Probe","permission":"EXECUTE","role":"*"}' })
    expect(foreign.status).toBe(403)
    expect((await call('/console/security')).status).toBe(404)
  })
})

describe('people and rights', () => {
  it('are still there after a restart', async () => {
    const before = await person('stayer')
    await call('/files/binary/stay/a.txt', { method: 'PUT', token: before.token })
    await call('/files/permissions/DENY/stay%2Fa.txt', { method: 'PUT', token: before.token, body: { permission: 'READ', role: 'NotAuthenticatedUser' } })
    const again = await startTestPlayground({ serviceDirs: [fixtureService('probe')], upstream: { apiKey: 'k' }, dataDir: playground.dataDir })
    try {
      expect((await call(`${again.url}/api/files/stay/a.txt`)).status).toBe(403)
      expect((await call(`${again.url}/api/files/stay/a.txt`, { token: before.token })).status).toBe(200)
    } finally {
      await again.stop()
    }
  })
})
