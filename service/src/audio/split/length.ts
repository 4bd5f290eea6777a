import { ServiceError } from '../../errors'
import type { AudioFile } from '../../source/body'
import { openAudio } from './open'
import { sourceOf } from './source-of'
import type { SplitWish } from './types'

const whole: SplitWish = { maxBytes: Infinity, maxSeconds: Infinity, cutAt: 'limit', skipSilence: false }

/** Seconds of audio in a file: as its head says where that is sure, else counted as far as it can be read. Null when it cannot be read at all. */
export const lengthOf = async ({ pieces }: AudioFile, signal: AbortSignal): Promise<number | null> => {
  let seconds: number | null = null
  try {
    const { facts, split, close } = await openAudio(sourceOf(pieces), signal)
    if (!facts.durationIsSure) for await (const { endSeconds } of split(whole, signal)) seconds = endSeconds
    close()
    return seconds ?? facts.durationSeconds
  } catch (error) {
    if (error instanceof ServiceError || signal.aborted) return seconds
    throw error
  }
}
