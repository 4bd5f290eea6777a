import { functions, type FunctionDefinition, type FunctionPlace } from '../../../contract'
import type { Block } from '../block'
import { argument, customCode, functionRoot } from '../blocks'
import { bundle } from '../bundle'

/** Work that blocks cannot say: one block of JavaScript between the inputs and the output, made of the entry of the function. */

/** File in `entries/` that does the work of a function. */
const entries: Readonly<Partial<Record<FunctionDefinition['key'], string>>> = {
  captions: 'captions', transcriptText: 'transcript-text', findWords: 'find-words', textAtTime: 'text-at-time', speakers: 'speakers', cost: 'cost', uploadAndTranscribe: 'upload-and-transcribe',
  getJob: 'get-job', waitForJob: 'wait-for-job', cancelJob: 'cancel-job',
}

const namesOf = ({ inputs }: FunctionDefinition): readonly string[] => inputs.map(({ name }) => name)

/** Another function of the pack, as free JavaScript calls it: by its name, since an installation may give it another id. Its inputs are filled with those of the same name. */
const callOther = (definition: FunctionDefinition, key: FunctionDefinition['key'], given: string): string => {
  const other = functions.find((candidate) => candidate.key === key)
  if (!other) throw new Error(`${definition.name} uses the function ${key}, which is not built`)
  const values = namesOf(other).map((name) => (name === given ? name : namesOf(definition).includes(name) ? name : 'null'))
  return `(${given}) => BackendlessUI.Functions.call('${other.name}', ${values.join(', ')})`
}

const callsOthers = (definition: FunctionDefinition): readonly string[] => definition.uses.map((key) => callOther(definition, key, 'audioFileUrl'))

/** What stands behind the code of an entry: `run` gets the inputs that it names, and the functions that it uses. */
const ownInputs = (definition: FunctionDefinition): readonly string[] => (definition.uses.length === 0 ? namesOf(definition) : namesOf(definition).filter((name) => !isHandedOn(definition, name)))

const isHandedOn = ({ uses }: FunctionDefinition, name: string): boolean => functions.some(({ key, inputs }) => uses.includes(key) && inputs.some((input) => input.name === name))

/** The program of a function that needs JavaScript; null for those that blocks can say. */
export const runCode = async (place: FunctionPlace, definition: FunctionDefinition): Promise<Block | null> => {
  const entry = entries[definition.key]
  if (entry === undefined) return null
  const names = namesOf(definition)
  const code = `${await bundle(entry)}\n\nreturn run(${[...ownInputs(definition), ...callsOthers(definition)].join(', ')})`
  const title = definition.name.replace(/^Audio: /, '')
  return functionRoot(place, definition.name, names, [], customCode({ title, args: names, code }, ...names.map((name, index) => argument(index, name))))
}
