import { audioTypeOf, minAudioSeconds } from '../../../../contract'
import type { AudioFile } from '../../source/body'
import { ServiceError } from '../../errors'
import type { ContainerReader, Packed } from './container-reader'
import { Cutter, type Cut } from './cut/cutter'
import { endOf, type Frame } from './frame'
import { iterateOutsideDomain } from './outside-domain'
import type { Piece, SilentRange, Splitting, SplitWish } from './types'

const fileOf = ({ container, parts }: Packed): AudioFile => {
  const byteLength = parts.reduce((sum, part) => sum + part.byteLength, 0)
  return { type: audioTypeOf(container), byteLength, pieces: parts, get bytes() { return Buffer.concat(parts, byteLength) } }
}

const secondsOf = ({ frames }: Cut): number => endOf(frames[frames.length - 1]!) - frames[0]!.start

const breathEveryMs = 20

/** What is in memory is read without a pause: timers, deadlines among them, and other calls must get their turn. */
const createBreath = (): (() => Promise<void>) => {
  let last = performance.now()
  return async () => {
    if (performance.now() - last < breathEveryMs) return
    await new Promise((resolve) => setImmediate(resolve))
    last = performance.now()
  }
}

/** Makes pieces while they are asked for: nothing is read ahead, and nothing kept that has been given away. */
export class Pieces implements Splitting {
  readonly #reader: ContainerReader
  readonly #wish: SplitWish
  readonly #signal: AbortSignal
  readonly #cutter: Cutter
  #index: number
  #endSeconds = 0
  #damage: ServiceError | null = null

  constructor(reader: ContainerReader, wish: SplitWish, signal: AbortSignal) {
    this.#reader = reader
    this.#wish = wish
    this.#signal = signal
    this.#cutter = new Cutter(wish, reader.rules)
    this.#index = wish.from?.index ?? 0
  }

  get silent(): readonly SilentRange[] {
    return this.#cutter.silent
  }

  get endSeconds(): number {
    return this.#endSeconds
  }

  [Symbol.asyncIterator](): AsyncIterator<Piece, void> {
    return iterateOutsideDomain(() => this.#cut())
  }

  async *#cut(): AsyncGenerator<Piece, void> {
    let hasFrames = false
    const breathe = createBreath()
    try {
      for await (const frames of this.#untilDamage()) {
        this.#signal.throwIfAborted()
        await breathe()
        if (frames.length === 0) continue
        hasFrames = true
        this.#take(frames)
        yield* this.#pieces()
      }
      if (!hasFrames && !this.#damage && !this.#wish.from) throw new ServiceError('audio-damaged')
      this.#cutter.finish()
      yield* this.#pieces()
      if (this.#damage) throw this.#damage
    } finally {
      this.#reader.close()
    }
  }

  /** What was read before a fault is worth as much as if there were none: it is cut first, and then the fault is told. */
  async *#untilDamage(): AsyncGenerator<readonly Frame[]> {
    try {
      yield* this.#reader.frames(this.#wish.from ?? null)
    } catch (error) {
      if (!(error instanceof ServiceError) || this.#signal.aborted) throw error
      this.#damage = error
    }
  }

  #take(frames: readonly Frame[]): void {
    this.#endSeconds = endOf(frames[frames.length - 1]!)
    const fromSeconds = this.#wish.from?.seconds ?? -Infinity
    // Frames before the cursor come for the decoder only.
    const early = frames.findIndex(({ start }) => start >= fromSeconds - 1e-4)
    if (early !== 0) this.#cutter.warmUp(early < 0 ? frames : frames.slice(0, early))
    if (early >= 0) this.#cutter.push(early === 0 ? frames : frames.slice(early))
  }

  *#pieces(): Generator<Piece, void> {
    for (let cut = this.#cutter.next(); cut !== null; cut = this.#cutter.next()) {
      // Nobody can say anything in so little, and the transcription service refuses it.
      if (secondsOf(cut) < minAudioSeconds && (this.#index > 0 || cut.next)) continue
      yield this.#piece(cut)
    }
  }

  #piece(cut: Cut): Piece {
    const { frames, warmUp, overlapSeconds, soundStartSeconds, soundEndSeconds, next } = cut
    const file = fileOf(this.#reader.pack(frames, warmUp))
    const index = this.#index
    this.#index += 1
    return {
      index, startSeconds: frames[0]!.start, endSeconds: endOf(frames[frames.length - 1]!), overlapSeconds, soundStartSeconds, soundEndSeconds,
      file, fileName: `audio-${String(index + 1).padStart(3, '0')}.${file.type.extension}`, mimeType: file.type.mimeType,
      next: next && { index: this.#index, ...next },
      ...(this.#damage && next === null && { brokenBy: this.#damage }),
    }
  }
}
