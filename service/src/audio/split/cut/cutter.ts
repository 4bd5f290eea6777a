import { pauseSearchSeconds } from '../../../../../contract'
import { endOf, type Frame } from '../frame'
import type { SilentRange, SplitWish } from '../types'
import { listen, minPauseSeconds, softestIn, soundIn, type Pause } from './pauses'

/** What a codec needs and can tell. */
export interface CutRules {
  /** Bytes of a file beside its frames. */
  readonly headBytes: number
  readonly frameOverheadBytes: number
  /** How far speech must stand above pauses in this codec's measure of loudness; Infinity = only digital silence is believed. */
  readonly sureDecibels: number
  /** What a decoder needs to hear before the first sample that counts. */
  readonly warmUpSeconds: number
}

/** One piece, as frames. */
export interface Cut {
  readonly frames: readonly Frame[]
  /** Frames before it, for the decoder only. */
  readonly warmUp: readonly Frame[]
  readonly overlapSeconds: number
  readonly soundStartSeconds: number
  readonly soundEndSeconds: number
  /** Where the next piece begins. */
  readonly next: { readonly seconds: number; readonly byte: number | null; readonly overlapSeconds: number } | null
}

/** What is left after the last cut must not be too short to be heard at all. */
const leastRestSeconds = 0.5
const overlapSeconds = 1.5
/** How much silence stays around speech. */
const edgeSeconds = 0.3
/** At the beginning of a piece even this little is left out: it costs nothing. */
const minLeadingSilenceSeconds = 1
/** Shorter silence stays in: each piece costs a request. */
const minSilenceSeconds = { limit: 10, pauses: 2 } as const
const sureEnoughSeconds = { limit: minPauseSeconds, pauses: 0.35 } as const

interface End {
  readonly at: number
  readonly why: 'limit' | 'silence' | 'break' | 'end'
}

/** Decides where pieces begin and end. Pure: frames go in, cuts come out; a cut depends on nothing before its own first frame. */
export class Cutter {
  readonly #wish: SplitWish
  readonly #rules: CutRules
  readonly #silent: SilentRange[] = []
  #frames: Frame[] = []
  /** Index of the first frame of the piece; those before it warm the decoder up. */
  #first = 0
  #overlapSeconds: number
  /** Where the silence at the beginning of the piece began, before any of it was left out. */
  #silentFromSeconds: number | null = null
  /** How far the search for an end has come. */
  #scan = { index: 0, bytes: 0, silentFrom: -1 }
  #isFinal = false

  constructor(wish: SplitWish, rules: CutRules) {
    this.#wish = wish
    this.#rules = rules
    this.#overlapSeconds = wish.from?.overlapSeconds ?? 0
    this.#restart()
  }

  get silent(): readonly SilentRange[] {
    return this.#silent
  }

  push(frames: readonly Frame[]): void {
    for (const frame of frames) this.#frames.push(frame)
  }

  /** Frames that lie before the first piece: a decoder may hear them. */
  warmUp(frames: readonly Frame[]): void {
    this.#frames.push(...frames)
    this.#beginAt(this.#frames.length)
  }

  /** No more frames will come. */
  finish(): void {
    this.#isFinal = true
  }

