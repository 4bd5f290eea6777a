import { audioTypeOf, audioTypes, sniff, sniffBytes, type AudioType, type Sniffed } from '../../contract'

/** What the first bytes of a file tell. */
export const sniffBlob = async (blob: Blob): Promise<Sniffed> => sniff(new Uint8Array(await blob.slice(0, sniffBytes).arrayBuffer()))

/** The type of a recording: from its bytes, else from what the recorder says, else the most usual one. */
export const recordedType = (sniffed: Sniffed, recorderMimeType: string): AudioType => {
  if (sniffed.kind === 'audio') return sniffed.type
  const [, subtype = ''] = (recorderMimeType.split(';')[0] ?? '').split('/')
  return audioTypes.find(({ mimeType }) => mimeType.endsWith(`/${subtype.trim()}`)) ?? audioTypeOf('webm')
}

const two = (value: number): string => String(value).padStart(2, '0')

/** Name of a recording for people: sortable, and valid on every system. */
export const recordingName = (date: Date, { extension }: Pick<AudioType, 'extension'>): string => {
  const day = `${date.getFullYear()}-${two(date.getMonth() + 1)}-${two(date.getDate())}`
  return `recording-${day}-${two(date.getHours())}${two(date.getMinutes())}${two(date.getSeconds())}.${extension}`
}

/** The given name with an extension that fits the bytes, and without anything that could lead out of a folder. */
export const nameFor = (original: string, type: AudioType): string => {
   
  const safe = original.replace(/[/\\:*?"<>|\u0000-\u001f]+/g, '-')
  const [, base = safe, extension = ''] = /^(.*)\.([^.]*)$/.exec(safe) ?? []
  return type.extensions.includes(extension.toLowerCase()) ? safe : `${base || 'audio'}.${type.extension}`
}
