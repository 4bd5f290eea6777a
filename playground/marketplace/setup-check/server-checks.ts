import { defaultModelId, hasEnded, modelOf, operations, products } from '../../../contract'
import type { AppRuntime } from '../../backendless/app-runtime'
import { bad, good, open, type Finding } from './finding'

const openAiBaseUrl = 'https://api.openai.com/v1'
const answerSeconds = 10

const serviceNames = operations.map(({ service }) => service)

const findServices = ({ model }: AppRuntime): Finding => {
  const missing = serviceNames.filter((name) => !model.services.some((service) => service.name === name))
  if (missing.length === 0) return good('Services', `${serviceNames.join(' and ')} are found.`)
  return bad('Services', `${missing.join(' and ')} ${missing.length === 1 ? 'is' : 'are'} not installed.`, `Install ${products.services.title} from the Marketplace.`)
}

/** What a server said to the question which models it has; `ids` is null when it does not tell. */
interface ModelsAnswer {
  readonly status: number | null
  readonly ids: readonly string[] | null
}

const askModels = async (apiBaseUrl: string, apiKey: string): Promise<ModelsAnswer> => {
  try {
    const response = await fetch(`${(apiBaseUrl || openAiBaseUrl).replace(/\/+$/, '')}/models`, { headers: { authorization: `Bearer ${apiKey}` }, signal: AbortSignal.timeout(answerSeconds * 1000) })
    const body = (await response.json().catch((): unknown => null)) as { data?: readonly { id: string }[] } | null
    return { status: response.status, ids: response.ok && body?.data ? body.data.map(({ id }) => id) : null }
  } catch {
    return { status: null, ids: null }
  }
}

const hostOf = (apiBaseUrl: string): string => (URL.canParse(apiBaseUrl) ? new URL(apiBaseUrl).host : apiBaseUrl || 'OpenAI')

/** A restricted key may not list models and still transcribe; a compatible server may have no such list. */
const keyFinding = (host: string, { status }: ModelsAnswer): Finding => {
  if (status === null) return bad('Key', `${host} did not answer.`, 'Check API base URL in the configuration, and whether that server is running.')
  if (status === 401) return bad('Key', `${host} refused the key.`, 'Enter a valid key in the configuration of the services (Cloud Code).')
  if (status === 403) return good('Key', `${host} knows the key; it is restricted and may not list models.`)
  if (status === 429) return bad('Key', `${host} accepted the key, but its limit is reached.`, 'Wait, or raise the limit of the account.')
  return status < 500 ? good('Key', `${host} accepted the key.`) : bad('Key', `${host} has a problem (status ${status}).`, 'Check again later.')
}

/** A model that nobody chose is not a mistake of the configuration: the services find another when a server refuses it. */
const modelFinding = (configured: string, host: string, { ids }: ModelsAnswer, today: string): Finding => {
  const id = configured || defaultModelId
  const model = modelOf(id)
  const { endsOn, successor } = model
  if (hasEnded(model, today)) return good('Model', `${id} was switched off on ${endsOn}; ${successor ?? 'another model'} is used instead.`)
  if (configured && ids && !ids.includes(id)) return bad('Model', `${host} does not list the model ${id}.`, 'Choose another audio model in the configuration, or leave it empty.')
  return good('Model', endsOn ? `${id} is offered until ${endsOn}; then ${successor ?? 'another model'} takes over by itself.` : `${id} has no announced end.`)
}

/** What a browser cannot look at: the services, and with their own configuration the key and the model. */
export const serverChecks = async (runtime: AppRuntime, today: string): Promise<Finding[]> => {
  const services = findServices(runtime)
  if (services.state === 'bad') return [services, open('Key', 'Not looked at without the services.', ''), open('Model', 'Not looked at without the services.', '')]
  const configurations = await Promise.all(serviceNames.map((name) => runtime.configurationOf(name)))
  const findings = await Promise.all(
    configurations.map(async ({ apiKey = '', apiBaseUrl = '', audioModel }) => {
      const [host, answer] = [hostOf(apiBaseUrl), await askModels(apiBaseUrl, apiKey)]
      return { key: keyFinding(host, answer), model: modelFinding(audioModel?.trim() ?? '', host, answer, today) }
    }),
  )
  /** Both services are usually configured alike: the worse of the two is what matters. */
  const worse = (list: readonly Finding[]): Finding => list.find(({ state }) => state === 'bad') ?? (list[0] as Finding)
  return [services, worse(findings.map(({ key }) => key)), worse(findings.map(({ model }) => model))]
}
