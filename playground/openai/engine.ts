import type { Heard } from './ear'
import type { Form } from './form'
import type { Refusal } from './openai-errors'
import type { ReceivedRequest, ScriptedReply } from './protocol'

/** An answer as it goes over the wire, before headers that every answer has. */
export interface Answer {
  readonly status: number
  readonly contentType: string
  readonly body: string
}

export interface AudioCall {
  readonly endpoint: 'transcriptions' | 'translations'
  readonly path: string
  readonly form: Form
  /** Listens to the file, once, when it is needed. */
  readonly hear: () => Promise<Heard>
  readonly reply: ScriptedReply | null
}

export interface ChatCall {
  readonly json: unknown
  readonly reply: ScriptedReply | null
}

/** What differs between the stand-in and the demo; everything about HTTP is shared. */
export interface Engine {
  /** Judges the key of a request, or of none. */
  authorize(key: string | null): ReceivedRequest['authorization']
  /** A refusal for keys that are wrong, or that may not use the endpoint. */
  admit(key: string | null, endpoint: ReceivedRequest['endpoint'], method: string, path: string): Refusal | null
  answerAudio(call: AudioCall): Promise<Answer | Refusal>
  answerChat(call: ChatCall): Answer | Refusal
  listModels(): unknown
  /** Null returns to the usual day. */
  setDay(day: string | null): void
}

export const isRefusal = (answer: Answer | Refusal | object): answer is Refusal => 'message' in answer && 'status' in answer
