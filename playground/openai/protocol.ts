import type { TimedWord } from './speak'

/** `stand-in` is strict and hears tone-words (tests); `demo` is lenient and tells what it measured (playground). */
export type EngineName = 'stand-in' | 'demo'

/** Servers that call themselves compatible, each with its own habits. */
export type FlavourName = 'groq' | 'azure' | 'whisper.cpp' | 'speaches' | 'localai' | 'vllm'

export type Endpoint = 'transcriptions' | 'translations' | 'models' | 'chat' | 'other'

/** A segment that nobody spoke, with the signs by which a careful client can doubt it. */
export interface InventedSegment {
  readonly text: string
  readonly start: number
  readonly end: number
  /** Default 0.92. */
  readonly noSpeechProb?: number
  /** Default -1.1. */
  readonly avgLogprob?: number
  /** Default 0.9. */
  readonly compressionRatio?: number
}

interface ReplyBasics {
  /** Which requests take this reply; without it the next one, whatever it asks. */
  readonly for?: Endpoint
  /** How many requests get it; default 1. */
  readonly repeat?: number
  /** Milliseconds between the end of the request and the reply. */
  readonly delayMs?: number
}

/** One thing that the server does instead of, or in addition to, its usual work. */
export type ScriptedReply = ReplyBasics &
  (
    | { readonly kind: 'answer'; readonly invent?: readonly InventedSegment[]; readonly omitUsage?: boolean }
    /** Like a live service under the clock: answers `text` after `seconds + perAudioSecond * length`, and listens only when asked for `requests()`. */
    | { readonly kind: 'timed'; readonly seconds?: number; readonly perAudioSecond?: number; readonly text?: string }
    | { readonly kind: 'json'; readonly status?: number; readonly body: unknown; readonly headers?: Readonly<Record<string, string>> }
    | { readonly kind: 'raw'; readonly status?: number; readonly body: string; readonly headers?: Readonly<Record<string, string>> }
    | { readonly kind: 'rate-limit'; readonly retryAfterSeconds?: number; readonly retryAfterMs?: number }
    | { readonly kind: 'no-money'; readonly code?: string }
    | { readonly kind: 'server-error'; readonly status?: 500 | 502 | 503 | 504; readonly retryAfterSeconds?: number }
    /** Resets the connection before, in the midst of, or after reading the body of the request. */
    | { readonly kind: 'reset'; readonly when: 'before-body' | 'during-body' | 'after-body' }
    /** Sends part of the real answer, then closes the connection: fewer bytes than announced. */
    | { readonly kind: 'cut'; readonly afterBytes?: number }
    /** Never finishes: neither headers (default), or headers and part of the body. */
    | { readonly kind: 'hang'; readonly when?: 'before-headers' | 'in-body' }
    | { readonly kind: 'html'; readonly status?: number }
    | { readonly kind: 'error-in-200' }
    | { readonly kind: 'malformed-json' }
    | { readonly kind: 'empty' }
    /** The real answer, so many bytes a second (default 20). */
    | { readonly kind: 'trickle'; readonly bytesPerSecond?: number }
    /** Chat only: the translated lines, damaged. */
    | { readonly kind: 'bad-lines'; readonly how: 'one-missing' | 'one-more' | 'unnumbered' | 'empty' }
  )

export interface ReceivedFile {
  readonly name: string
  readonly contentType: string
  readonly bytes: number
  readonly sha256: string
  /** What the stand-in heard in it, also when the reply was scripted; null when it could not be decoded. */
  readonly words: readonly TimedWord[] | null
  readonly durationSeconds: number | null
}

/** What arrived, exactly; never the value of a key. */
export interface ReceivedRequest {
  readonly endpoint: Endpoint
  readonly method: string
  readonly path: string
  /** All headers in lower case, without the ones that carry a key. */
  readonly headers: Readonly<Record<string, string>>
  readonly headerNames: readonly string[]
  readonly authorization: 'right' | 'wrong' | 'missing'
  /** Form fields without the file, each with all its values. */
  readonly fields: Readonly<Record<string, readonly string[]>>
  /** Names of all parts in the order of the body, `file` among them. */
  readonly partOrder: readonly string[]
  readonly file: ReceivedFile | null
  /** Parsed body of a JSON request. */
  readonly json: unknown
  readonly bodyBytes: number
  /** Milliseconds since 1970. */
  readonly startedAtMs: number
  /** When the last byte of the request was read; null when it never was. */
  readonly receivedAtMs: number | null
  /** When the answer was sent or the connection ended; null while it is open. */
  readonly endedAtMs: number | null
  /** Status that was sent; null when none was. */
  readonly status: number | null
  /** Whether the client closed the connection before the answer was complete. */
  readonly aborted: boolean
  /** Which scripted reply it got; null for the usual work. */
  readonly scripted: ScriptedReply['kind'] | null
}

/** Keys that the stand-in knows. None is a secret. */
export const standInKeys = {
  /** May do everything. */
  full: 'sk-stand-in-full-0000',
  /** Another account that may do everything. */
  second: 'sk-stand-in-second-0000',
  /** A restricted key: audio only, so that models and chat answer 403. */
  audioOnly: 'sk-stand-in-audio-only-0000',
} as const

/** The day on which the stand-in lives unless a test sets another one. */
export const standInDay = '2026-11-21'

export type Command =
  | { readonly name: 'script'; readonly replies: readonly ScriptedReply[] }
  | { readonly name: 'requests' }
  | { readonly name: 'reset' }
  | { readonly name: 'setDay'; readonly day: string }
  | { readonly name: 'hear'; readonly bytes: Uint8Array }
  | { readonly name: 'stop' }

export type ParentMessage = Command & { readonly id: number }
export type ChildMessage =
  | { readonly kind: 'ready'; readonly baseUrl: string }
  | { readonly kind: 'done'; readonly id: number; readonly value?: unknown; readonly problem?: string }
