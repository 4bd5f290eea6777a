import type { Operation, Parameter, ParameterType, ResultField } from './define'
import type { functionIds } from './ids'

/** Where Codeless lives: in UI Builder, and in Cloud Code. */
export type FunctionPlace = 'ui' | 'cloud'

/**
 * `transcript`: the answer of a service or of another block, a verbose_json answer, or plain text. `audio`: a web address, a path of the file storage,
 * a File or a Blob. `job`: what the start of a job gave back, or its jobId.
 */
export type FunctionInputType = ParameterType | 'transcript' | 'audio' | 'job'

export interface FunctionInput extends Omit<Parameter, 'type'> {
  readonly type: FunctionInputType
}

/** What a function gives back. */
export interface FunctionResult {
  readonly type: 'transcript' | 'string' | 'number' | 'list' | 'object'
  /** One line, as for parameters. */
  readonly description: string
  /** Keys of the object, or of each item of the list. */
  readonly fields?: readonly ResultField[]
}

/** A Codeless function of the pack: one block in each of its places, as twins with ids of their own. */
export interface FunctionDefinition {
  readonly key: keyof typeof functionIds
  /** Callers may use the name instead of the id, so a released one never changes. */
  readonly name: `Audio: ${string}`
  readonly label: string
  readonly description: string
  /** Positions of the block's inputs, as fixed as those of a service: new ones go last. */
  readonly inputs: readonly FunctionInput[]
  readonly hasReturn: true
  readonly result: FunctionResult
  readonly places: readonly FunctionPlace[]
  /** The service methods behind it; none = it works on a transcript without any call. */
  readonly calls: readonly Operation[]
  /** Other functions of the pack that it calls by their names. */
  readonly uses: readonly (keyof typeof functionIds)[]
}
