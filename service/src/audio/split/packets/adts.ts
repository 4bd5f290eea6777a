/** Bytes of the head that stands before each packet of raw AAC. */
export const adtsHeadBytes = (packet: Uint8Array): number => (packet[0] === 0xff && (packet[1]! & 0xf6) === 0xf0 ? ((packet[1]! & 1) === 1 ? 7 : 9) : 0)

/** The same facts as an MP4 file tells them once; null when there is no head. */
export const adtsDescription = (packet: Uint8Array): Uint8Array | null => {
  if (adtsHeadBytes(packet) === 0) return null
  const objectType = (packet[2]! >> 6) + 1
  const rateIndex = (packet[2]! >> 2) & 15
  const channels = ((packet[2]! & 1) << 2) | (packet[3]! >> 6)
  return Uint8Array.of((objectType << 3) | (rateIndex >> 1), ((rateIndex & 1) << 7) | (channels << 3))
}
