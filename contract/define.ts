/** The shapes that the rest of `contract/` is written in, and the types inferred from them. */

export type ParameterType = 'string' | 'number' | 'boolean'

export interface Parameter {
  /** Key in the request body and name of the positional argument. Never changes once released. */
  readonly name: string
  /** What a person reads beside the field. */
  readonly label: string
  readonly type: ParameterType
  readonly required?: boolean
  /** Used when the caller gives nothing. Absent means "not given" travels on. */
  readonly default?: string | number | boolean
  readonly min?: number
  readonly max?: number
  /** The only accepted values, written as they are documented. Letter case does not matter to callers. */
  readonly options?: readonly string[]
  /** Names the rule that turns a spelling into the canonical value. */
  readonly normalize?: 'language' | 'keywords'
  readonly maxCharacters?: number
  /** One line, no line breaks: it becomes JSDoc, XML, tooltips and a table cell. */
  readonly description: string
  readonly example?: string | number | boolean
}

export interface Operation {
  /** Class name of the Cloud Code service. */
  readonly service: string
  readonly serviceDescription: string
  readonly method: string
  readonly route: `/${string}`
  readonly description: string
  /** What the speech becomes: text in its own language, or text in another one. */
  readonly task: 'transcribe' | 'translate'
  readonly parameters: readonly Parameter[]
}

/** Keeps literal types, so that names, options and "required" can be inferred from the data. */
export const operation = <const T extends Operation>(definition: T): T => definition

type ValueOf<P extends Parameter> = P extends { options: readonly (infer O)[] }
  ? O
  : P['type'] extends 'string'
    ? string
    : P['type'] extends 'number'
      ? number
      : boolean

type IsAlwaysThere<P extends Parameter> = P extends { required: true } | { default: string | number | boolean } ? true : false

/** The validated values of an operation: required or defaulted keys are there, the others may be undefined. */
export type ValuesOf<O extends Operation> = {
  [P in O['parameters'][number] as IsAlwaysThere<P> extends true ? P['name'] : never]: ValueOf<P>
} & {
  [P in O['parameters'][number] as IsAlwaysThere<P> extends true ? never : P['name']]?: ValueOf<P>
}

/** One value of the service's configuration form; the keys are those that CodeRunner knows. */
export interface ConfigurationItem {
  readonly name: string
  readonly displayName: string
  readonly type: 'STRING' | 'BOOL' | 'CHOICE' | 'TEXT'
  readonly required: boolean
  readonly defaultValue?: string
  readonly options?: readonly string[]
  readonly hint: string
  /** Never shown again once saved, never logged, never answered. */
  readonly secret?: boolean
  readonly example: string
}

/** One documented field of an answer. */
export interface ResultField {
  readonly name: string
  readonly type: 'String' | 'Number' | 'Boolean' | 'Object' | 'Array'
  readonly optional?: boolean
  readonly description: string
}
