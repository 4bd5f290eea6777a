import { Cutter, type Cut } from '../../service/src/audio/split/cut/cutter'
import type { Frame } from '../../service/src/audio/split/frame'
import type { SplitWish } from '../../service/src/audio/split/types'

const frameSeconds = 0.02
const frameBytes = 100

type Sound = 'speech' | 'pause' | 'silence'
const loudness = { speech: 0, pause: -30, silence: -100 }

/** Frames of what is written as [sound, seconds]. */
const say = (...parts: readonly (readonly [sound: Sound, seconds: number])[]): Frame[] => {
  const frames: Frame[] = []
  for (const [sound, seconds] of parts) {
    for (let index = 0; index < Math.round(seconds / frameSeconds); index += 1) {
      frames.push({ start: frames.length * frameSeconds, seconds: frameSeconds, block: new Uint8Array(0), at: 0, size: frameBytes, loudness: loudness[sound], isSilent: sound === 'silence', isBreak: false, byte: null })
    }
  }
  return frames
}

const rules = { headBytes: 0, frameOverheadBytes: 0, sureDecibels: 10, warmUpSeconds: 0 }
const wish: SplitWish = { maxBytes: 1e9, maxSeconds: 60, cutAt: 'limit', skipSilence: true }

const cut = (frames: readonly Frame[], part: Partial<SplitWish> = {}, codec: Partial<typeof rules> = {}): { cuts: Cut[]; silent: Cutter['silent'] } => {
  const cutter = new Cutter({ ...wish, ...part }, { ...rules, ...codec })
  const cuts: Cut[] = []
  const take = (): void => { for (let next = cutter.next(); next !== null; next = cutter.next()) cuts.push(next) }
  for (let at = 0; at < frames.length; at += 37) {
    cutter.push(frames.slice(at, at + 37))
    take()
  }
  cutter.finish()
  take()
  return { cuts, silent: cutter.silent }
}

const timesOf = ({ cuts }: { cuts: readonly Cut[] }): number[][] => cuts.map(({ frames }) => [frames[0]!.start, frames.at(-1)!.start + frameSeconds].map((seconds) => Math.round(seconds * 100) / 100))

