import { describeError, errorByKey, type ErrorKey, type ErrorValues, type FunctionDefinition, type FunctionPlace, type Operation } from '../../../contract'
import type { Block } from '../block'
import { appAddress, argument, createObject, customCode, functionRoot, giveBack, httpPost, ifThen, join, not, nothing, number, text, throwError, tryCatch, variable } from '../blocks'
import { customCodes } from '../custom-code'

/** An error with the number and the words of the contract. */
const errorBlock = (key: ErrorKey, values: ErrorValues = {}): Block => {
  const { sentence, advice } = describeError(key, values)
  return customCode(customCodes.numberedError, number(errorByKey(key).number), text(sentence), text(advice))
}

/** Blocks ask for an object whatever the service's default becomes: captions and texts are made of it by the other blocks. */
const responseFormat = 'json'

const request = ({ inputs }: FunctionDefinition): Block =>
  customCode(customCodes.onlyWhatIsGiven, createObject([...inputs.map(({ name }, index) => [name, argument(index, name)] as const), ['responseFormat', text(responseFormat)]]))

const call = (definition: FunctionDefinition, { service, route }: Operation): Block =>
  httpPost(join(appAddress, text(`/services/${service}${route}`)), customCode(customCodes.asTheCurrentUser), request(definition))

const failure = ({ service }: Operation): Block =>
  customCode(
    customCodes.whatWentWrong,
    variable('error'),
    errorBlock('service-not-installed', { service }),
    errorBlock('service-unreachable', { service }),
    errorBlock('service-failed', { reason: '{reason}' }),
  )

/** Without audio no call is made; otherwise the service answers or its error is passed on. No variables: two calls at once never share one. */
const steps = (definition: FunctionDefinition): readonly Block[] => {
  const [audio] = definition.inputs
  const [operation] = definition.calls
  if (!audio?.required || !operation) throw new Error(`${definition.name} must have the audio as its first input, and a service to call`)
  return [
    ifThen(not(argument(0, audio.name)), throwError(errorBlock('audio-url-missing'))),
    tryCatch([giveBack(call(definition, operation))], [throwError(failure(operation))]),
  ]
}

/** The program of a function that calls one service by its name and route, which are the same in every app. */
export const callService = (place: FunctionPlace, definition: FunctionDefinition): Block =>
  functionRoot(place, definition.name, definition.inputs.map(({ name }) => name), steps(definition), nothing)
