import type { FunctionPlace } from '../../contract'
import type { Block, Slot } from './block'

/** The blocks that the pack's functions are made of: Blockly's own ones and those of Codeless, as found in exported apps. */

/** A block in a value slot. */
export const slot = (block: Block): Slot => ({ block })

export const text = (value: string): Block => ({ type: 'text', fields: { TEXT: value } })

export const number = (value: number): Block => ({ type: 'math_number', fields: { NUM: String(value) } })

export const nothing: Block = { type: 'logic_null' }

export const variable = (name: string): Block => ({ type: 'variables_get', fields: { VAR: name } })

/** The input of the function at a position. */
export const argument = (index: number, name: string): Block => ({ type: `custom-function_context_blocks_${index}`, meta: { label: name } })

export const not = (condition: Block): Block => ({ type: 'logic_negate', values: { BOOL: slot(condition) } })

export const join = (...parts: readonly Block[]): Block => ({
  type: 'text_join',
  mutation: { attributes: { items: String(parts.length) } },
  values: Object.fromEntries(parts.map((part, index) => [`ADD${index}`, slot(part)])),
})

export const createObject = (entries: readonly (readonly [key: string, value: Block])[]): Block => ({
  type: 'create_object',
  mutation: { children: [{ tag: 'properties', children: entries.map(([key]) => ({ tag: 'item', attributes: { id: 'property', 'prop-name': key } })) }] },
  values: Object.fromEntries(entries.map(([, value], index) => [`create_object_mutator_container_properties_stack_property${index}`, slot(value)])),
})

/** JavaScript that stands for what blocks cannot say; its arguments are the block's inputs. */
export interface CustomCode {
  readonly title: string
  readonly args: readonly string[]
  readonly code: string
}

export const customCode = ({ title, args, code }: CustomCode, ...inputs: readonly Block[]): Block => ({
  type: 'custom_js_code',
  mutation: {
    attributes: { output: 'true' },
    children: [...args.map((name) => ({ tag: 'arg', attributes: { 'arg-name': name } })), { tag: 'code', text: JSON.stringify(code) }],
  },
  fields: { name: title },
  values: Object.fromEntries(args.flatMap((name, index) => (inputs[index] ? [[name, slot(inputs[index])]] : []))),
})

/** The address of the app that the logic runs in: what makes a function portable between apps. */
export const appAddress: Block = { type: 'get_sdk_api_url' }

export const httpPost = (path: Block, headers: Block, body: Block): Block => ({
  type: 'http_request',
  mutation: { attributes: { has_output: 'true' } },
  fields: { encoding: "'utf8'", connections_toggler: 'TRUE' },
  values: {
    method: { shadow: { type: 'http_request_method', fields: { method: 'post' } } },
    path: { shadow: text(''), block: path },
    headers: slot(headers),
    body: slot(body),
  },
})

export const ifThen = (condition: Block, ...then: readonly Block[]): Block => ({ type: 'controls_if', values: { IF0: slot(condition) }, statements: { DO0: then } })

/** In the catch part the variable `error` is what was thrown. */
export const tryCatch = (tried: readonly Block[], caught: readonly Block[]): Block => ({ type: 'try_catch', statements: { try: tried, catch: caught } })

export const throwError = (error: Block): Block => ({ type: 'throw_error', values: { error: slot(error) } })

export const giveBack = (value: Block): Block => ({ type: 'immediate_return', values: { value: slot(value) } })

const rootTypes: Readonly<Record<FunctionPlace, string>> = { ui: 'custom_function_root_ui', cloud: 'custom_function_root' }

/** The block that a function begins with. */
export const functionRoot = (place: FunctionPlace, name: string, inputs: readonly string[], stack: readonly Block[], output: Block): Block => ({
  type: rootTypes[place],
  mutation: { attributes: { output: 'true' }, children: inputs.map((input) => ({ tag: 'arg', attributes: { name: input } })) },
  fields: { name },
  ...(stack.length > 0 && { statements: { stack } }),
  values: { output: slot(output) },
})
