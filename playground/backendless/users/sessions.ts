import type { Database } from '../data/database'
import { hashToken, mintToken } from './secrets'

/** Who is logged in. A user has one session: a second login ends the first. */
export interface Sessions {
  /** Answers the token. */
  start(userId: string): string
  /** The user behind a token, whose session is renewed by this; null = unknown or expired. */
  userOf(token: string): string | null
  end(userId: string): void
}

/** Without a call for so long a session ends. */
const idleMs = 3_600_000
/** Renewals are written no more often than this. */
const renewMs = 60_000

/** Opens the sessions of an app. */
export const openSessions = (database: Database, now: () => number = Date.now): Sessions => ({
  start: (userId) => {
    const token = mintToken()
    database.run('insert or replace into sessions (userId, tokenHash, usedMs) values (?, ?, ?)', [userId, hashToken(token), now()])
    return token
  },
  userOf: (token) => {
    const found = database.get<{ userId: string; usedMs: number }>('select userId, usedMs from sessions where tokenHash = ?', [hashToken(token)])
    if (!found || now() - found.usedMs > idleMs) return null
    if (now() - found.usedMs > renewMs) database.run('update sessions set usedMs = ? where userId = ?', [now(), found.userId])
    return found.userId
  },
  end: (userId) => void database.run('delete from sessions where userId = ?', [userId]),
})
