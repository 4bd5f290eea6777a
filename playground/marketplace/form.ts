import { toForm } from '../settings/configuration-form'
import { fieldHtml } from '../settings/fields-html'
import { escapeHtml } from '../settings/html'
import type { SavedValues } from '../settings/settings-store'
import type { ManifestService } from './manifest'

/** What one service's form is filled with. */
export interface FilledService {
  readonly service: ManifestService
  readonly saved: SavedValues
}

const sameFrom = (name: string): string => `same:${name}`

const sameChoice = (name: string, first: string): string => {
  const id = escapeHtml(`same-${name}`)
  return `<div class="same"><input type="checkbox" id="${id}" name="${escapeHtml(sameFrom(name))}" value="yes" checked><label for="${id}">Same values as ${escapeHtml(first)}</label></div>`
}

/** The form of every service that is installed: one field for each configuration value, as the console shows it. */
export const configurationForms = (services: readonly FilledService[]): string =>
  services
    .map(({ service, saved }, index) => {
      const fields = toForm(service.configuration, saved).map((field, place) => fieldHtml(service.name, field, { name: `${service.name}:${field.name}`, isFirst: index + place === 0 })).join('\n')
      const first = services[0]?.service.name ?? ''
      return `<fieldset class="service"><legend>${escapeHtml(service.name)}</legend>${index === 0 ? '' : sameChoice(service.name, first)}<div class="fields">${fields}</div></fieldset>`
    })
    .join('\n')

const valuesOf = (fields: Readonly<Record<string, unknown>>, service: string): Record<string, unknown> => {
  const below = (prefix: string): [string, unknown][] => Object.entries(fields).filter(([name]) => name.startsWith(prefix)).map(([name, value]) => [name.slice(prefix.length), value])
  return { ...Object.fromEntries(below(`${service}:`)), ...Object.fromEntries(below(`remove:${service}:`).map(([name]) => [name, null])) }
}

/** What a browser sent, by service. A service that shall be as the first one gets its values where it knows them. */
export const readForms = (services: readonly ManifestService[], fields: Readonly<Record<string, unknown>>): Record<string, Record<string, unknown>> => {
  const first = valuesOf(fields, services[0]?.name ?? '')
  return Object.fromEntries(
    services.map((service, index) => {
      const isSame = index > 0 && fields[sameFrom(service.name)] === 'yes'
      const known = Object.entries(first).filter(([name]) => service.configuration.some((item) => item.name === name))
      return [service.name, isSame ? Object.fromEntries(known) : valuesOf(fields, service.name)]
    }),
  )
}
