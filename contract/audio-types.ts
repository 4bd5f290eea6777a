/** The audio containers that the services accept: what they are called, and how their first bytes look. */

export type Container = 'aac' | 'flac' | 'mp3' | 'mp4' | 'ogg' | 'wav' | 'webm'

export interface AudioType {
  readonly container: Container
  /** Extension of the file name that is sent: the transcription service judges a file by it. */
  readonly extension: string
  readonly mimeType: string
  /** Every extension under which users know this container. The nine promised ones are marked in `promisedExtensions`. */
  readonly extensions: readonly string[]
}

/** Promised to users by the documentation of the two services. */
export const promisedExtensions = ['flac', 'mp3', 'mp4', 'mpeg', 'mpga', 'm4a', 'ogg', 'wav', 'webm'] as const

export const audioTypes: readonly AudioType[] = [
  { container: 'flac', extension: 'flac', mimeType: 'audio/flac', extensions: ['flac'] },
  { container: 'mp3', extension: 'mp3', mimeType: 'audio/mpeg', extensions: ['mp3', 'mpeg', 'mpga'] },
  { container: 'mp4', extension: 'm4a', mimeType: 'audio/mp4', extensions: ['m4a', 'mp4'] },
  { container: 'ogg', extension: 'ogg', mimeType: 'audio/ogg', extensions: ['ogg', 'oga', 'opus'] },
  { container: 'wav', extension: 'wav', mimeType: 'audio/wav', extensions: ['wav'] },
  { container: 'webm', extension: 'webm', mimeType: 'audio/webm', extensions: ['webm', 'weba'] },
]

/** Raw AAC, as recorders of phones make it. The transcription service does not know it: ours puts it into another container before it is sent. */
export const rawAacType: AudioType = { container: 'aac', extension: 'aac', mimeType: 'audio/aac', extensions: ['aac', 'adts'] }

export const audioTypeOf = (container: Container): AudioType => {
  const found = [...audioTypes, rawAacType].find((type) => type.container === container)
  if (!found) throw new Error(`No audio type for container ${container}`)
  return found
}

/** What the first bytes tell. `audio` can be transcribed; `other` names what it is instead. */
export type Sniffed =
  | { readonly kind: 'audio'; readonly type: AudioType }
  | { readonly kind: 'other'; readonly what: string; readonly advice: 'convert' | 'web-page' | 'not-audio' }

/** Bytes that `sniff` needs to decide; fewer are fine when the file is shorter. */
export const sniffBytes = 512

interface Signature {
  readonly at: number
  readonly bytes: readonly (number | null)[]
}

const ascii = (text: string): number[] => [...text].map((character) => character.charCodeAt(0))
const any = null

const audioSignatures: readonly { container: Container; signature: Signature }[] = [
  { container: 'flac', signature: { at: 0, bytes: ascii('fLaC') } },
  { container: 'ogg', signature: { at: 0, bytes: ascii('OggS') } },
  { container: 'wav', signature: { at: 0, bytes: [...ascii('RIFF'), any, any, any, any, ...ascii('WAVE')] } },
  { container: 'webm', signature: { at: 0, bytes: [0x1a, 0x45, 0xdf, 0xa3] } },
  { container: 'mp4', signature: { at: 4, bytes: ascii('ftyp') } },
  { container: 'mp3', signature: { at: 0, bytes: ascii('ID3') } },
]

const otherSignatures: readonly { what: string; advice: 'convert' | 'not-audio'; signature: Signature }[] = [
  { what: 'AMR audio', advice: 'convert', signature: { at: 0, bytes: ascii('#!AMR') } },
  { what: 'Apple CAF audio', advice: 'convert', signature: { at: 0, bytes: ascii('caff') } },
  { what: 'AIFF audio', advice: 'convert', signature: { at: 0, bytes: [...ascii('FORM'), any, any, any, any, ...ascii('AIF')] } },
  { what: 'Windows Media audio', advice: 'convert', signature: { at: 0, bytes: [0x30, 0x26, 0xb2, 0x75, 0x8e, 0x66, 0xcf, 0x11] } },
  ...[0xf4, 0xf5, 0xfc, 0xfd].map((second) => ({ what: 'MPEG layer II audio', advice: 'convert' as const, signature: { at: 0, bytes: [0xff, second] } })),
  { what: 'an MPEG program stream', advice: 'convert', signature: { at: 0, bytes: [0x00, 0x00, 0x01, 0xba] } },
  { what: 'AVI video', advice: 'convert', signature: { at: 0, bytes: [...ascii('RIFF'), any, any, any, any, ...ascii('AVI ')] } },
  { what: 'a PDF document', advice: 'not-audio', signature: { at: 0, bytes: ascii('%PDF') } },
  { what: 'a ZIP archive or Office document', advice: 'not-audio', signature: { at: 0, bytes: [0x50, 0x4b, 0x03, 0x04] } },
  { what: 'a gzip archive', advice: 'not-audio', signature: { at: 0, bytes: [0x1f, 0x8b] } },
  { what: 'a PNG picture', advice: 'not-audio', signature: { at: 0, bytes: [0x89, 0x50, 0x4e, 0x47] } },
  { what: 'a JPEG picture', advice: 'not-audio', signature: { at: 0, bytes: [0xff, 0xd8, 0xff] } },
]

const matches = (bytes: Uint8Array, { at, bytes: wanted }: Signature): boolean =>
  bytes.length >= at + wanted.length && wanted.every((byte, index) => byte === null || bytes[at + index] === byte)

/** Eleven set bits, a known version, layer III, a real bit rate and sample rate: an MPEG audio frame without a tag. */
const isMp3Frame = (bytes: Uint8Array): boolean => {
  const [sync = 0, second = 0, third = 0] = bytes
  if (sync !== 0xff || (second & 0xe0) !== 0xe0) return false
  const version = (second >> 3) & 3
  const layer = (second >> 1) & 3
  return version !== 1 && layer === 1 && third >> 4 !== 0 && third >> 4 !== 15 && ((third >> 2) & 3) !== 3
}

const isAdts = (bytes: Uint8Array): boolean => bytes[0] === 0xff && ((bytes[1] ?? 0) & 0xf6) === 0xf0

const startOfText = (bytes: Uint8Array): string | null => {
  const start = bytes.subarray(0, sniffBytes)
  if (start.some((byte) => byte < 9 || (byte > 13 && byte < 32 && byte !== 27) || byte > 0xfd)) return null
  return String.fromCharCode(...start).replace(/^\u00ef\u00bb\u00bf/, '').trimStart().toLowerCase()
}

/** Decides from content alone: file names and content types lie too often. */
export const sniff = (bytes: Uint8Array): Sniffed => {
  const audio = audioSignatures.find(({ signature }) => matches(bytes, signature))
  if (audio) return { kind: 'audio', type: audioTypeOf(audio.container) }
  if (isMp3Frame(bytes)) return { kind: 'audio', type: audioTypeOf('mp3') }
  if (isAdts(bytes)) return { kind: 'audio', type: rawAacType }
  const other = otherSignatures.find(({ signature }) => matches(bytes, signature))
  if (other) return { kind: 'other', what: other.what, advice: other.advice }
  const text = startOfText(bytes)
  if (text === null) return { kind: 'other', what: 'an unknown kind of file', advice: 'not-audio' }
  if (/^(<!doctype html|<html|<head|<body|<\?xml[^>]*>\s*<!doctype html)/.test(text)) return { kind: 'other', what: 'a web page', advice: 'web-page' }
  return { kind: 'other', what: 'text', advice: 'not-audio' }
}
