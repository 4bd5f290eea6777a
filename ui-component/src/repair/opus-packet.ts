/** Frame lengths by the first five bits of a packet (RFC 6716, table 2). */
const frameMs = (config: number): number => {
  if (config < 12) return [10, 20, 40, 60][config % 4]!
  return config < 16 ? [10, 20][config % 2]! : [2.5, 5, 10, 20][config % 4]!
}

/** How long an Opus packet sounds. */
export const opusPacketMs = (packet: Uint8Array): number => {
  const [first = 0, second = 0] = packet
  const frames = [1, 2, 2, second & 63][first & 3]!
  return frameMs(first >> 3) * frames
}
