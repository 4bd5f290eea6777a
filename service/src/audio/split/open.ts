import { sniff, sniffBytes, type Container } from '../../../../contract'
import { ServiceError } from '../../errors'
import { ByteStream } from './byte-stream'
import type { ContainerReader } from './container-reader'
import { openMp3 } from './mp3/reader'
import { openPackets } from './packets/reader'
import { Pieces } from './splitting'
import type { AudioFacts, AudioSource, OpenAudio, Piece, SplitWish } from './types'
import { openWav } from './wav/reader'

const containerOf = (start: Uint8Array): Container => {
  if (start.byteLength === 0) throw new ServiceError('source-empty')
  const sniffed = sniff(start)
  if (sniffed.kind === 'audio') return sniffed.type.container
  throw new ServiceError(sniffed.advice === 'convert' ? 'source-type-unsupported' : sniffed.advice === 'web-page' ? 'source-is-web-page' : 'source-not-audio', { what: sniffed.what })
}

const readerOf = (container: Container, source: AudioSource, stream: ByteStream): Promise<ContainerReader> => {
  if (container === 'mp3') return openMp3(source, stream)
  if (container === 'wav') return openWav(source, stream)
  return openPackets(container, source, stream)
}

/** Looks at the beginning of audio, whatever its container, and tells what it is and how to cut it. */
export const openAudio = async (source: AudioSource, signal: AbortSignal): Promise<OpenAudio> => {
  const stream = new ByteStream(source, signal)
  try {
    const container = containerOf(await stream.peek(sniffBytes))
    const reader = await readerOf(container, source, stream)
    return { facts: reader.facts, split: (wish, abort) => new Pieces(reader, wish, abort), close: () => reader.close() }
  } catch (error) {
    stream.close()
    throw error
  }
}

/** What is known of audio without cutting it. */
export const readFacts = async (source: AudioSource, signal: AbortSignal = new AbortController().signal): Promise<AudioFacts> => {
  const audio = await openAudio(source, signal)
  audio.close()
  return audio.facts
}

/** Opens and cuts in one step. */
export async function* splitAudio(source: AudioSource, wish: SplitWish, signal: AbortSignal): AsyncGenerator<Piece, void> {
  const audio = await openAudio(source, signal)
  yield* audio.split(wish, signal)
}
