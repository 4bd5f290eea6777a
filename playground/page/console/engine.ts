import { transcription, translation } from '../../../contract'
import { addressFor, appNamed } from '../../shell/places'
import { previewPath, type Variant } from '../variant'
import { element } from './dom'

interface ServiceSummary {
  readonly name: string
  readonly engine: { readonly source: 'saved' | 'environment' | 'demo'; readonly label: string }
}

/** The service that the component calls in this variant. */
const serviceOf = ({ settings }: Variant): string => (settings['mode'] === 'english' ? translation : transcription).service

const readJson = async <T>(address: string): Promise<T> => {
  const response = await fetch(address)
  if (!response.ok) throw new Error(`${address} answered ${response.status}`)
  return (await response.json()) as T
}

const findService = async (variant: Variant): Promise<ServiceSummary | undefined> => {
  const { appId } = await readJson<{ appId: string }>(`${previewPath(variant)}settings.json`)
  const services = await readJson<readonly ServiceSummary[]>(`/${appId}/console/cloud-code/services`)
  return services.find(({ name }) => name === serviceOf(variant))
}

const linkTo = ({ app }: Variant): HTMLElement => element('a', { href: addressFor(appNamed(app), '/cloud-code') }, 'Cloud Code settings')

const sentences = (service: ServiceSummary | undefined, variant: Variant): (Node | string)[] => {
  const link = (): HTMLElement => linkTo(variant)
  if (!service) return ['No service is installed in this app, so nothing can be transcribed. ', link()]
  const { source, label } = service.engine
  if (source !== 'demo') return [element('strong', {}, `Engine: ${label}. `), link()]
  return [
    element('strong', {}, 'Engine: demo, built in. '),
    'It really decodes the audio and says what it measured. It does not understand words: enter an OpenAI API key or the address of a compatible server in the ',
    link(),
    '.',
  ]
}

/** Says which engine answers, and what it can. */
export const showEngine = async (place: HTMLElement, variant: Variant): Promise<void> => {
  try {
    const service = await findService(variant)
    place.dataset['source'] = service?.engine.source ?? 'none'
    place.replaceChildren(...sentences(service, variant))
  } catch {
    place.replaceChildren('The playground does not answer. Is it still running?')
  }
}
