import type { Endpoint, ScriptedReply } from './protocol'

/** The scripted replies of one test, used up in order. */
export interface Playbook {
  set(replies: readonly ScriptedReply[]): void
  /** The next reply for this endpoint; null when none is left, which means the usual work. */
  take(endpoint: Endpoint): ScriptedReply | null
}

export const createPlaybook = (): Playbook => {
  let waiting: { readonly reply: ScriptedReply; left: number }[] = []
  return {
    set: (replies) => {
      waiting = replies.map((reply) => ({ reply, left: reply.repeat ?? 1 }))
    },
    take: (endpoint) => {
      const found = waiting.find(({ reply, left }) => left > 0 && (reply.for === undefined || reply.for === endpoint))
      if (!found) return null
      found.left -= 1
      return found.reply
    },
  }
}
