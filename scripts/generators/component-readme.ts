import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { componentActions, componentEvents, componentProperties, componentStatuses, componentStatusMeanings, type ComponentAction, type ComponentEvent, type ComponentProperty } from '../../contract'
import type { Phrase } from '../../ui-component/src/language'
import { defaultTexts } from '../../ui-component/src/texts'
import type { GeneratedFile } from './generated-file'
import { code, table } from './markdown'

const part = join(__dirname, '../../ui-component')

const typeNames = { text: 'Text', checkbox: 'Checkbox', number: 'Number', select: 'Select', json: 'JSON' } as const

const typeOf = ({ type, options }: ComponentProperty): string =>
  `*${typeNames[type]}*${options ? `<br/>${options.map(({ value, label }) => `${code(value)} ${label}`).join('<br/>')}` : ''}`

const properties = (wanted: ComponentProperty['direction']): string[][] =>
  (componentProperties as readonly ComponentProperty[])
    .filter(({ direction }) => direction === wanted)
    .map((property) => [`${property.label} ${code(property.name)}`, typeOf(property), wanted === 'setting' ? code(property.default) : '', `${property.label} Logic`, 'YES', property.isLogicOnly ? 'NO' : 'YES', property.tooltip])

const propertyHead = ['Property', 'Type', 'Default value', 'Logic', 'Data Binding', 'UI Setting', 'Description']

const defaultOf = ({ type, default: value }: ComponentProperty): string => (value === '' || value === '{}' ? 'empty' : type === 'checkbox' ? (value === true ? 'on' : 'off') : code(value))

/** Why each setting is as it is while nobody has touched it. */
const reasons = (): string[][] =>
  (componentProperties as readonly ComponentProperty[]).filter(({ direction }) => direction === 'setting').map((property) => [property.label, defaultOf(property), property.why ?? ''])

const propertyTables = (): string =>
  `### Settings\n\n${table(propertyHead, properties('setting'))}\n\n### Outputs\n\n${table(propertyHead, properties('output'))}\n\n### Defaults and their reasons\n\n${table(['Setting', 'Default', 'Reason'], reasons())}`

const eventRow = ({ name, label, description, context }: ComponentEvent): string[] => [`${label} ${code(name)}`, description, context.map((block) => `${block.label} ${code(block.id)}`).join('<br/>')]

const actionRow = ({ id, label, description, hasReturn }: ComponentAction): string[] => [`${label} Audio Transcriber ${code(id)}<br/>${description}`, '', hasReturn ? 'yes' : '']

const variable = /^(@bl-customComponent-audioTranscriber-[\w-]+): (.*);$/gm

const styleLines = (): string => [...readFileSync(join(part, 'styles/index.less'), 'utf8').matchAll(variable)].map(([line]) => line).join('\n')

const sections: Readonly<Record<string, () => string>> = {
  properties: propertyTables,
  statuses: () => table(['Status', 'Meaning'], componentStatuses.map((status) => [code(status), componentStatusMeanings[status]])),
  events: () => table(['Name', 'Triggers', 'Context Blocks'], componentEvents.map(eventRow)),
  actions: () => table(['Action', 'Inputs', 'Returns'], componentActions.map(actionRow)),
  texts: () => table(['Name', 'Text'], Object.entries<Phrase>(defaultTexts).flatMap(([id, phrase]) => (typeof phrase === 'string' ? [[code(id), phrase]] : Object.entries(phrase).map(([form, text]) => [code(`${id}.${form}`), text ?? ''])))),
  styles: () => `\`\`\`less\n${styleLines()}\n\`\`\``,
}

const fillIn = (readme: string, [name, content]: [string, () => string]): string => {
  const [begin, end] = [`<!-- ${name} -->`, `<!-- /${name} -->`]
  const [before, rest] = readme.split(begin)
  const after = rest?.split(end)[1]
  if (before === undefined || after === undefined) throw new Error(`ui-component/README.md has no section ${begin} … ${end}`)
  return `${before}${begin}\n\n${content()}\n\n${end}${after}`
}

/** The README of the component: prose by hand, tables from the contract, the texts and the styles. */
export const componentReadme = (): GeneratedFile => ({
  path: 'ui-component/README.md',
  content: Object.entries(sections).reduce(fillIn, readFileSync(join(part, 'README.md'), 'utf8')),
})
