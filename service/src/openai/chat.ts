import { textModels, type TextUsage } from '../../../contract'
import type { Settings } from '../configuration'
import type { Deadline } from '../deadline'
import { ServiceError } from '../errors'
import { UpstreamError } from './failure'
import { post } from './http'

/** One question to a text model, and its answer. */
export interface Chat {
  readonly ask: (system: string, user: string) => Promise<string>
  /** What all questions so far have used. */
  readonly usage: () => TextUsage
}

const path = '/chat/completions'

interface Completion {
  readonly choices?: readonly { readonly message?: { readonly content?: unknown } }[]
  readonly usage?: { readonly prompt_tokens?: number; readonly completion_tokens?: number }
}

const failed = (what: string): ServiceError => new ServiceError('translation-failed', { what })

const parse = (body: string): { content: string; usage: Completion['usage'] } => {
  let completion: Completion
  try {
    completion = JSON.parse(body) as Completion
  } catch {
    throw failed('text that is not JSON')
  }
  const content = completion?.choices?.[0]?.message?.content
  if (typeof content !== 'string') throw failed('no text')
  return { content, usage: completion.usage }
}

/** The transcript is in hand already, so errors about audio make no sense here. */
const explain = (error: unknown, model: string): unknown => {
  if (!(error instanceof UpstreamError)) return error
  if (error.key === 'api-key-scope') return new ServiceError('text-key-scope', { permission: 'Model capabilities: chat completions (POST /v1/chat/completions)' }, error)
  if (error.remedy === 'model') return new ServiceError('text-model-unknown', { model }, error)
  if (error.key === 'upstream-refused' || error.key.startsWith('audio-')) return failed(`a refusal (${error.message.split('\n').pop() ?? ''})`)
  return error
}

/** A conversation with the configured text model; without one, with the first of our list that the server knows. */
export const openChat = (settings: Settings, deadline: Deadline): Chat => {
  const candidates = settings.textModelId ? [settings.textModelId] : textModels.map(({ id }) => id)
  let current = 0
  let inputTokens = 0
  let outputTokens = 0
  const { host } = new URL(settings.apiBaseUrl)
  const modelId = (): string => candidates[current] ?? ''

  const ask = async (system: string, user: string): Promise<string> => {
    const model = modelId()
    const body = Buffer.from(JSON.stringify({ model, messages: [{ role: 'system', content: system }, { role: 'user', content: user }] }))
    try {
      const { content, usage } = parse((await post({ path, body: [body], contentType: 'application/json', facts: { modelId: model, modelFromCall: false, host, path, byteLength: body.byteLength, apiKey: settings.apiKey } }, settings, deadline)).body)
      inputTokens += usage?.prompt_tokens ?? 0
      outputTokens += usage?.completion_tokens ?? 0
      return content
    } catch (error) {
      if (error instanceof UpstreamError && error.remedy === 'model' && candidates.indexOf(model) < candidates.length - 1) {
        current = Math.max(current, candidates.indexOf(model) + 1)
        return ask(system, user)
      }
      throw explain(error, model)
    }
  }
  return { ask, usage: () => ({ modelId: modelId(), inputTokens, outputTokens }) }
}
