/** What listening needs: everything below 2 kHz, so a rate from 8 to 16 kHz is enough whatever the file has. */
const wantedSampleRate = 8_000
const cutoffHertz = 3_000
const tapsPerStep = 8

export interface Decimator {
  /** Samples per second of what comes out. */
  readonly sampleRate: number
  /** Takes the next samples of one channel, in pieces of any size. */
  push(samples: Float32Array): void
  /** All that has been gathered, including the end. */
  finish(): Float32Array
}

const makeLowPass = (length: number, cyclesPerSample: number): Float32Array => {
  const middle = (length - 1) / 2
  const taps = Float32Array.from({ length }, (_, index) => {
    const x = index - middle
    const sinc = x === 0 ? 2 * cyclesPerSample : Math.sin(2 * Math.PI * cyclesPerSample * x) / (Math.PI * x)
    return sinc * (0.5 - 0.5 * Math.cos((2 * Math.PI * (index + 0.5)) / length))
  })
  const sum = taps.reduce((total, tap) => total + tap, 0)
  return taps.map((tap) => tap / sum)
}

/** Keeps an hour of audio small: low-pass and every n-th sample, while it is being decoded. */
export const createDecimator = (sourceRate: number): Decimator => {
  const step = Math.max(1, Math.floor(sourceRate / wantedSampleRate))
  const taps = step === 1 ? Float32Array.of(1) : makeLowPass(step * tapsPerStep + 1, Math.min(cutoffHertz / sourceRate, 0.45))
  let kept = new Float32Array(1 << 16)
  let count = 0
  let pending = new Float32Array(Math.floor(taps.length / 2))
  const keep = (value: number): void => {
    if (count === kept.length) {
      const larger = new Float32Array(kept.length * 2)
      larger.set(kept)
      kept = larger
    }
    kept[count] = value
    count += 1
  }
  const push = (samples: Float32Array): void => {
    const all = new Float32Array(pending.length + samples.length)
    all.set(pending)
    all.set(samples, pending.length)
    let at = 0
    for (; at + taps.length <= all.length; at += step) {
      let sum = 0
      for (let tap = 0; tap < taps.length; tap += 1) sum += all[at + tap]! * taps[tap]!
      keep(sum)
    }
    pending = all.slice(at)
  }
  return {
    sampleRate: sourceRate / step,
    push,
    finish: () => {
      push(new Float32Array(Math.floor(taps.length / 2)))
      return kept.slice(0, count)
    },
  }
}
