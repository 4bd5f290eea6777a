import { ALL_FORMATS, BufferSource, BufferTarget, EncodedAudioPacketSource, EncodedPacketSink, Input, OggOutputFormat, Output, type AudioCodec } from 'mediabunny'

const oggCodecs: readonly AudioCodec[] = ['opus', 'vorbis']

/** Copies the packets of the first audio track into an Ogg file; null when its codec does not belong there or nothing can be read. */
export const remuxToOgg = async (bytes: Uint8Array): Promise<Uint8Array | null> => {
  const input = new Input({ formats: ALL_FORMATS, source: new BufferSource(bytes) })
  try {
    const track = await input.getPrimaryAudioTrack()
    const codec = track?.codec
    if (!track || !codec || !oggCodecs.includes(codec)) return null
    const target = new BufferTarget()
    const output = new Output({ format: new OggOutputFormat(), target })
    const source = new EncodedAudioPacketSource(codec)
    output.addAudioTrack(source)
    await output.start()
    const decoderConfig = await track.getDecoderConfig()
    if (!decoderConfig) return null
    let last = -Infinity
    for await (const packet of new EncodedPacketSink(track).packets()) {
      const timestamp = Math.max(0, packet.timestamp, last)
      await source.add(packet.clone({ timestamp }), { decoderConfig })
      last = timestamp
    }
    await output.finalize()
    return target.buffer ? new Uint8Array(target.buffer) : null
  } catch {
    return null
  } finally {
    input.dispose()
  }
}

/** Length of the first audio track in seconds, told by headers or packets; null when nothing can be read. */
export const measureSeconds = async (bytes: Uint8Array): Promise<number | null> => {
  const input = new Input({ formats: ALL_FORMATS, source: new BufferSource(bytes) })
  try {
    const track = await input.getPrimaryAudioTrack()
    return track ? await track.computeDuration() : null
  } catch {
    return null
  } finally {
    input.dispose()
  }
}
