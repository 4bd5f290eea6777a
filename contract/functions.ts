import type { Operation, Parameter } from './define'
import type { functionIds } from './ids'
import { transcription, translation } from './operations'

/** A Codeless function of the pack: one block in UI Builder and its twin in Cloud Code. */
export interface FunctionDefinition {
  readonly key: keyof typeof functionIds
  /** Callers may use the name instead of the id, so a released one never changes. */
  readonly name: `Audio: ${string}`
  readonly label: string
  readonly description: string
  /** Positions of the block's inputs, as fixed as those of a service: new ones go last. */
  readonly inputs: readonly Parameter[]
  readonly hasReturn: boolean
  /** The service method behind it. */
  readonly calls: Operation
}

/** Inputs are the parameters of the operation: what the service can do, the block can do. */
const callOf = (calls: Operation): Pick<FunctionDefinition, 'inputs' | 'hasReturn' | 'calls'> => ({ inputs: calls.parameters, hasReturn: true, calls })

/** Every function that is built; ids for later ones are minted already, but what is not built is not published. */
export const functions: readonly FunctionDefinition[] = [
  { key: 'transcribe', name: 'Audio: transcribe', label: 'Transcribe audio', description: 'Turns the speech in an audio file into text in the language that was spoken, and answers the transcript as an object with text.', ...callOf(transcription) },
  { key: 'translate', name: 'Audio: translate to English', label: 'Translate audio to English', description: 'Turns the speech in an audio file into English text, and answers it as an object with text.', ...callOf(translation) },
]
