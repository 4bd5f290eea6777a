import type { AudioType, ErrorKey } from '../../../contract'
import type { Settings } from '../configuration'

/** One daily limit: whose it is, how much it holds, and the error when it is used up. */
export interface Allowance {
  /** Id of its row; made of our own words, a date and a checked user id only, so it may stand in a where clause. */
  readonly rowId: string
  readonly limitSeconds: number
  readonly limitMinutes: number
  readonly error: ErrorKey
}

const safeId = /^[A-Za-z0-9-]{1,64}$/

/** The allowances that a call uses. Guests share one: they could be one person with many browsers. */
export const allowancesOf = ({ minutesPerUserPerDay, minutesPerAppPerDay }: Settings, userId: string | null, day: string): Allowance[] => {
  const who = userId && safeId.test(userId) ? `user-${userId}` : 'guests'
  const limits: readonly (readonly [string, number | null, ErrorKey])[] = [[who, minutesPerUserPerDay, 'user-quota-used'], ['app', minutesPerAppPerDay, 'app-quota-used']]
  return limits.flatMap(([owner, minutes, error]) => (minutes === null ? [] : [{ rowId: `${owner}-${day}`, limitMinutes: minutes, limitSeconds: Math.round(minutes * 60), error }]))
}

/** Midnight UTC after the given moment, when the allowances start again. */
export const resetsAt = (now: Date): string => new Date(Date.UTC(now.getUTCFullYear(), now.getUTCMonth(), now.getUTCDate() + 1)).toISOString().replace('.000', '')

/** Usual bit rates of speech in each container: good enough for a reservation, which is settled with the real length. */
const bitsPerSecond: Readonly<Record<AudioType['container'], number>> = { aac: 96_000, flac: 400_000, mp3: 128_000, mp4: 96_000, ogg: 32_000, wav: 256_000, webm: 32_000 }

export const estimateSeconds = (byteLength: number, container: AudioType['container']): number => Math.max(1, Math.ceil((byteLength * 8) / bitsPerSecond[container]))
