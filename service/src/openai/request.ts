import { modelOf, type Operation } from '../../../contract'

/** A form field; the order is kept, and small fields stand before the file. */
export type Field = readonly [name: string, value: string]

export interface Wish {
  readonly task: Operation['task']
  readonly modelId: string
  readonly prompt?: string | undefined
  readonly language?: string | undefined
  readonly temperature?: number | undefined
}

/** Path of the endpoint below the base URL. */
export const pathOf = (task: Operation['task']): string => (task === 'translate' ? '/audio/translations' : '/audio/transcriptions')

/** The fields of one request. json is asked for whatever the caller wishes: every model has it, and other forms are rendered here. */
export const fieldsOf = ({ task, modelId, prompt, language, temperature }: Wish): Field[] => {
  const model = modelOf(modelId)
  const fields: Field[] = [['model', modelId], ['response_format', 'json']]
  if (language !== undefined && task === 'transcribe') fields.push([model.languageField, language])
  if (prompt !== undefined && model.prompt) fields.push(['prompt', prompt])
  if (temperature !== undefined && model.temperature) fields.push(['temperature', String(temperature)])
  return fields
}

/** Head and tail of a multipart form around one file. */
export const formAround = (fields: readonly Field[], fileName: string, mimeType: string, boundary: string): { head: Uint8Array; tail: Uint8Array } => {
  const parts = fields.map(([name, value]) => `--${boundary}\r\nContent-Disposition: form-data; name="${name}"\r\n\r\n${value}\r\n`)
  const file = `--${boundary}\r\nContent-Disposition: form-data; name="file"; filename="${fileName}"\r\nContent-Type: ${mimeType}\r\n\r\n`
  return { head: Buffer.from(parts.join('') + file), tail: Buffer.from(`\r\n--${boundary}--\r\n`) }
}
