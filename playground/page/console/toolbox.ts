import { addressFor, appNamed } from '../../shell/places'
import type { Variant } from '../variant'
import { element } from './dom'

interface Toolbox {
  readonly component: { readonly id: string; readonly name: string; readonly description: string } | null
  readonly isPlaced: boolean
  readonly canChange: boolean
}

const nothing = (variant: Variant): Node[] => [
  element('p', { className: 'soft' }, 'No custom component is installed in this app.'),
  element('p', {}, element('a', { href: addressFor(appNamed(variant.app), '/marketplace') }, 'Open the Marketplace')),
]

const dragType = 'application/x-component'

/** The entry can be dragged onto the page, and pressed by those who do not drag. */
const entry = ({ component, isPlaced }: Toolbox, onPlace: (isPlaced: boolean) => void): HTMLElement => {
  const button = element('button', { type: 'button', className: isPlaced ? 'quiet' : '', draggable: !isPlaced }, isPlaced ? `Remove ${component?.name ?? ''} from the page` : `Add ${component?.name ?? ''} to the page`)
  button.addEventListener('click', () => onPlace(!isPlaced))
  button.addEventListener('dragstart', ({ dataTransfer }) => dataTransfer?.setData(dragType, component?.id ?? ''))
  return button
}

const acceptDrops = (target: HTMLElement, onDrop: () => void): void => {
  const isOurs = ({ dataTransfer }: DragEvent): boolean => dataTransfer?.types.includes(dragType) ?? false
  target.addEventListener('dragover', (event) => {
    if (isOurs(event)) event.preventDefault()
  })
  target.addEventListener('drop', (event) => {
    if (!isOurs(event)) return
    event.preventDefault()
    onDrop()
  })
}

const card = (...content: readonly Node[]): HTMLElement => {
  const title = element('h2', { id: 'toolbox-title' }, 'Toolbox: Custom Components')
  const made = element('section', { className: 'card', id: 'toolbox' }, element('div', { className: 'card-head' }, title), ...content)
  made.setAttribute('aria-labelledby', title.id)
  return made
}

/** The custom components of the app in UI Builder's toolbox, above the page. The answer tells whether one stands on the page. */
export const showToolbox = async (column: HTMLElement, variant: Variant): Promise<boolean> => {
  const address = `/${appNamed(variant.app).id}/console/ui-builder/page`
  const toolbox = (await (await fetch(address)).json()) as Toolbox
  if (!toolbox.canChange) return true
  const put = async (isPlaced: boolean): Promise<void> => {
    await fetch(address, { method: 'PUT', headers: { 'content-type': 'application/json' }, body: JSON.stringify({ isPlaced }) })
    location.reload()
  }
  column.prepend(card(...(toolbox.component ? [entry(toolbox, (isPlaced) => void put(isPlaced))] : nothing(variant))))
  if (toolbox.component && !toolbox.isPlaced) acceptDrops(document.body, () => void put(true))
  return toolbox.component !== null && toolbox.isPlaced
}
