import { componentId } from '../../../contract'
import { allOutputs, previewPath, usualVariant, type Variant } from '../variant'
import { element } from './dom'

/** A property as component.json describes it. */
export interface PropertyDefinition {
  readonly name: string
  readonly label: string
  readonly type: string
  readonly defaultValue?: unknown
  readonly options?: readonly { readonly value: string; readonly label: string }[]
  readonly showInSettings?: boolean
  readonly settingTooltip?: string
}

type Control = HTMLInputElement | HTMLSelectElement | HTMLTextAreaElement
export type Changes = Pick<Variant, 'settings' | 'bind' | 'bare'>

const asText = (value: unknown): string => (value === undefined ? '' : typeof value === 'string' ? value : JSON.stringify(value))

const controls: Readonly<Record<string, (property: PropertyDefinition, value: string) => Control>> = {
  checkbox: (_, value) => element('input', { type: 'checkbox', checked: value === 'true' }),
  number: (_, value) => element('input', { type: 'number', value }),
  json: (_, value) => element('textarea', { rows: 3, value, spellcheck: false }),
  select: ({ options = [] }, value) => element('select', {}, ...options.map((option) => element('option', { value: option.value, selected: option.value === value }, option.label))),
}

const textControl = (_: PropertyDefinition, value: string): Control => element('input', { type: 'text', value, autocomplete: 'off' })

const field = (property: PropertyDefinition, value: string): HTMLElement => {
  const control = (controls[property.type] ?? textControl)(property, value)
  const hint = element('p', { className: 'hint', id: `hint-${property.name}` }, property.settingTooltip ?? '')
  Object.assign(control, { name: property.name, id: `setting-${property.name}` })
  control.setAttribute('aria-describedby', hint.id)
  const label = element('label', { htmlFor: control.id }, property.label)
  return element('div', { className: property.type === 'checkbox' ? 'field check' : 'field' }, label, control, hint)
}

const binding = (property: PropertyDefinition, isBound: boolean): HTMLElement =>
  element('label', { className: 'binding' },
    element('input', { type: 'checkbox', name: 'bind', value: property.name, checked: isBound }),
    element('span', {}, property.label),
    element('code', {}, `result.${property.name}`),
  )

const valueOf = (control: Control): string => (control instanceof HTMLInputElement && control.type === 'checkbox' ? String(control.checked) : control.value)

/** Only what differs from the default goes into the address. */
const readForm = (form: HTMLFormElement, settings: readonly PropertyDefinition[], hidden: readonly string[]): Changes => {
  const values = settings.map(({ name, defaultValue }) => ({ name, value: valueOf(form.elements.namedItem(name) as Control), usual: asText(defaultValue) }))
  return {
    settings: Object.fromEntries(values.filter(({ value, usual }) => value !== usual).map(({ name, value }) => [name, value])),
    bind: [...new FormData(form).getAll('bind').map(String), ...hidden],
    bare: false,
  }
}

const fillForm = (form: HTMLFormElement, properties: readonly PropertyDefinition[], { settings, bind }: Pick<Variant, 'settings' | 'bind'>): void => {
  const shown = properties.filter(({ showInSettings }) => showInSettings)
  const isOutput = ({ name }: PropertyDefinition): boolean => allOutputs.includes(name)
  form.replaceChildren(
    ...shown.filter((property) => !isOutput(property)).map((property) => field(property, settings[property.name] ?? asText(property.defaultValue))),
    element('fieldset', {}, element('legend', {}, 'Data binding'), ...shown.filter(isOutput).map((property) => binding(property, bind.includes(property.name)))),
    element('div', { className: 'form-end' }, element('button', { type: 'submit' }, 'Apply'), element('button', { type: 'reset', className: 'quiet' }, 'Back to defaults')),
  )
}

/** The settings panel of UI Builder: made from the built component.json, applied by loading the page again. */
export const showSettings = async (form: HTMLFormElement, variant: Variant, onApply: (changes: Changes) => void): Promise<void> => {
  const response = await fetch(`${previewPath(variant)}components/custom/${componentId}/component.json`)
  const { properties } = (await response.json()) as { properties: readonly PropertyDefinition[] }
  const settings = properties.filter(({ name, showInSettings }) => showInSettings && !allOutputs.includes(name))
  // What the panel does not show keeps its binding.
  const hidden = properties.filter(({ name, showInSettings }) => !showInSettings && variant.bind.includes(name)).map(({ name }) => name)
  fillForm(form, properties, variant)
  form.addEventListener('submit', (event) => {
    event.preventDefault()
    onApply(readForm(form, settings, hidden))
  })
  form.addEventListener('reset', (event) => {
    event.preventDefault()
    fillForm(form, properties, usualVariant)
    onApply({ settings: {}, bind: usualVariant.bind, bare: false })
  })
}
