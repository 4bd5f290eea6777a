/** What the four bytes before each MP3 frame say. */
export interface Mp3Header {
  readonly frameBytes: number
  readonly samples: number
  readonly sampleRate: number
  readonly channels: number
  readonly bitRate: number
  readonly isMpeg1: boolean
  /** Everything but bit rate and padding: frames that agree in it can stand in one file. */
  readonly kind: number
  /** Bytes between the frame's first byte and its side information. */
  readonly sideInfoAt: number
}

const bitRates1 = [0, 32, 40, 48, 56, 64, 80, 96, 112, 128, 160, 192, 224, 256, 320]
const bitRates2 = [0, 8, 16, 24, 32, 40, 48, 56, 64, 80, 96, 112, 128, 144, 160]
const sampleRates1 = [44_100, 48_000, 32_000]
export const headerBytes = 4

const make = (second: number, third: number, fourth: number): Mp3Header | null => {
  const version = (second >> 3) & 3
  const layer = (second >> 1) & 3
  const rateIndex = (third >> 2) & 3
  const bitRateIndex = third >> 4
  if ((second & 0xe0) !== 0xe0 || version === 1 || layer !== 1 || rateIndex === 3 || bitRateIndex === 15 || bitRateIndex === 0) return null
  const isMpeg1 = version === 3
  const sampleRate = sampleRates1[rateIndex]! / (isMpeg1 ? 1 : version === 2 ? 2 : 4)
  const bitRate = (isMpeg1 ? bitRates1 : bitRates2)[bitRateIndex]! * 1000
  const padding = (third >> 1) & 1
  const channels = fourth >> 6 === 3 ? 1 : 2
  return {
    frameBytes: Math.floor(((isMpeg1 ? 144 : 72) * bitRate) / sampleRate) + padding,
    samples: isMpeg1 ? 1152 : 576,
    sampleRate, channels, bitRate, isMpeg1,
    kind: (version << 8) | (rateIndex << 4) | channels,
    sideInfoAt: headerBytes + ((second & 1) === 0 ? 2 : 0),
  }
}

/** There are few different headers, and millions of frames. */
const known = new Map<number, Mp3Header | null>()

/** Reads a header; null when there is none. Free format, which nobody uses, is none. */
export const readHeader = (bytes: Uint8Array, at: number): Mp3Header | null => {
  if (bytes[at] !== 0xff) return null
  const second = bytes[at + 1] ?? 0
  const third = bytes[at + 2] ?? 0
  const fourth = (bytes[at + 3] ?? 0) & 0xc0
  const key = (second << 16) | (third << 8) | fourth
  let header = known.get(key)
  if (header === undefined) {
    header = make(second, third, fourth)
    known.set(key, header)
  }
  return header
}

/** A frame without a sound, of the same kind, at the given header bytes: where a Xing frame is written. */
export const sideInfoBytes = ({ isMpeg1, channels }: Pick<Mp3Header, 'isMpeg1' | 'channels'>): number => (isMpeg1 ? (channels === 1 ? 17 : 32) : channels === 1 ? 9 : 17)
