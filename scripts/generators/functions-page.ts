import { helpUrlOf } from '../../codeless-blocks/src'
import { functionIds, functions, type FunctionDefinition, type FunctionInput, type FunctionPlace, type ResultField } from '../../contract'
import { generatedNotice, type GeneratedFile } from './generated-file'
import { code, table } from './markdown'

const typeWords: Readonly<Record<FunctionInput['type'] | FunctionDefinition['result']['type'], string>> = {
  string: 'text', number: 'number', boolean: 'true or false', transcript: 'transcript', audio: 'address, path, File or Blob', list: 'list', object: 'object', job: 'job or its jobId',
}

const inputRow = ({ label, name, type, required, default: value, options, description }: FunctionInput, index: number): string[] =>
  [String(index + 1), label, code(name), typeWords[type], required ? 'yes' : 'no', code(value), (options ?? []).map(code).join(' '), description]

const fieldTable = (fields: readonly ResultField[]): string => table(['Key', 'Type', 'Meaning'], fields.map(({ name, type, description }) => [code(name), type, description]))

const placeNames: Readonly<Record<FunctionPlace, string>> = { ui: 'UI Builder', cloud: 'Cloud Code' }

const callsOf = ({ calls }: FunctionDefinition): string =>
  calls.length === 0 ? 'Nothing is called and nothing costs: it works on the transcript in hand.' : calls.map(({ service, route }) => `Calls \`POST /services/${service}${route}\`, which is billed like any other call.`).join(' ')

/** The answer of the services is described once, on the reference page. */
const resultOf = ({ result }: FunctionDefinition): string => {
  const own = result.type === 'transcript' ? (result.fields ?? []).filter(({ name }) => name === 'audioUrl') : (result.fields ?? [])
  const answer = result.type === 'transcript' ? ' Its keys are those of [the answer of the services](reference.md#answer).' : ''
  return `Gives back (${typeWords[result.type]}): ${result.description}${answer}${own.length > 0 ? `\n\n${fieldTable(own)}` : ''}`
}

const section = (definition: FunctionDefinition): string => `## ${definition.name}

${definition.description} ${callsOf(definition)}

For ${definition.places.map((place) => `${placeNames[place]} (id \`${functionIds[definition.key][place]}\`)`).join(' and ')}.

${table(['#', 'Input', 'Name', 'Type', 'Required', 'Default', 'Values', 'Meaning'], definition.inputs.map(inputRow))}

${resultOf(definition)}
`

const page = (): string => `<!-- ${generatedNotice('functions-page')} -->
# Functions

The blocks of the pack: what each takes and gives. An empty input means "not given". Inputs are positions, so their order never changes.

${table(['Block', 'What it does', 'Where'], functions.map((definition) => [`[${definition.name}](${helpUrlOf(definition).replace('docs/functions.md', '')})`, definition.description, definition.places.map((place) => placeNames[place]).join(', ')]))}

A **transcript** is the answer of *Audio: transcribe* or *Audio: translate*, a \`verbose_json\` answer, the segments of the Audio Transcriber, any of these as JSON text, or plain text.
A block that needs times or speakers says so when the transcript has none (errors 41015 and 41016 of the [reference](reference.md#errors)).

From free JavaScript in UI Builder a function is called by its name: \`await BackendlessUI.Functions.call('${functions[0]?.name ?? ''}', audioFileUrl)\`. From Cloud Code by its id: \`await require('codeless-function-<id>')(audioFileUrl)\`.

${functions.map(section).join('\n')}`

/** `docs/functions.md`: the page that the help of every block opens. */
export const functionsPageFiles = (): GeneratedFile[] => [{ path: 'docs/functions.md', content: page() }]
