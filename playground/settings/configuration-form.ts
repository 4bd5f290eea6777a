import type { DeclaredConfigurationItem } from '../coderunner/protocol'
import type { SavedValues } from './settings-store'

/** One field as a form or a client may see it: of a secret only whether there is one. */
export interface FormField {
  readonly name: string
  readonly displayName: string
  readonly type: string
  readonly required: boolean
  readonly hint: string
  readonly example: string
  readonly defaultValue: string
  readonly options: readonly string[]
  readonly secret: boolean
  readonly isSet: boolean
  /** null = a secret, or nothing saved. */
  readonly value: string | null
}

/** What was wrong with values that somebody wanted to save. */
export type SaveResult = { readonly ok: true; readonly values: SavedValues } | { readonly ok: false; readonly message: string }

const maxCharacters = 10_000
const secretName = /key|secret|token|password/i

/** CodeRunner knows no secret fields, so names that sound like one count as well as our own mark. */
const isSecret = ({ secret, name }: DeclaredConfigurationItem): boolean => secret ?? secretName.test(name)

/** The form of a service, filled with what is saved. */
export const toForm = (items: readonly DeclaredConfigurationItem[], saved: SavedValues): FormField[] =>
  items.map((item) => ({
    name: item.name,
    displayName: item.displayName ?? item.name,
    type: item.type,
    required: item.required === true,
    hint: item.hint ?? '',
    example: item.example ?? '',
    defaultValue: item.defaultValue ?? '',
    options: item.options ?? [],
    secret: isSecret(item),
    isSet: (saved[item.name] ?? '') !== '',
    value: isSecret(item) ? null : (saved[item.name] ?? null),
  }))

const problemOf = (item: DeclaredConfigurationItem | undefined, name: string, value: unknown): string | null => {
  if (!item) return `There is no configuration value ${JSON.stringify(name.slice(0, 60))}`
  const label = item.displayName ?? name
  if (value === null) return null
  if (typeof value !== 'string') return `${label} must be a text`
  if (value.length > maxCharacters) return `${label} is longer than ${maxCharacters} characters`
  if (value !== '' && item.options && item.options.length > 0 && !item.options.includes(value)) return `${label} must be one of ${item.options.join(', ')}`
  if (value !== '' && item.type === 'BOOL' && value !== 'true' && value !== 'false') return `${label} must be true or false`
  return null
}

/**
 * Merges a client's changes into the saved values. A key that is missing stays as it is; `null` removes it.
 * An empty secret stays as it is too, because a form cannot show what it would have to send back.
 */
export const mergeValues = (items: readonly DeclaredConfigurationItem[], saved: SavedValues, changes: Readonly<Record<string, unknown>>): SaveResult => {
  const values: Record<string, string> = { ...saved }
  for (const [name, value] of Object.entries(changes)) {
    const item = items.find((candidate) => candidate.name === name)
    const problem = problemOf(item, name, value)
    if (!item || problem) return { ok: false, message: problem ?? name }
    if (value === null) delete values[name]
    else if (!(isSecret(item) && value === '')) values[name] = (value as string).trim()
  }
  return { ok: true, values }
}
