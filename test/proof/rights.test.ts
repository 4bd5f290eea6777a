import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { demoApp } from '../../playground/backendless/apps'
import { rawRequest } from '../support/http'
import { wordsIn } from '../support/spoken'
import { pickWords } from '../support/stand-in'
import type { Actor } from './actors'
import { idOf, method, onlyFor, refused, secondsOf, service, startRightsWorld, summary, transcribe, upload, type RightsWorld } from './rights-world'

let world: RightsWorld
let ada: Actor
let bob: Actor
let guest: Actor
let visitor: Actor
let adaId: string
beforeAll(async () => {
  world = await startRightsWorld()
  ;({ ada, bob, guest, visitor } = world)
  adaId = await idOf(ada)
})
afterAll(() => world.stop())

describe('a private file', () => {
  const path = 'private/my memo.wav'
  const words = pickWords(6, 11)
  let redirector: Server
  let redirect: string
  let spellings: () => readonly string[]
  beforeAll(async () => {
    await upload(ada, path, words)
    await onlyFor(ada, path, adaId)
    redirector = createServer((_request, response) => response.writeHead(302, { location: `${world.keyed(demoApp.jsKey)}/files/private/my%20memo.wav` }).end())
    await new Promise<void>((done) => redirector.listen(0, '127.0.0.1', done))
    redirect = `http://127.0.0.1:${(redirector.address() as AddressInfo).port}/shared.wav`
    await world.configure({ allowedHosts: new URL(redirect).host })
    const file = 'private/my%20memo.wav'
    spellings = () => [
      `${world.playground.url}/api/files/${file}`, `${world.keyed(demoApp.jsKey)}/files/${file}`, `${world.keyed(demoApp.restKey)}/files/${file}`, `${world.playground.url}/api/files//private///my%20memo.wav`,
      `${world.playground.url}/api/files/%70rivate/my%20memo%2Ewav?download=1#part`, `${world.playground.url}/api/files/x/../${file}`, `${world.playground.url}/${demoApp.id}/${demoApp.jsKey.toLowerCase()}/files/${file}`, redirect,
    ]
  })
  afterAll(async () => {
    redirector.close()
    redirector.closeAllConnections()
    await world.configure({})
  })

  it('is transcribed for its owner by every spelling of its address', async () => {
    for (const url of spellings()) expect([url, summary(await transcribe(ada, url))]).toEqual([url, words])
  })

  it('is refused to another user, a guest and a visitor by every spelling of its address, and never leaves the app', async () => {
    await world.openAi.reset()
    for (const url of spellings()) {
      for (const actor of [bob, guest, visitor]) expect([url, summary(await transcribe(actor, url))]).toEqual([url, refused(41104, 403)])
    }
    expect(await world.openAi.requests()).toEqual([])
  })

  it('is no address when it is named by its path, for the owner neither', async () => {
    for (const written of [path, `/${path}`, `files/${path}`, `/api/files/${path}`, encodeURIComponent(path)]) {
      for (const actor of [ada, bob, guest, visitor]) expect([written, summary(await transcribe(actor, written))]).toEqual([written, refused(41002, 400)])
    }
    for (const actor of [ada, visitor]) expect(summary(await transcribe(actor, `file:///${path}`))).toEqual(refused(41003, 400))
  })

  it('stays private when another service asks for the caller', async () => {
    const through = async (actor: Actor): Promise<unknown> => summary(await actor.call('APIServices.invoke', 'Host', 'callService', { service, method, values: { audioFileUrl: spellings()[0] } }))
    expect(await through(ada)).toEqual(words)
    for (const actor of [bob, guest, visitor]) expect(await through(actor)).toMatchObject({ code: 41104 })
  })

  it('stays private when a caller claims to be somebody else', async () => {
    const url = spellings()[0] ?? ''
    const claims = { userId: adaId, userToken: 'x', context: { userId: adaId }, invocationContextDto: { userId: adaId } }
    expect(summary(await transcribe(bob, url, claims))).toEqual(refused(41104, 403))
    const headers = { 'content-type': 'application/json', 'x-user-id': adaId, 'user-id': adaId }
    const body = JSON.stringify({ audioFileUrl: url, ...claims })
    for (const extra of [{}, { host: 'evil.example' }, { host: new URL(redirect).host }]) {
      const answer = await rawRequest(world.playground.url, 'POST', `/api/services/${service}/transcribe?userId=${adaId}`, { headers: { ...headers, ...extra }, body })
      expect([answer.status, (JSON.parse(answer.text) as { code: number }).code]).toEqual([403, 41104])
    }
  })

  it('opens for whom the owner grants it, and closes again', async () => {
    const bobId = await idOf(bob)
    const url = spellings()[1] ?? ''
    await ada.must('Files.Permissions.READ.grantForUser', bobId, path)
    expect(summary(await transcribe(bob, url))).toEqual(words)
    await ada.must('Files.Permissions.READ.denyForUser', bobId, path)
    expect(summary(await transcribe(bob, url))).toEqual(refused(41104, 403))
  })

  it('is refused once its owner has logged out', async () => {
    const second = world.actor('second')
    await second.must('UserService.register', { email: 'second@rights.example', password: 'secret' })
    await second.must('UserService.login', 'second@rights.example', 'secret')
    const url = await upload(second, 'private/second.wav', words)
    await onlyFor(second, 'private/second.wav', await idOf(second))
    expect(summary(await transcribe(second, url))).toEqual(words)
    await second.must('UserService.logout')
    expect(summary(await transcribe(second, url))).toEqual(refused(41104, 403))
  })
})

