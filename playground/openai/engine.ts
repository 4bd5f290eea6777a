import type { Heard } from './ear'
import type { Form } from './form'
import type { Refusal } from './openai-errors'
import type { Endpoint, ReceivedRequest, ScriptedReply } from './protocol'

/** An answer as it goes over the wire, before headers that every answer has. */
export interface Answer {
  readonly status: number
  readonly contentType: string
  readonly body: string
}

/** Who asks for what. */
export interface Admission {
  readonly key: string | null
  readonly endpoint: Endpoint
  readonly method: string
  readonly path: string
  readonly query: URLSearchParams
}

export interface AudioCall {
  readonly endpoint: 'transcriptions' | 'translations'
  readonly path: string
  readonly form: Form
  /** Listens to the file, once, when it is needed. */
  readonly hear: () => Promise<Heard>
  /** Listens to something else than the file. */
  readonly listen: (bytes: Uint8Array) => Promise<Heard>
  readonly reply: ScriptedReply | null
}

export interface ChatCall {
  readonly json: unknown
  readonly reply: ScriptedReply | null
}

export interface Traits {
  /** In front of /audio/transcriptions, without a slash at its end. */
  readonly basePath: string
  readonly maxRequestBytes: number
  readonly keyHeader: 'authorization' | 'api-key'
}

/** What differs between the servers; everything about HTTP is shared. */
export interface Engine {
  readonly traits: Traits
  /** Judges the key of a request, or of none. */
  authorize(key: string | null): ReceivedRequest['authorization']
  /** A refusal for keys that are wrong, for what they may not use, and for addresses that do not exist. */
  admit(admission: Admission): Refusal | null
  answerAudio(call: AudioCall): Promise<Answer | Refusal>
  answerChat(call: ChatCall): Answer | Refusal
  listModels(): unknown
  refusalBody(refusal: Refusal): unknown
  /** Null returns to the usual day. */
  setDay(day: string | null): void
}

export const isRefusal = (answer: object): answer is Refusal => 'message' in answer && 'status' in answer