  /** The next piece; null when more frames are needed, or none are left. */
  next(): Cut | null {
    if (this.#wish.skipSilence) this.#skipSilence()
    if (this.#first >= this.#frames.length) return null
    const end = this.#findEnd()
    if (end === null) return null
    return this.#cut(end)
  }

  #restart(): void {
    this.#scan = { index: this.#first, bytes: this.#rules.headBytes, silentFrom: -1 }
  }

  /** Leaves out what is silent at the beginning of a piece, but for a short edge. How the frames arrived makes no difference. */
  #skipSilence(): void {
    if (this.#overlapSeconds > 0) return
    const frames = this.#frames
    let sounds = this.#first
    while (sounds < frames.length && frames[sounds]!.isSilent) sounds += 1
    if (sounds === this.#first) return
    this.#silentFromSeconds ??= frames[this.#first]!.start
    const isLast = this.#isFinal && sounds === frames.length
    if (!isLast && endOf(frames[sounds - 1]!) - this.#silentFromSeconds < minLeadingSilenceSeconds) return
    let next = sounds
    if (!isLast) while (next > this.#first && frames[sounds - 1]!.start - frames[next - 1]!.start < edgeSeconds) next -= 1
    this.#leaveOut(frames[this.#first]!.start, next < frames.length ? frames[next]!.start : endOf(frames[sounds - 1]!))
    this.#beginAt(next)
  }

  #leaveOut(startSeconds: number, endSeconds: number): void {
    const last = this.#silent.at(-1)
    if (last && startSeconds - last.endSeconds < 0.001) this.#silent[this.#silent.length - 1] = { ...last, endSeconds }
    else if (endSeconds > startSeconds) this.#silent.push({ startSeconds, endSeconds })
  }

  #beginAt(index: number): void {
    const keptFrom = this.#warmUpFrom(index)
    this.#frames = this.#frames.slice(keptFrom)
    this.#first = index - keptFrom
    this.#restart()
  }

  #warmUpFrom(index: number): number {
    const frames = this.#frames
    if (index === 0) return 0
    const seconds = frames[index]?.start ?? endOf(frames[index - 1]!)
    let from = index
    while (from > 0 && !frames[from]?.isBreak && seconds - (frames[from]?.start ?? seconds) < this.#rules.warmUpSeconds - 1e-6) from -= 1
    return from
  }

  #findEnd(): End | null {
    const frames = this.#frames
    const { maxBytes, maxSeconds, skipSilence, cutAt } = this.#wish
    const scan = this.#scan
    const startSeconds = frames[this.#first]!.start
    for (; scan.index < frames.length; scan.index += 1) {
      const frame = frames[scan.index]!
      if (frame.isBreak && scan.index > this.#first) return { at: scan.index, why: 'break' }
      scan.bytes += frame.size + this.#rules.frameOverheadBytes
      const isTooLong = scan.bytes > maxBytes || endOf(frame) - startSeconds > maxSeconds
      if (isTooLong && scan.index > this.#first) return { at: scan.index, why: 'limit' }
      if (!frame.isSilent) scan.silentFrom = -1
      else if (scan.silentFrom < 0) scan.silentFrom = scan.index
      const silentFrom = frames[scan.silentFrom]
      if (skipSilence && silentFrom && scan.silentFrom > this.#first && endOf(frame) - silentFrom.start >= minSilenceSeconds[cutAt]) return { at: this.#edgeAfter(scan.silentFrom), why: 'silence' }
    }
    return this.#isFinal ? { at: frames.length, why: 'end' } : null
  }

  #edgeAfter(silentFrom: number): number {
    const begins = this.#frames[silentFrom]!.start
    let at = silentFrom
    while (this.#frames[at]!.start - begins < edgeSeconds) at += 1
    return at
  }

  #cut(end: End): Cut {
    const { at, overlapSeconds: nextOverlap } = this.#place(end)
    const frames = this.#frames.slice(this.#first, at)
    const warmUp = this.#frames.slice(this.#warmUpFrom(this.#first), this.#first)
    const sound = soundIn(frames, this.#rules.sureDecibels)
    const overlap = this.#overlapSeconds
    const nextFirst = nextOverlap === 0 ? at : this.#before(at, nextOverlap)
    const nextFrame = this.#frames[nextFirst]
    this.#overlapSeconds = nextOverlap
    this.#silentFromSeconds = null
    this.#beginAt(nextFirst)
    return {
      frames, warmUp, overlapSeconds: overlap, soundStartSeconds: sound.startSeconds, soundEndSeconds: sound.endSeconds,
      next: nextFrame ? { seconds: nextFrame.start, byte: nextFrame.byte, overlapSeconds: nextOverlap } : null,
    }
  }

  #before(at: number, seconds: number): number {
    const until = this.#frames[at]!.start - seconds
    let index = at
    while (index > this.#first + 1 && this.#frames[index - 1]!.start >= until - 1e-6) index -= 1
    return index
  }

  /** Where exactly to cut, and how much the next piece repeats. */
  #place(end: End): { at: number; overlapSeconds: number } {
    const { cutAt, minSeconds = 0 } = this.#wish
    const startSeconds = this.#frames[this.#first]!.start
    const lastSeconds = this.#frames[end.at - 1]!.start
    const pieceSeconds = endOf(this.#frames[end.at - 1]!) - startSeconds
    if (cutAt === 'limit' && end.why !== 'limit') return { at: end.at, overlapSeconds: 0 }
    const earliest = cutAt === 'pauses' ? startSeconds + minSeconds : Math.max(startSeconds + minSeconds, lastSeconds - Math.min(pauseSearchSeconds, pieceSeconds / 2))
    const latest = lastSeconds - (end.why === 'break' ? 0 : leastRestSeconds)
    const found = this.#bestPause(end.at, earliest, latest)
    if (found !== null) return { at: found, overlapSeconds: 0 }
    if (end.why !== 'limit') return { at: end.at, overlapSeconds: 0 }
    return this.#unsureCut(end.at, Math.max(earliest, lastSeconds - pieceSeconds / 2), latest, pieceSeconds)
  }

  #indexAt(seconds: number, to: number): number {
    let low = this.#first
    let high = to
    while (low < high) {
      const middle = (low + high) >> 1
      if (this.#frames[middle]!.start < seconds) low = middle + 1
      else high = middle
    }
    return low
  }

  /** Pauses in whose middle a cut may lie. */
  #pauses(from: number, to: number, earliest: number, latest: number, sureDecibels: number): (Pause & { readonly middle: number })[] {
    return listen(this.#frames, from, to, sureDecibels).pauses
      .map((pause) => ({ ...pause, middle: (pause.from + pause.to) >> 1 }))
      .filter(({ middle }) => middle > this.#first && this.#frames[middle]!.start >= earliest && this.#frames[middle]!.start <= latest)
  }

  #bestPause(to: number, earliest: number, latest: number): number | null {
    const { cutAt } = this.#wish
    const from = cutAt === 'pauses' ? this.#first : this.#indexAt(earliest, to)
    if (from >= to) return null
    const inTime = this.#pauses(from, to, earliest, latest, this.#rules.sureDecibels).filter(({ seconds }) => seconds >= sureEnoughSeconds[cutAt])
    if (cutAt === 'pauses') return inTime[0]?.middle ?? null
    // Of pauses that are long enough for anybody the last one wins: longer pieces are fewer requests.
    return inTime.reduce<(typeof inTime)[number] | null>((best, pause) => (best === null || Math.min(pause.seconds, 1) >= Math.min(best.seconds, 1) ? pause : best), null)?.middle ?? null
  }

  #unsureCut(to: number, earliest: number, latest: number, pieceSeconds: number): { at: number; overlapSeconds: number } {
    const from = this.#indexAt(earliest, to)
    const until = Math.min(to, Math.max(from + 1, this.#indexAt(latest, to)))
    // What is not sure to be a pause is one far more often than the softest moment is.
    const longest = this.#pauses(from, until, earliest, latest, 0).reduce<{ middle: number; seconds: number } | null>((best, pause) => (best === null || pause.seconds > best.seconds ? pause : best), null)
    const at = from < to ? (longest?.middle ?? Math.max(this.#first + 1, softestIn(this.#frames, from, until))) : to
    return { at, overlapSeconds: Math.min(overlapSeconds, pieceSeconds / 4) }
  }
}
