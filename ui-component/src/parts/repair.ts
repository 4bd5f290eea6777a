import { repairRecording as mended } from '../repair/repair'
import type { RepairFacts, Repaired } from '../repairing'
import { recordedType, sniffBlob } from '../take'

const repairRecording = async (recording: Blob, facts: RepairFacts): Promise<Repaired> => {
  const { audio, durationSeconds } = await mended(recording, facts)
  return { audio, durationSeconds, type: recordedType(await sniffBlob(audio), facts.mimeType) }
}

/** Fetched when a recording begins: `browser.part('repair')`. */
export default { repairRecording }
