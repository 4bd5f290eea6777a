import type { ServerResponse } from 'node:http'
import { setTimeout as sleep } from 'node:timers/promises'
import type { Canned } from './canned'
import type { ScriptedReply } from './protocol'

const trickleStepMs = 100

const trickle = async (response: ServerResponse, body: Buffer, bytesPerSecond: number): Promise<void> => {
  const step = Math.max(1, Math.round((bytesPerSecond * trickleStepMs) / 1000))
  for (let at = 0; at < body.length && !response.destroyed; at += step) {
    response.write(body.subarray(at, at + step))
    await sleep(trickleStepMs)
  }
}

/**
 * Sends an answer the way the script wants it sent: whole, in part, slowly, or never to its end.
 * `onEnd` is told before the last bytes leave, so that nobody can have the answer earlier.
 */
export const deliver = async (response: ServerResponse, { status, headers, body }: Canned, reply: ScriptedReply | null, onEnd: () => void): Promise<void> => {
  const bytes = Buffer.from(body)
  response.writeHead(status, { ...headers, 'content-length': String(bytes.length) })
  if (reply?.kind === 'cut') {
    response.write(bytes.subarray(0, reply.afterBytes ?? Math.floor(bytes.length / 2)), () => response.socket?.destroy())
    return
  }
  if (reply?.kind === 'hang') {
    response.write(bytes.subarray(0, Math.floor(bytes.length / 2)))
    return
  }
  if (reply?.kind === 'trickle') await trickle(response, bytes, reply.bytesPerSecond ?? 20)
  onEnd()
  response.end(reply?.kind === 'trickle' ? undefined : bytes)
}
