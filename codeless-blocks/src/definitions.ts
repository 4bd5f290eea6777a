import { functionIds, functions, type FunctionDefinition, type FunctionInput, type FunctionPlace, type FunctionResult } from '../../contract'

/** The blocks that call the functions, as Blockly JSON: what the console draws for them, for the playground, the pictures of the docs and the tests. */

/** Colour of every block of the pack. */
export const blockColour = '#2f6f8f'

/** Page that explains a function; `docs/` is served beside the page that shows the blocks. */
export const helpUrlOf = ({ name }: FunctionDefinition): string => `docs/functions.md#${name.toLowerCase().replace(/[^a-z0-9 -]/g, '').replace(/ /g, '-')}`

/** Type of the block that calls a function in a place; the console uses the same. */
export const blockTypeOf = (place: FunctionPlace, { key }: FunctionDefinition): string => `codeless_function_block_${functionIds[key][place]}`

/** Type of the block that offers the values of an input. In the console a plain `text` block with the same field stands for it. */
export const optionTypeOf = ({ name }: FunctionInput): string => `audio_option_${name}`

const checks: Readonly<Record<FunctionInput['type'], string | readonly string[] | null>> = { string: 'String', number: 'Number', boolean: 'Boolean', transcript: ['Object', 'Array', 'String'], audio: null, job: ['Object', 'String'] }

/** A list of terms may be a text or a list. */
const checkOf = ({ type, normalize }: FunctionInput): string | readonly string[] | null => (normalize === 'keywords' ? ['String', 'Array'] : checks[type])

const outputs: Readonly<Record<FunctionResult['type'], string>> = { transcript: 'Object', string: 'String', number: 'Number', list: 'Array', object: 'Object' }

const inputRows = (inputs: readonly FunctionInput[]): Record<string, unknown> =>
  Object.fromEntries(inputs.flatMap((input, index): readonly (readonly [string, unknown])[] => [
    [`message${index + 1}`, `${input.label.replace(/%/g, '%%')} %1`],
    [`args${index + 1}`, [{ type: 'input_value', name: input.name, check: checkOf(input), align: 'RIGHT' }]],
  ]))

const tooltipOf = ({ description, inputs, result }: FunctionDefinition): string =>
  [description, '', ...inputs.map(({ label, required, description: meaning }) => `${label}${required ? ' (required)' : ''}: ${meaning}`), '', `Gives back: ${result.description}`].join('\n')

const definitionOf = (place: FunctionPlace, definition: FunctionDefinition): Record<string, unknown> => ({
  type: blockTypeOf(place, definition), message0: definition.name, ...inputRows(definition.inputs), inputsInline: false, output: outputs[definition.result.type], colour: blockColour,
  tooltip: tooltipOf(definition), helpUrl: helpUrlOf(definition),
})

/** An input without a default may stay open, so its list begins with nothing. */
const optionDefinition = (input: FunctionInput): Record<string, unknown> => ({
  type: optionTypeOf(input), message0: '%1', output: 'String', colour: blockColour, tooltip: input.description,
  args0: [{ type: 'field_dropdown', name: 'TEXT', options: [...(input.default === undefined ? [['not given', '']] : []), ...(input.options ?? []).map((option) => [option, option])] }],
})

/** What a block looks like when it is dragged out: defaults are shown as shadows, except the model, which the configuration or a successor decides. */
const shadowOf = (input: FunctionInput): Record<string, unknown> | null => {
  const { type, name, required, options, default: value } = input
  if (options) return { type: optionTypeOf(input), fields: { TEXT: String(value ?? '') } }
  if (name === 'model' || (value === undefined && !required)) return null
  if (type === 'boolean') return { type: 'logic_boolean', fields: { BOOL: value === true ? 'TRUE' : 'FALSE' } }
  if (type === 'number') return { type: 'math_number', fields: { NUM: Number(value ?? 0) } }
  return type === 'string' ? { type: 'text', fields: { TEXT: String(value ?? '') } } : null
}

const toolboxBlock = (place: FunctionPlace, definition: FunctionDefinition): Record<string, unknown> => {
  const shadows = definition.inputs.flatMap((input) => {
    const shadow = shadowOf(input)
    return shadow === null ? [] : [[input.name, { shadow }] as const]
  })
  return { kind: 'block', type: blockTypeOf(place, definition), ...(shadows.length > 0 && { inputs: Object.fromEntries(shadows) }) }
}

const builtIn = (place: FunctionPlace): readonly FunctionDefinition[] => functions.filter(({ places }) => places.includes(place))

/** The category of the toolbox that holds the functions of one place, as the console names it. */
export const toolboxCategory = (place: FunctionPlace): Record<string, unknown> => ({
  kind: 'category', name: 'Custom Functions', colour: blockColour, contents: builtIn(place).map((definition) => toolboxBlock(place, definition)),
})

const callFacts = (place: FunctionPlace) => (definition: FunctionDefinition): Record<string, unknown> => ({
  key: definition.key, id: functionIds[definition.key][place], name: definition.name, inputs: definition.inputs.map(({ name }) => name), definition: definitionOf(place, definition),
})

/** Everything about the blocks as one JSON value: their definitions, the lists of values inside them, and the toolbox of each place. */
export const blockDefinitions = (): Record<string, unknown> => {
  const withOptions = functions.flatMap(({ inputs }) => inputs.filter(({ options }) => options !== undefined))
  const optionInputs = [...new Map(withOptions.map((input) => [input.name, input])).values()]
  return {
    functions: { ui: builtIn('ui').map(callFacts('ui')), cloud: builtIn('cloud').map(callFacts('cloud')) },
    options: optionInputs.map(optionDefinition),
    toolbox: { ui: toolboxCategory('ui'), cloud: toolboxCategory('cloud') },
  }
}
