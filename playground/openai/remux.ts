import {
  ALL_FORMATS, BufferSource, BufferTarget, EncodedAudioPacketSource, EncodedPacketSink, Input, Mp4OutputFormat, OggOutputFormat, Output,
  type AudioCodec, type InputAudioTrack, type OutputFormat,
} from 'mediabunny'

/** Gives the first audio track of a file to `use`; null when there is none or the file cannot be read. */
const withTrack = async <T>(bytes: Uint8Array, use: (track: InputAudioTrack) => Promise<T | null>): Promise<T | null> => {
  const input = new Input({ formats: ALL_FORMATS, source: new BufferSource(bytes) })
  try {
    const track = await input.getPrimaryAudioTrack()
    return track ? await use(track) : null
  } catch {
    return null
  } finally {
    input.dispose()
  }
}

const copyPackets = async (track: InputAudioTrack, codec: AudioCodec, format: OutputFormat): Promise<Uint8Array | null> => {
  const decoderConfig = await track.getDecoderConfig()
  if (!decoderConfig) return null
  const target = new BufferTarget()
  const output = new Output({ format, target })
  const source = new EncodedAudioPacketSource(codec)
  output.addAudioTrack(source)
  await output.start()
  let last = 0
  for await (const packet of new EncodedPacketSink(track).packets()) {
    last = Math.max(packet.timestamp, last)
    await source.add(packet.clone({ timestamp: last }), { decoderConfig })
  }
  await output.finalize()
  return target.buffer ? new Uint8Array(target.buffer) : null
}

const remux = (bytes: Uint8Array, codecs: readonly AudioCodec[], format: OutputFormat): Promise<Uint8Array | null> =>
  withTrack(bytes, async (track) => {
    const codec = await track.getCodec()
    return codec && codecs.includes(codec) ? copyPackets(track, codec, format) : null
  })

/** Copies Opus or Vorbis packets into an Ogg file; null for other codecs. */
export const remuxToOgg = (bytes: Uint8Array): Promise<Uint8Array | null> => remux(bytes, ['opus', 'vorbis'], new OggOutputFormat())

/** Copies AAC packets into an MP4 file of fragments, which can be decoded piece by piece; null for other codecs. */
export const remuxToFragments = (bytes: Uint8Array): Promise<Uint8Array | null> => remux(bytes, ['aac'], new Mp4OutputFormat({ fastStart: 'fragmented' }))

/** Length of the first audio track in seconds, told by headers or packets; null when nothing can be read. */
export const measureSeconds = (bytes: Uint8Array): Promise<number | null> => withTrack(bytes, (track) => track.computeDuration())
