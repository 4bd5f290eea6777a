/** A stretch with sound in it, in seconds. */
export interface SoundPart {
  readonly start: number
  readonly end: number
}

const blockSeconds = 0.02
/** Quieter than this is silence whatever surrounds it: -50 dB of full scale. */
const silencePower = 1e-5
/** Sound stands out of the quietest tenth of the recording by 12 dB. */
const aboveNoise = 16
/** Mean square of a steady hiss that fills a whole recording: louder, and it is sound itself. */
const maxNoisePower = 1e-3
const joinSeconds = 0.4
const minPartSeconds = 0.06

const blockPowers = (samples: Float32Array, blockLength: number): number[] =>
  Array.from({ length: Math.ceil(samples.length / blockLength) }, (_, block) => {
    const piece = samples.subarray(block * blockLength, (block + 1) * blockLength)
    return piece.reduce((sum, sample) => sum + sample * sample, 0) / piece.length
  })

/** Where something can be heard; stretches that are less than 0.4 s apart are one. */
export const findSound = (samples: Float32Array, sampleRate: number): SoundPart[] => {
  const powers = blockPowers(samples, Math.round(blockSeconds * sampleRate))
  const noise = [...powers].sort((a, b) => a - b)[Math.floor(powers.length / 10)] ?? 0
  const threshold = Math.max(silencePower, Math.min(noise, maxNoisePower) * aboveNoise)
  const parts: { start: number; end: number }[] = []
  powers.forEach((power, block) => {
    if (power < threshold) return
    const start = block * blockSeconds
    const last = parts.at(-1)
    if (last && start - last.end < joinSeconds) last.end = start + blockSeconds
    else parts.push({ start, end: start + blockSeconds })
  })
  const durationSeconds = samples.length / sampleRate
  return parts.filter(({ start, end }) => end - start >= minPartSeconds).map(({ start, end }) => ({ start, end: Math.min(end, durationSeconds) }))
}
