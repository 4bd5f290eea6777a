import Backendless from 'backendless'

/** What a guest and two users do with the real SDK; run in a process of its own, the outcome is printed as one line of JSON. */

interface SdkUser {
  readonly objectId: string
  readonly [property: string]: unknown
}

interface Rule {
  grantForUser(userId: string, path: string): Promise<unknown>
  denyForAllUsers(path: string): Promise<unknown>
}

/** The parts of the SDK that the journey uses; its own typings lack some of them. */
interface Sdk {
  readonly UserService: {
    register(user: object): Promise<SdkUser>
    login(identity: string, password: string): Promise<SdkUser>
    loginAsGuest(): Promise<SdkUser>
    logout(): Promise<void>
    isValidLogin(): Promise<boolean>
    getUserRoles(): Promise<string[]>
    update(user: object): Promise<SdkUser>
    getCurrentUser(): Promise<SdkUser | null>
  }
  readonly Files: {
    upload(content: Buffer, path: string): Promise<{ fileURL: string }>
    saveFile(path: string, name: string, content: string, overwrite?: boolean): Promise<string>
    remove(path: string): Promise<unknown>
    listing(path: string): Promise<{ name: string }[]>
    readonly Permissions: Readonly<Record<'READ' | 'WRITE' | 'DELETE', Rule>>
  }
  readonly APIServices: { invoke(service: string, method: string, parameters: unknown): Promise<unknown> }
  initApp(options: object): Sdk
}

const failure = (error: unknown): object => {
  const { code, status } = error as { code?: unknown; status?: unknown }
  return { code, status }
}

const [serverURL = '', appId = '', apiKey = ''] = process.argv.slice(2)
const open = (): Sdk => (Backendless as unknown as Sdk).initApp({ serverURL, appId, apiKey, standalone: true })
const tokenOf = (user: SdkUser): string => String(user['user-token'])

const register = async (sdk: Sdk, name: string): Promise<SdkUser> => {
  await sdk.UserService.register({ email: `${name}@example.com`, password: `secret of ${name}`, name })
  return sdk.UserService.login(`${name}@example.com`, `secret of ${name}`)
}

const useUsers = async (sdk: Sdk): Promise<object> => {
  const users = sdk.UserService
  const registered = await users.register({ email: 'ada@example.com', password: 'first secret', name: 'Ada', blUserLocale: 'en' })
  const again = await users.register({ email: 'ADA@example.com', password: 'x' }).catch(failure)
  const nameless = await users.register({ password: 'x' }).catch(failure)
  const wrong = await users.login('ada@example.com', 'wrong').catch(failure)
  const unknown = await users.login('nobody@example.com', 'first secret').catch(failure)
  const before = { valid: await users.isValidLogin(), roles: await users.getUserRoles() }
  const user = await users.login('ada@example.com', 'first secret')
  const state = async (): Promise<unknown> => ((await sdk.APIServices.invoke('Probe', 'state', {})) as { context: unknown }).context
  const during = { valid: await users.isValidLogin(), roles: await users.getUserRoles(), context: await state() }
  const updated = await users.update({ ...user, name: 'Ada L.', password: 'second secret', userStatus: 'DISABLED' })
  const second = open()
  await second.UserService.login('ada@example.com', 'second secret')
  const ended = { valid: await users.isValidLogin(), call: await sdk.APIServices.invoke('Probe', 'state', {}).catch(failure) }
  await second.UserService.logout()
  return {
    registered: Object.keys(registered).sort(), again, nameless, wrong, unknown, before, during, ended, updated: { name: updated['name'], userStatus: updated['userStatus'] },
    after: { valid: await second.UserService.isValidLogin(), current: await second.UserService.getCurrentUser() }, userId: user.objectId, token: tokenOf(user),
  }
}

const useFiles = async (owner: Sdk, other: Sdk, guest: Sdk, visitor: Sdk): Promise<object> => {
  const user = await register(owner, 'owner')
  const stranger = await register(other, 'other')
  const guestUser = await guest.UserService.loginAsGuest()
  const path = 'private/my talk.mp3'
  const { fileURL } = await owner.Files.upload(Buffer.from('private words'), path)
  const takeOver = await Promise.all([other, guest, visitor].map((sdk) => sdk.Files.Permissions.READ.grantForUser(stranger.objectId, path).catch(failure)))
  for (const operation of ['READ', 'WRITE', 'DELETE'] as const) {
    await owner.Files.Permissions[operation].denyForAllUsers(path)
    await owner.Files.Permissions[operation].grantForUser(user.objectId, path)
  }
  const tries = (sdk: Sdk): Promise<unknown[]> => Promise.all([
    sdk.Files.saveFile('private', 'my talk.mp3', 'other words', true).then(() => 'done', failure), sdk.Files.remove(path).then(() => 'done', failure),
    sdk.Files.remove('private').then(() => 'done', failure), sdk.Files.listing('private').then((entries) => entries.map(({ name }) => name), failure),
  ])
  const denied = await Promise.all([other, guest, visitor].map(tries))
  const overwritten = await owner.Files.saveFile('private', 'my talk.mp3', 'new words', true)
  return {
    fileURL, takeOver, denied, overwritten, listed: (await owner.Files.listing('private')).map(({ name }) => name),
    guest: { status: guestUser['userStatus'], roles: await guest.UserService.getUserRoles() }, tokens: { owner: tokenOf(user), other: tokenOf(stranger), guest: tokenOf(guestUser) },
  }
}

const main = async (): Promise<void> => {
  const users = await useUsers(open())
  const files = await useFiles(open(), open(), open(), open())
  process.stdout.write(`${JSON.stringify({ users, files })}\n`)
}

main().catch((error: unknown) => {
  process.stderr.write(`${String((error as Error).stack)}\n`)
  process.exitCode = 1
})
