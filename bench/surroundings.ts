import { join } from 'node:path'
import { startChild } from './harness/child'

/** Addresses that both ways of doing the same work are given. */
export interface Surroundings {
  readonly origin: string
  readonly host: string
  /** 30 s of speech. */
  readonly clipUrl: string
  /** As large as one call may send. */
  readonly largestUrl: string
  /** Answers a transcript after a fixed time, whatever it gets. */
  readonly baseUrl: string
  stop(): Promise<void>
}

/** Starts the host of the audio and the slow upstream, outside the processes that are measured. */
export const startSurroundings = async ({ upstreamDelayMs, sourceDelayMs = 0 }: { readonly upstreamDelayMs: number; readonly sourceDelayMs?: number }): Promise<Surroundings> => {
  const child = await startChild<{ origin: string }>(join(__dirname, 'processes', 'surroundings.ts'), [String(upstreamDelayMs), String(sourceDelayMs)])
  const { origin } = child.ready
  return { origin, host: new URL(origin).host, clipUrl: `${origin}/clip.wav`, largestUrl: `${origin}/largest.wav`, baseUrl: `${origin}/v1`, stop: child.stop }
}
