/** Ships without types: names the kind of file from its first bytes, in the words of audio-decode. */
declare module 'audio-type' {
  export default function typeOf(bytes: Uint8Array): string | undefined
}