describe('rights that the service does not lend', () => {
  it('are those to write: a copy is kept with the rights of the user', async () => {
    const words = pickWords(3, 5)
    const url = await upload(ada, 'shared/copy me.wav', words)
    await world.inConsole('PUT', 'security/file/DENY', { target: 'audio', permission: 'WRITE', role: 'AuthenticatedUser' })
    const denied = await transcribe(bob, url, { saveSource: true })
    expect([wordsIn(denied.value.text), denied.value.savedSource, (denied.value.warnings as { code: string }[]).map(({ code }) => code)]).toEqual([words, null, ['source-not-saved']])
    await world.inConsole('DELETE', 'security/file?target=audio')
    expect((await transcribe(bob, url, { saveSource: true })).value.savedSource).toMatch(/^audio\//)
  })

  it('are those to call: a method that is denied to a role never runs', async () => {
    const url = await upload(ada, 'shared/methods.wav', pickWords(3, 6))
    await world.inConsole('PUT', 'security/method/DENY', { target: `${service}.${method}`, permission: 'EXECUTE', role: 'GuestUser' })
    await world.openAi.reset()
    expect([await transcribe(guest, url), await transcribe(bob, url)].map(({ status, ok }) => (ok ? 'done' : status))).toEqual([403, 'done'])
    expect(await world.openAi.requests()).toHaveLength(1)
    await world.inConsole('DELETE', `security/method?target=${service}.${method}`)
    expect((await transcribe(guest, url)).ok).toBe(true)
  })
})

describe('signed-in users only', () => {
  it('keeps out visitors and guest accounts, which anybody can make', async () => {
    const url = await upload(ada, 'shared/signed-in.wav', pickWords(3, 7))
    await world.configure({ signedInOnly: 'true' })
    expect(summary(await transcribe(bob, url))).toEqual(pickWords(3, 7))
    for (const actor of [guest, visitor]) expect(summary(await transcribe(actor, url))).toEqual(refused(41206, 401))
    await world.configure({})
  })
})

describe('a hundred calls at once', () => {
  const hundred = 100

  it('of two users, a guest and a visitor: each gets the own words, with the own rights and minutes', async () => {
    await world.emptyMinutes()
    await world.configure({ minutesPerUserPerDay: '1000', minutesPerAppPerDay: '1000' })
    const people = [ada, bob, guest, visitor]
    const ids = await Promise.all([ada, bob, guest].map(idOf))
    const files = await Promise.all(Array.from({ length: 10 }, async (_, index) => {
      const owner = index < 9 ? index % 3 : null
      const words = pickWords(4, 100 + index)
      const path = `crowd/${index}.wav`
      const uploader = people[owner ?? 3] as Actor
      const url = await upload(uploader, path, words)
      if (owner !== null) await onlyFor(uploader, path, ids[owner] ?? '')
      return { url, words, owner }
    }))
    expect(new Set(files.map(({ words }) => words.join(' '))).size).toBe(files.length)
    const calls = Array.from({ length: hundred }, (_, index) => ({ who: index % 4, file: files[(index * 7 + Math.floor(index / 4)) % files.length] as (typeof files)[number] }))
    const ended = await Promise.all(calls.map(({ who, file }) => transcribe(people[who] as Actor, file.url)))
    const mayRead = calls.map(({ who, file }) => file.owner === null || file.owner === who)
    expect(ended.map(summary)).toEqual(calls.map(({ file }, index) => (mayRead[index] ? file.words : refused(41104, 403))))
    const secondsFor = (belongs: (who: number) => boolean): number => calls.reduce((sum, { who, file }, index) => sum + (mayRead[index] && belongs(who) ? secondsOf(file.words) : 0), 0)
    const done = mayRead.filter(Boolean).length
    expect(Math.min(done, hundred - done)).toBeGreaterThan(25)
    expect(await world.minutes()).toEqual({ [`user-${ids[0]}`]: secondsFor((who) => who === 0), [`user-${ids[1]}`]: secondsFor((who) => who === 1), guests: secondsFor((who) => who >= 2), app: secondsFor(() => true) })
    process.stderr.write(`rights: ${hundred} calls at once, ${done} transcribed, ${hundred - done} refused, crossed 0, lost 0\n`)
    await world.configure({})
  })
})

describe('the log', () => {
  it('holds no token of anybody', async () => {
    for (const actor of [ada, bob, guest]) expect(world.playground.log.join('\n')).not.toContain(String(await actor.must('getCurrentUserToken')))
  })
})
