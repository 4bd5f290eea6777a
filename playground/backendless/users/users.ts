import { randomUUID } from 'node:crypto'
import { ApiError } from '../api-error'
import type { Database } from '../data/database'
import type { Records, Row } from '../data/records'
import { usersTable, type Table, type Tables } from '../data/tables'
import { hashPassword, isPassword } from './secrets'
import { openSessions, type Sessions } from './sessions'

/** The people of an app. */
export interface Users {
  readonly sessions: Sessions
  find(userId: string): Row | null
  isGuest(userId: string): boolean
  /** The app's own roles of a user. */
  rolesOf(userId: string): string[]
  setRole(userId: string, role: string, has: boolean): void
  /** The id behind an id or an identity. */
  idOf(idOrIdentity: string): string | null
  register(properties: Row): Promise<Row>
  registerGuest(): Row
  /** The user whose password it is; throws the platform's error for any other. */
  login(identity: string, password: string): Promise<Row>
  verify(userId: string, password: string): Promise<boolean>
  update(userId: string, changes: Row): Promise<Row>
  /** With session, roles and password. */
  forget(userId: string): void
}

/** Answered with these users are never written by a client. */
const ownBusiness: readonly string[] = ['password', 'userStatus', 'user-token', 'objectId']

const without = (values: Row, names: readonly string[]): Row => Object.fromEntries(Object.entries(values).filter(([name]) => !names.includes(name)))

const textOf = (value: unknown): string => (typeof value === 'string' ? value.trim() : '')

const wrongLogin = (): ApiError => new ApiError(401, 3003, 'Invalid login or password')
const userExists = (identity: string): ApiError => new ApiError(409, 3033, `Unable to register user. User with identity '${identity}' already exists`)

class SqlUsers implements Users {
  readonly sessions: Sessions

  constructor(
    private readonly database: Database,
    private readonly tables: Tables,
    private readonly records: Records,
  ) {
    this.sessions = openSessions(database)
  }

  find(userId: string): Row | null {
    return this.records.get(this.table(), userId)
  }

  isGuest(userId: string): boolean {
    return this.find(userId)?.['userStatus'] === 'GUEST'
  }

  rolesOf(userId: string): string[] {
    return this.database.all<{ role: string }>('select role from userRoles where userId = ? order by role', [userId]).map(({ role }) => role)
  }

  setRole(userId: string, role: string, has: boolean): void {
    this.database.run(has ? 'insert or ignore into userRoles (userId, role) values (?, ?)' : 'delete from userRoles where userId = ? and role = ?', [userId, role])
  }

  idOf(idOrIdentity: string): string | null {
    const byIdentity = this.database.get<{ userId: string }>('select userId from credentials where identity = ?', [idOrIdentity.toLowerCase()])
    return byIdentity?.userId ?? (this.find(idOrIdentity) ? idOrIdentity : null)
  }

  async register(properties: Row): Promise<Row> {
    const [identity, password] = [textOf(properties['email']), properties['password']]
    if (!identity) throw new ApiError(400, 3011, "Unable to register user. Missing value for the identity property 'email'")
    if (typeof password !== 'string' || password === '') throw new ApiError(400, 3011, "Unable to register user. Missing value for required property 'password'")
    const secret = await hashPassword(password)
    if (this.idOf(identity)) throw userExists(identity)
    return this.add({ ...without(properties, ownBusiness), email: identity, userStatus: 'ENABLED' }, identity.toLowerCase(), secret)
  }

  registerGuest(): Row {
    return this.add({ userStatus: 'GUEST' }, null, null)
  }

  async login(identity: string, password: string): Promise<Row> {
    const kept = this.database.get<{ userId: string; secret: string | null }>('select userId, secret from credentials where identity = ?', [identity.trim().toLowerCase()])
    const matches = await isPassword(password, kept?.secret ?? null)
    const user = kept && matches ? this.find(kept.userId) : null
    if (!user) throw wrongLogin()
    return user
  }

  verify(userId: string, password: string): Promise<boolean> {
    return isPassword(password, this.database.get<{ secret: string | null }>('select secret from credentials where userId = ?', [userId])?.secret ?? null)
  }

  async update(userId: string, changes: Row): Promise<Row> {
    const { password, email } = changes
    const secret = typeof password === 'string' && password !== '' ? await hashPassword(password) : null
    const identity = textOf(email)
    const other = identity ? this.idOf(identity) : null
    if (other !== null && other !== userId) throw userExists(identity)
    return this.database.transaction(() => {
      const row = this.records.updateOne(this.table(), userId, without(changes, ownBusiness))
      if (identity) this.database.run('update credentials set identity = ? where userId = ?', [identity.toLowerCase(), userId])
      if (secret) this.database.run('update credentials set secret = ? where userId = ?', [secret, userId])
      return row
    })
  }

  forget(userId: string): void {
    this.sessions.end(userId)
    for (const table of ['credentials', 'userRoles']) this.database.run(`delete from ${table} where userId = ?`, [userId])
  }

  private table(): Table {
    return this.tables.need(usersTable)
  }

  /** A user owns the own record. */
  private add(values: Row, identity: string | null, secret: string | null): Row {
    const userId = randomUUID().toUpperCase()
    return this.database.transaction(() => {
      this.database.run('insert into credentials (userId, identity, secret) values (?, ?, ?)', [userId, identity, secret])
      return this.records.insert(this.table(), values, userId, userId)
    })
  }
}

/** Opens the people of an app. */
export const openUsers = (database: Database, tables: Tables, records: Records): Users => new SqlUsers(database, tables, records)
