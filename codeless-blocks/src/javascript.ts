import { allBlocks, partsOf, type Block, type Slot } from './block'

/** JavaScript for a block in a value slot; `whole` code can stand anywhere without parentheses. */
interface Expression {
  readonly code: string
  readonly whole: boolean
}

interface Scope {
  /** Names of the function's inputs, by position. */
  readonly inputs: readonly string[]
  readonly value: (slot: Slot | undefined) => Expression
  readonly chain: (blocks: readonly Block[] | undefined) => string
}

const whole = (code: string): Expression => ({ code, whole: true })
const loose = (code: string): Expression => ({ code, whole: false })
const grouped = ({ code, whole: isWhole }: Expression): string => (isWhole ? code : `(${code})`)

const quoted = (text: string): string => `'${JSON.stringify(text).slice(1, -1).replace(/\\"/g, '"').replace(/'/g, "\\'")}'`

const indent = (code: string): string => code.replace(/^(?=.)/gm, '  ')

const field = ({ fields }: Block, name: string): string => fields?.[name] ?? ''

const customCodeOf = (block: Block, { value }: Scope): Expression => {
  const parts = block.mutation?.children
  const args = partsOf(parts, 'arg').map(({ attributes }) => attributes?.['arg-name'] ?? '')
  const code = JSON.parse(partsOf(parts, 'code')[0]?.text ?? '""') as string
  return whole(`(await (async function(${args.join(', ')}) {\n${indent(code)}\n})(${args.map((name) => value(block.values?.[name]).code).join(', ')}))`)
}

const objectOf = (block: Block, { value }: Scope): Expression => {
  const keys = partsOf(partsOf(block.mutation?.children, 'properties')[0]?.children, 'item').map(({ attributes }) => attributes?.['prop-name'] ?? '')
  const entries = keys.map((key, index) => `${quoted(key)}: ${value(block.values?.[`create_object_mutator_container_properties_stack_property${index}`]).code}`)
  return whole(`({ ${entries.join(', ')} })`)
}

const requestOf = (block: Block, { value }: Scope): Expression => {
  const { method, path, headers, body } = block.values ?? {}
  return whole(`(await Backendless.Request[${value(method).code}](${value(path).code}).set(${value(headers).code}).setEncoding(${field(block, 'encoding')}).send(${value(body).code}))`)
}

const argumentType = /^custom-function_context_blocks_(\d+)$/

/** One line a block type that gives a value. */
const expressions: Readonly<Record<string, (block: Block, scope: Scope) => Expression>> = {
  text: (block) => whole(quoted(field(block, 'TEXT'))),
  math_number: (block) => whole(field(block, 'NUM')),
  logic_null: () => whole('null'),
  variables_get: (block) => whole(field(block, 'VAR')),
  logic_negate: (block, { value }) => loose(`!${grouped(value(block.values?.BOOL))}`),
  text_join: ({ values = {} }, { value }) => loose(Object.values(values).map((part) => `String(${value(part).code})`).join(' + ')),
  get_sdk_api_url: () => whole('Backendless.appPath'),
  http_request_method: (block) => whole(quoted(field(block, 'method'))),
  create_object: objectOf,
  custom_js_code: customCodeOf,
  http_request: requestOf,
}

/** One line a block type that does something. */
const statements: Readonly<Record<string, (block: Block, scope: Scope) => string>> = {
  controls_if: ({ values, statements: inside }, { value, chain }) => `if (${value(values?.IF0).code}) {\n${indent(chain(inside?.DO0))}\n}`,
  try_catch: ({ statements: inside }, { chain }) => `try {\n${indent(chain(inside?.try))}\n} catch (error) {\n${indent(chain(inside?.catch))}\n}`,
  throw_error: ({ values }, { value }) => `throw ${value(values?.error).code}`,
  immediate_return: ({ values }, { value }) => `return ${value(values?.value).code}`,
}

const expressionOf = (block: Block, scope: Scope): Expression => {
  const position = argumentType.exec(block.type)?.[1]
  if (position !== undefined) return whole(scope.inputs[Number(position)] ?? 'null')
  const generate = expressions[block.type]
  if (!generate) throw new Error(`No JavaScript is known for the block ${block.type} in a value slot`)
  return generate(block, scope)
}

const statementOf = (block: Block, scope: Scope): string => {
  const generate = statements[block.type]
  if (!generate) throw new Error(`No JavaScript is known for the statement block ${block.type}`)
  return generate(block, scope)
}

const scopeOf = (inputs: readonly string[]): Scope => {
  const scope: Scope = {
    inputs,
    value: ({ block, shadow } = {}) => {
      const filled = block ?? shadow
      return filled ? expressionOf(filled, scope) : whole('null')
    },
    chain: (blocks = []) => blocks.map((block) => statementOf(block, scope)).join('\n'),
  }
  return scope
}

/** The inputs that a function's root block names. */
export const inputsOf = (root: Block): readonly string[] => partsOf(root.mutation?.children, 'arg').map(({ attributes }) => attributes?.name ?? '')

const variablesOf = (root: Block): readonly string[] => [...new Set(allBlocks(root).flatMap(({ fields }) => (fields?.VAR ? [fields.VAR] : [])))]

/** The JavaScript function that a program's root block means, without what stands before `async function`. */
export const toFunction = (root: Block, name: string): string => {
  const inputs = inputsOf(root)
  const scope = scopeOf(inputs)
  const variables = variablesOf(root)
  const body = [
    ...(variables.length ? [`var ${variables.join(', ')};`] : []),
    ...(root.statements?.stack ? [scope.chain(root.statements.stack)] : []),
    `return ${scope.value(root.values?.output).code}`,
  ]
  return `async function ${name}(${inputs.join(', ')}) {\n${indent(body.join('\n\n'))}\n}`
}
