import { maxRecordingBytes } from '../../../contract'
import { repairMp4 } from './mp4'
import type { Clock } from './pauses'
import { untouched, type Part, type Repaired } from './repaired'
import { repairWebm } from './webm'

/** What is known of a recording beside its bytes. */
export interface RecordingFacts extends Partial<Pick<Clock, 'pauses'>> {
  readonly recordedMs?: number | undefined
  readonly mimeType: string
}

/** A recording as players need it. */
export interface RepairedRecording {
  readonly audio: Blob
  /** What the packets last; null = the bytes do not tell. */
  readonly durationSeconds: number | null
}

const clockOf = ({ recordedMs, pauses }: RecordingFacts): Clock | null => (typeof recordedMs === 'number' && Array.isArray(pauses) ? { recordedMs, pauses } : null)

/** The bytes decide: the type that a recorder claims may be wrong. Whoever does not know them leaves them untouched. */
const repairOf = (bytes: Part, facts: RecordingFacts): Repaired => {
  const webm = repairWebm(bytes)
  return webm === untouched ? repairMp4(bytes, clockOf(facts)) : webm
}

/**
 * Writes the true length into what MediaRecorder gave, by copying packets: nothing is decoded.
 * Never throws; in any doubt the answer holds the very Blob that was given.
 */
export const repairRecording = async (audio: Blob, facts: RecordingFacts): Promise<RepairedRecording> => {
  try {
    if (audio.size > maxRecordingBytes) return { audio, durationSeconds: null }
    const { parts, durationSeconds } = repairOf(new Uint8Array(await audio.arrayBuffer()), facts)
    return { audio: parts ? new Blob([...parts], { type: audio.type || facts.mimeType }) : audio, durationSeconds }
  } catch {
    return { audio, durationSeconds: null }
  }
}
