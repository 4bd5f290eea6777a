import type { FormField } from './configuration-form'
import { escapeHtml } from './html'

/** Where a field stands: the id of its elements and the name under which a form sends it. */
interface FieldPlace {
  readonly id: string
  readonly name: string
  /** Where a person begins to type. */
  readonly isFirst: boolean
}

const attributes = ({ id, name, isFirst }: FieldPlace): string => `id="${id}" name="${name}" aria-describedby="${id}-hint"${isFirst ? ' autofocus' : ''}`

const placeholder = (field: FormField): string => {
  if (field.isSet && field.secret) return 'Saved. Leave empty to keep it'
  return field.example === '' ? '' : `For example ${field.example}`
}

const control = (field: FormField, place: FieldPlace): string => {
  const value = field.value ?? field.defaultValue
  const options = field.type === 'BOOL' ? ['false', 'true'] : field.options
  if (options.length > 0) {
    const choices = options.map((option) => `<option${option === value ? ' selected' : ''}>${escapeHtml(option)}</option>`)
    return `<select ${attributes(place)}>${choices.join('')}</select>`
  }
  const type = field.secret ? 'password' : 'text'
  return `<input type="${type}" ${attributes(place)} value="${field.secret ? '' : escapeHtml(value)}" placeholder="${escapeHtml(placeholder(field))}" autocomplete="off" spellcheck="false">`
}

const removal = (field: FormField, { id, name }: FieldPlace): string =>
  field.secret && field.isSet
    ? `<div class="remove"><input type="checkbox" id="${id}-remove" name="remove:${name}" value="yes"><label for="${id}-remove">Remove the saved value</label></div>`
    : ''

/** One field of a service's configuration form, with its hint. */
export const fieldHtml = (service: string, field: FormField, { name = field.name, isFirst = false }: { name?: string; isFirst?: boolean } = {}): string => {
  const place = { id: escapeHtml(`${service}-${field.name}`), name: escapeHtml(name), isFirst }
  return `<div class="field"><label for="${place.id}">${escapeHtml(field.displayName)}</label>
<p class="hint" id="${place.id}-hint">${escapeHtml(field.hint)}${field.secret && field.isSet ? ' <strong>A value is saved.</strong>' : ''}</p>
${control(field, place)}${removal(field, place)}</div>`
}
