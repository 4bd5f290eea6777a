import { BufferSource, BufferTarget, ADTS, EncodedAudioPacketSource, EncodedPacketSink, FLAC, Input, MATROSKA, MP3, MP4, Mp3OutputFormat, Mp4OutputFormat, OGG, OggOutputFormat, Output, WAVE, WEBM, WebMOutputFormat, type EncodedPacket, type OutputFormat } from 'mediabunny'
import { readFixture, fixtures, type TimedWord } from './stand-in'

/** Long files made of the packets of the short committed ones: nothing is encoded, so no ffmpeg is needed, and every word and time is known. */

export interface LongFile {
  readonly bytes: Buffer
  readonly words: readonly TimedWord[]
  readonly durationSeconds: number
}

const repeatWords = (name: string, times: number, seconds: number): TimedWord[] =>
  Array.from({ length: times }, (_, index) => fixtures.speech[name]!.words.map(({ word, start, end }) => ({ word, start: start + index * seconds, end: end + index * seconds }))).flat()

/** The packets of a fixture again and again, in another container. */
export const repeatPackets = async (name: string, times: number, format: OutputFormat): Promise<LongFile> => {
  const input = new Input({ source: new BufferSource(readFixture(name)), formats: [MP4, WEBM, MATROSKA, OGG, FLAC, ADTS, MP3, WAVE] })
  const track = (await input.getPrimaryAudioTrack())!
  const decoderConfig = (await track.getDecoderConfig())!
  const packets: EncodedPacket[] = []
  for await (const packet of new EncodedPacketSink(track).packets()) packets.push(packet)
  const first = packets[0]!.timestamp
  const last = packets.at(-1)!
  const seconds = last.timestamp + last.duration - first
  const target = new BufferTarget()
  const output = new Output({ format, target })
  const source = new EncodedAudioPacketSource((await track.getCodec())!)
  output.addAudioTrack(source)
  await output.start()
  for (let round = 0; round < times; round += 1) {
    for (const packet of packets) await source.add(packet.clone({ timestamp: Math.max(0, packet.timestamp - first) + round * seconds }), { decoderConfig })
  }
  await output.finalize()
  input.dispose()
  return { bytes: Buffer.from(target.buffer!), words: repeatWords(name, times, seconds), durationSeconds: seconds * times }
}

/** Where the samples of a wav begin. */
const wavHeadBytes = 44

/** The samples of the wav fixture again and again. */
export const repeatWav = (times: number): LongFile => {
  const file = readFixture('speech.wav')
  const samples = file.subarray(wavHeadBytes)
  const bytes = Buffer.concat([file.subarray(0, wavHeadBytes), ...Array.from({ length: times }, () => samples)])
  bytes.writeUInt32LE(bytes.byteLength - wavHeadBytes, 40)
  bytes.writeUInt32LE(bytes.byteLength - 8, 4)
  const seconds = samples.byteLength / file.readUInt32LE(28)
  return { bytes, words: repeatWords('speech.wav', times, seconds), durationSeconds: seconds * times }
}

/** The shapes in which long audio comes, each made when it is asked for. */
export const longShapes: Readonly<Record<string, () => Promise<LongFile>>> = {
  wav: () => Promise.resolve(repeatWav(12)),
  'mp3 of one bit rate': () => repeatPackets('speech.mpeg', 5, new Mp3OutputFormat({ xingHeader: false })),
  'mp3 of changing bit rate': () => repeatPackets('speech.mpga', 5, new Mp3OutputFormat()),
  'm4a with its index first': () => repeatPackets('speech.m4a', 5, new Mp4OutputFormat({ fastStart: 'in-memory' })),
  'm4a with its index last': () => repeatPackets('speech.m4a', 5, new Mp4OutputFormat({ fastStart: false })),
  'mp4 in fragments': () => repeatPackets('speech.m4a', 5, new Mp4OutputFormat({ fastStart: 'fragmented' })),
  'ogg with Opus': () => repeatPackets('voice-note.opus', 6, new OggOutputFormat()),
  'ogg with Vorbis': () => repeatPackets('speech.ogg', 5, new OggOutputFormat()),
  'webm with an index': () => repeatPackets('speech.webm', 5, new WebMOutputFormat()),
  'webm without index and length': () => repeatPackets('speech.webm', 5, new WebMOutputFormat({ appendOnly: true })),
}
