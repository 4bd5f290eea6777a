import type { Answer, ChatCall } from './engine'
import { refuse, type Refusal } from './openai-errors'
import type { ScriptedReply } from './protocol'
import { chatFamilies, standInModels } from './stand-in-models'
import { findWord } from './vocabulary'

interface ChatMessage {
  readonly role: string
  readonly content: string
}

interface ChatBody {
  readonly model: string
  readonly messages: readonly ChatMessage[]
}

/** A line that begins with its number: number, mark, space, text. */
export const numberedLine = /^\s*(\d+)([.):\]|-]*)(\s+)(.*)$/

const isRecord = (value: unknown): value is Record<string, unknown> => typeof value === 'object' && value !== null && !Array.isArray(value)

/** Content is a string, or a list of parts of which the texts count. */
const contentOf = (content: unknown): string | null => {
  if (typeof content === 'string') return content
  if (!Array.isArray(content)) return null
  return content.map((part: unknown) => (isRecord(part) && typeof part['text'] === 'string' ? part['text'] : '')).join('\n')
}

const readMessages = (messages: unknown): ChatMessage[] | null => {
  if (!Array.isArray(messages) || messages.length === 0) return null
  const read = messages.map((message: unknown) => {
    const content = isRecord(message) ? contentOf(message['content']) : null
    return isRecord(message) && typeof message['role'] === 'string' && content !== null ? { role: message['role'], content } : null
  })
  return read.every((message) => message !== null) ? read : null
}

/** What the user said last; null when the body holds no messages. */
export const lastUserText = (json: unknown): string | null => {
  const messages = isRecord(json) ? readMessages(json['messages']) : null
  return messages?.filter(({ role }) => role === 'user').at(-1)?.content ?? null
}

const refuseParameters = (json: Record<string, unknown>, takesTemperature: boolean): Refusal | null => {
  const { temperature } = json
  if (temperature !== undefined && temperature !== null && (typeof temperature !== 'number' || temperature < 0 || temperature > 2)) return refuse.chatParameter('temperature', "Invalid 'temperature': expected a number between 0 and 2.")
  if (takesTemperature) return null
  if (typeof temperature === 'number' && temperature !== 1) return refuse.chatParameter('temperature', `Unsupported value: 'temperature' does not support ${temperature} with this model. Only the default (1) value is supported.`)
  return json['max_tokens'] === undefined ? null : refuse.chatParameter('max_tokens', "Unsupported parameter: 'max_tokens' is not supported with this model. Use 'max_completion_tokens' instead.")
}

/** A real chat completion's demands on its body. */
export const readChat = (json: unknown): ChatBody | Refusal => {
  if (!isRecord(json)) return refuse.badJson()
  const { model, messages } = json
  if (typeof model !== 'string' || model === '') return refuse.noModel()
  if (standInModels.some(({ id }) => id === model)) return refuse.notChatModel(model)
  const known = chatFamilies.find(({ prefix }) => model.startsWith(prefix))
  if (!known) return refuse.unknownModel(model)
  if (messages === undefined) return refuse.noMessages()
  const read = readMessages(messages)
  return read ? (refuseParameters(json, known.takesTemperature) ?? { model, messages: read }) : refuse.badMessages()
}

const translateWord = (word: string, german: boolean): string => {
  const entry = findWord(word.toLowerCase())
  return entry ? (german ? entry.german : entry.english) : word
}

const translateText = (text: string, german: boolean): string => text.replace(/\p{L}+/gu, (word) => translateWord(word, german))

const damage: Readonly<Record<'one-missing' | 'one-more' | 'unnumbered' | 'empty', (lines: readonly string[]) => readonly string[]>> = {
  'one-missing': (lines) => lines.slice(0, -1),
  'one-more': (lines) => [...lines, `${lines.length + 1}. one more`],
  unnumbered: (lines) => lines.map((line) => line.replace(numberedLine, '$4')),
  empty: () => [],
}

/** Translates word for word: numbered lines line by line when there are any, else the whole last message. */
const reply = (messages: readonly ChatMessage[], scripted: ScriptedReply | null): string => {
  const asked = messages.filter(({ role }) => role === 'user').at(-1)?.content ?? ''
  const german = messages.some(({ content }) => /\b(in)?to German\b/.test(content))
  const lines = asked.split('\n').filter((line) => numberedLine.test(line))
  if (lines.length === 0) return scripted?.kind === 'bad-lines' && scripted.how === 'empty' ? '' : translateText(asked, german)
  const translated = lines.map((line) => line.replace(numberedLine, (_line, number: string, mark: string, space: string, text: string) => `${number}${mark}${space}${translateText(text, german)}`))
  return (scripted?.kind === 'bad-lines' ? damage[scripted.how](translated) : translated).join('\n')
}

/** A chat completion with the given content. */
export const chatAnswer = (model: string, content: string): Answer => {
  const tokens = content.split(/\s+/).length
  return {
    status: 200,
    contentType: 'application/json',
    body: JSON.stringify({
      id: 'chatcmpl-stand-in', object: 'chat.completion', created: 1_795_000_000, model,
      choices: [{ index: 0, message: { role: 'assistant', content, refusal: null }, logprobs: null, finish_reason: 'stop' }],
      usage: { prompt_tokens: tokens, completion_tokens: tokens, total_tokens: tokens * 2 },
    }),
  }
}

/** The text endpoint of the stand-in: a dictionary, so that each word of a translation can be checked. */
export const answerChat = ({ json, reply: scripted }: ChatCall): Answer | Refusal => {
  const chat = readChat(json)
  return 'messages' in chat ? chatAnswer(chat.model, reply(chat.messages, scripted)) : chat
}
