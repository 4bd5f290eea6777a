import { ServiceError } from '../../../errors'
import type { ByteStream } from '../byte-stream'
import type { ContainerReader, Packed } from '../container-reader'
import type { Frame } from '../frame'
import { mergeParts } from '../write/parts'
import type { AudioFacts, AudioSource, SplitCursor } from '../types'
import { Mp3Frames } from './frames'
import { readHeader, type Mp3Header } from './header'
import { infoFrame, isVariable, readInfo, type Mp3Info } from './xing'

/** How many batches may hold no frame before this is no MP3 at all: Mp3Frames itself ends after some junk. */
const firstFrame = async (frames: Mp3Frames): Promise<readonly Frame[]> => {
  for (let batch = await frames.next(); batch !== null; batch = await frames.next()) if (batch.length > 0) return batch
  throw new ServiceError('audio-damaged')
}

const factsOf = (first: Frame, header: Mp3Header, info: Mp3Info | null, { byteLength, read }: AudioSource): AudioFacts => {
  const frameSeconds = header.samples / header.sampleRate
  const audioBytes = byteLength === null ? null : byteLength - (first.byte ?? 0)
  const told = info?.frames ? info.frames * frameSeconds - info.delaySamples / header.sampleRate : null
  const guessed = audioBytes === null ? null : (audioBytes * 8) / header.bitRate
  // No MP3 has fewer or more bits a second than these: a number of frames that says so was copied from another file.
  const isLie = told !== null && audioBytes !== null && ((audioBytes * 8) / told < 7_000 || (audioBytes * 8) / told > 330_000)
  return {
    container: 'mp3', codec: 'mp3', durationSeconds: isLie ? guessed : (told ?? guessed), durationIsSure: told !== null && !isLie,
    sampleRate: header.sampleRate, channels: header.channels, byteLength, isSeekable: read !== null,
  }
}

/** Joins frames to a file; files of changing bit rate get an information frame. */
export const packMp3 = (frames: readonly Frame[]): Packed => {
  const info = isVariable(frames) ? infoFrame(frames) : null
  return { container: 'mp3', parts: [...(info ? [info] : []), ...mergeParts(frames)] }
}

/** Every decoder is late by this much; those that read the delay of the encoder add it by themselves. */
const decoderDelaySamples = 529

const rules = { headBytes: 1500, frameOverheadBytes: 0, sureDecibels: 12, warmUpSeconds: 0 }

/** MP3 by hand: frames are found, measured and copied without asking anybody. */
export const openMp3 = async (source: AudioSource, stream: ByteStream): Promise<ContainerReader> => {
  const probe = new Mp3Frames(stream, 0)
  const batch = await firstFrame(probe)
  const [first] = batch as [Frame]
  const header = readHeader(first.block, first.at) as Mp3Header
  const info = readInfo(first.block, first.at, header)
  const delaySeconds = info?.delaySamples ? (info.delaySamples + decoderDelaySamples) / header.sampleRate : 0
  // The information frame is no audio, and the encoder's delay comes before the beginning.
  const shiftSeconds = delaySeconds + (info ? header.samples / header.sampleRate : 0)
  probe.shift(shiftSeconds)

  async function* fromBeginning(): AsyncGenerator<readonly Frame[]> {
    yield (info ? batch.slice(1) : batch).map((frame) => ({ ...frame, start: frame.start - shiftSeconds }))
    for (let next = await probe.next(); next !== null; next = await probe.next()) yield next
  }

  async function* fromMiddle({ byte, seconds }: SplitCursor): AsyncGenerator<readonly Frame[]> {
    await stream.skipTo(byte ?? 0)
    const frames = new Mp3Frames(stream, seconds)
    for (let next = await frames.next(); next !== null; next = await frames.next()) yield next
  }

  async function* without(byte: number): AsyncGenerator<readonly Frame[]> {
    for await (const frames of fromBeginning()) yield frames.filter((frame) => (frame.byte ?? 0) >= byte)
  }

  return {
    facts: factsOf(first, header, info, source),
    rules,
    frames: (from) => {
      const byte = from?.byte ?? 0
      if (!from || byte <= (first.byte ?? 0)) return fromBeginning()
      return source.read && byte > stream.position ? fromMiddle(from) : without(byte)
    },
    pack: packMp3,
    close: () => stream.close(),
  }
}
