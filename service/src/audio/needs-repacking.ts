import type { AudioFile } from '../source/body'

/** Where the head of a WebM or Matroska file tells its kind and its length, if it does. */
const lookedAtBytes = 4096

const docTypeMatroska = Buffer.from([0x42, 0x82, 0x88, ...Buffer.from('matroska', 'latin1')])
/** Element Duration, as eight or four bytes of a floating-point number. */
const durations = [Buffer.from([0x44, 0x89, 0x88]), Buffer.from([0x44, 0x89, 0x84])]
/** Films of QuickTime and of old phones look like MP4, and are not taken everywhere. */
const foreignBrand = /^(qt {2}|3g)/

/** Whether the sound has to be put into another container before a transcription service takes it: told by the first bytes alone. */
export const needsRepacking = ({ type, pieces }: AudioFile): boolean => {
  const [first = new Uint8Array(0)] = pieces
  const head = Buffer.from(first.buffer, first.byteOffset, Math.min(first.byteLength, lookedAtBytes))
  if (type.container === 'mp4') return foreignBrand.test(head.toString('latin1', 8, 12))
  if (type.container === 'webm') return head.includes(docTypeMatroska) || !durations.some((duration) => head.includes(duration))
  return type.container === 'aac'
}
