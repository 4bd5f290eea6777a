/** The part of mediabunny that ships: reading packets, no writing, no decoding, only the containers that are promised. Bundled as `mediabunny.cjs`. */
export { ADTS, EncodedPacketSink, FLAC, Input, MATROSKA, MP4, OGG, QTFF, Source, WEBM } from 'mediabunny'
export type { EncodedPacket, InputAudioTrack, InputFormat } from 'mediabunny'