describe('where audio is cut', () => {
  test('what fits stays whole', () => {
    expect(timesOf(cut(say(['speech', 59])))).toEqual([[0, 59]])
  })

  test('in the middle of the last pause before the limit that is long enough', () => {
    const { cuts } = cut(say(['speech', 30], ['pause', 1], ['speech', 14], ['pause', 1], ['speech', 40]))
    expect(timesOf({ cuts })).toEqual([[0, 45.5], [45.5, 86]])
    expect(cuts.map(({ overlapSeconds }) => overlapSeconds)).toEqual([0, 0])
  })

  test('at a longer pause rather than at a later short one', () => {
    expect(timesOf(cut(say(['speech', 40], ['pause', 1], ['speech', 10], ['pause', 0.3], ['speech', 40])))[0]).toEqual([0, 40.5])
  })

  test('with an overlap where nobody pauses, and where loudness is not to be trusted', () => {
    for (const { cuts } of [cut(say(['speech', 100])), cut(say(['speech', 50], ['pause', 1], ['speech', 50]), {}, { sureDecibels: Infinity })]) {
      const [first, second] = timesOf({ cuts })
      expect(cuts[1]!.overlapSeconds).toBeCloseTo(1.5)
      expect(first![1]! - second![0]!).toBeCloseTo(1.5, 1)
      expect(cuts[0]!.next).toEqual({ seconds: cuts[1]!.frames[0]!.start, byte: null, overlapSeconds: cuts[1]!.overlapSeconds })
    }
  })

  test('in the longest soft moment where loudness is not to be trusted, not in the softest one', () => {
    const softer = say(['speech', 40], ['pause', 0.9], ['speech', 10], ['pause', 0.4], ['speech', 40]).map((frame) => (frame.start > 50.8 && frame.start < 51.4 && frame.loudness < 0 ? { ...frame, loudness: -35 } : frame))
    expect(timesOf(cut(softer, {}, { sureDecibels: Infinity }))[0]).toEqual([0, expect.closeTo(40.45, 1)])
  })

  test('digital silence is a sure pause for every codec', () => {
    const { cuts } = cut(say(['speech', 40], ['silence', 0.5], ['speech', 50]), {}, { sureDecibels: Infinity })
    expect(timesOf({ cuts })).toEqual([[0, 40.24], [40.24, 90.5]])
    expect(cuts[1]!.overlapSeconds).toBe(0)
  })

  test('never beyond the seconds and bytes that are allowed, never without getting on', () => {
    for (const part of [{ maxSeconds: 7 }, { maxBytes: 20_000 }, { maxBytes: 150 }, { maxSeconds: 0.05 }]) {
      const { cuts } = cut(say(['speech', 40]), part)
      cuts.forEach(({ frames }) => {
        expect(frames.length * frameBytes).toBeLessThanOrEqual(Math.max(frameBytes, part.maxBytes ?? Infinity))
        expect(frames.length * frameSeconds).toBeLessThanOrEqual((part.maxSeconds ?? Infinity) + 0.001)
      })
      const covered = new Set(cuts.flatMap(({ frames }) => frames.map(({ start }) => start)))
      expect(covered.size).toBe(2000)
    }
  })

  test('long silence is in no piece, and told', () => {
    const { cuts, silent } = cut(say(['silence', 20], ['speech', 10], ['silence', 30], ['speech', 5], ['silence', 4], ['speech', 5], ['silence', 15]), { maxSeconds: 600 })
    expect(timesOf({ cuts })).toEqual([[19.7, 30.3], [59.7, 74.3]].map((times) => times.map((seconds) => expect.closeTo(seconds, 1) as number)))
    expect(silent.map(({ startSeconds, endSeconds }) => [startSeconds, endSeconds].map((seconds) => Math.round(seconds * 10) / 10))).toEqual([[0, 19.7], [30.3, 59.7], [74.3, 89]])
  })

  test('silence stays in where nobody asked for less, and a file of silence has no pieces', () => {
    expect(timesOf(cut(say(['silence', 20], ['speech', 10]), { skipSilence: false }))).toEqual([[0, 30]])
    const { cuts, silent } = cut(say(['silence', 3600]))
    expect(cuts).toEqual([])
    expect(silent).toEqual([{ startSeconds: 0, endSeconds: 3600 }])
  })

  test('phrases end at the first sure pause after the shortest length', () => {
    const sentences = say(['speech', 3], ['pause', 0.6], ['speech', 1], ['pause', 0.6], ['speech', 4], ['pause', 0.2], ['speech', 2], ['pause', 0.6], ['speech', 3])
    const { cuts } = cut(sentences, { cutAt: 'pauses', minSeconds: 4, maxSeconds: 12 })
    expect(timesOf({ cuts })).toEqual([[0, 4.9], [4.9, 11.7], [11.7, 15]])
    expect(cuts[1]!.soundStartSeconds).toBeCloseTo(5.2)
    expect(cuts[1]!.soundEndSeconds).toBeCloseTo(11.4)
  })

  test('what cannot stand in one file never does', () => {
    const frames = say(['speech', 10]).map((frame, index) => ({ ...frame, isBreak: index === 200 }))
    for (const cutAt of ['limit', 'pauses'] as const) expect(timesOf(cut(frames, { cutAt }))).toEqual([[0, 4], [4, 10]])
  })

  test('the decoder is given what it must have heard before, but never from another file', () => {
    const frames = say(['speech', 40], ['pause', 1], ['speech', 40])
    expect(cut(frames, {}, { warmUpSeconds: 0.08 }).cuts[1]!.warmUp).toHaveLength(4)
    const broken = frames.map((frame, index) => ({ ...frame, isBreak: index === 1000 }))
    expect(cut(broken, {}, { warmUpSeconds: 0.08 }).cuts[1]!.warmUp).toHaveLength(0)
  })
})
