import type { Frame } from '../frame'

/** A stretch without speech, as indexes of frames. */
export interface Pause {
  readonly from: number
  readonly to: number
  readonly seconds: number
}

/** What the loudness of a stretch of audio tells. */
export interface Loudness {
  /** Above it somebody speaks; null when loud and soft cannot be told apart. */
  readonly threshold: number | null
  /** In order. */
  readonly pauses: readonly Pause[]
}

const smoothSeconds = 0.06
const softestSeconds = 0.4
/** Digital silence lies far below any room: it must not pull the threshold down to itself. */
const maxRangeDecibels = 40
const thresholdPart = 0.35
export const minPauseSeconds = 0.25
const shortFrameSeconds = 0.03

/** Moving mean of the loudness, centred. */
const smooth = (frames: readonly Frame[], from: number, to: number, seconds: number): Float32Array => {
  const half = Math.floor(Math.max(1, Math.round(seconds / (frames[from]?.seconds || seconds))) / 2)
  const smoothed = new Float32Array(to - from)
  let sum = 0
  let count = 0
  for (let next = from; next < to + half; next += 1) {
    if (next < to) {
      sum += frames[next]!.loudness
      count += 1
    }
    const gone = next - 2 * half - 1
    if (gone >= from) {
      sum -= frames[gone]!.loudness
      count -= 1
    }
    if (next - half >= from) smoothed[next - half - from] = sum / count
  }
  return smoothed
}

/** The frame in the middle of the softest moment. */
export const softestIn = (frames: readonly Frame[], from: number, to: number): number => {
  const loudness = smooth(frames, from, to, softestSeconds)
  let softest = 0
  for (let index = 1; index < loudness.length; index += 1) if (loudness[index]! < loudness[softest]!) softest = index
  return from + softest
}

const thresholdOf = (loudness: Float32Array, sureDecibels: number): number | null => {
  const sorted = Float32Array.from(loudness).sort()
  const level = sorted[Math.floor(sorted.length * 0.85)] ?? 0
  const floor = Math.max(sorted[Math.floor(sorted.length * 0.02)] ?? 0, level - maxRangeDecibels)
  return level - floor >= sureDecibels ? floor + (level - floor) * thresholdPart : null
}

const pausesIn = (frames: readonly Frame[], from: number, to: number, isQuiet: (index: number) => boolean): Pause[] => {
  const pauses: Pause[] = []
  let began = -1
  for (let index = from; index <= to; index += 1) {
    const quiet = index < to && isQuiet(index)
    if (quiet && began < 0) began = index
    if (quiet || began < 0) continue
    const seconds = frames[index - 1]!.start + frames[index - 1]!.seconds - frames[began]!.start
    if (seconds >= minPauseSeconds) pauses.push({ from: began, to: index, seconds })
    began = -1
  }
  return pauses
}

/** Listens to the frames from `from` to before `to`. `sureDecibels`: how far speech must stand above pauses before the difference is believed. */
export const listen = (frames: readonly Frame[], from: number, to: number, sureDecibels: number): Loudness => {
  const loudness = smooth(frames, from, to, smoothSeconds)
  const threshold = thresholdOf(loudness, sureDecibels)
  const isQuiet = (index: number): boolean => frames[index]!.isSilent || (threshold !== null && loudness[index - from]! <= threshold)
  return { threshold, pauses: pausesIn(frames, from, to, isQuiet) }
}

/** Where sound begins and ends, as seconds in the whole audio; the edges where that cannot be told. */
export const soundIn = (frames: readonly Frame[], sureDecibels: number): { startSeconds: number; endSeconds: number } => {
  const first = frames[0]!
  const last = frames[frames.length - 1]!
  const loudness = smooth(frames, 0, frames.length, 0)
  const threshold = thresholdOf(loudness, sureDecibels)
  const sounds = (frame: Frame): boolean => !frame.isSilent && (threshold === null || frame.loudness > threshold)
  const begins = frames.find(sounds) ?? first
  let end = frames.length - 1
  // One short frame alone is no sound: codecs send such when a sound has died away.
  const isAlone = (index: number): boolean => frames[index]!.seconds < shortFrameSeconds && !sounds(frames[index - 1]!)
  while (end > 0 && (!sounds(frames[end]!) || isAlone(end))) end -= 1
  const ends = begins === first && end === 0 ? last : frames[end]!
  return { startSeconds: begins.start, endSeconds: ends.start + ends.seconds }
}
