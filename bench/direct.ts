import OpenAI, { toFile } from 'openai'

/** The direct way: what a user writes who has Node and the SDK instead of this pack. */
export const createDirect = (baseURL: string, apiKey: string): ((url: string, headers?: Readonly<Record<string, string>>) => Promise<string>) => {
  const client = new OpenAI({ apiKey, baseURL })
  return async (url, headers = {}) => {
    const response = await fetch(url, { headers })
    const buffer = Buffer.from(await response.arrayBuffer())
    const { text } = await client.audio.transcriptions.create({ file: await toFile(buffer, 'audio.wav'), model: 'whisper-1' })
    return text
  }
}
