import { describeError, errorByKey, type ErrorKey, type ErrorValues, type FunctionDefinition } from '../../../contract'
import type { Block } from '../block'
import { appAddress, argument, choose, createObject, customCode, functionRoot, giveBack, httpPost, ifThen, join, not, nothing, number, text, throwError, tryCatch, variable, type Place } from '../blocks'
import { customCodes } from '../custom-code'

/** An error with the number and the words of the contract. */
const errorBlock = (key: ErrorKey, values: ErrorValues = {}): Block => {
  const { sentence, advice } = describeError(key, values)
  return customCode(customCodes.numberedError, number(errorByKey(key).number), text(sentence), text(advice))
}

/** Blocks ask for an object whatever the service's default becomes, so that every answer has the same shape. */
const responseFormat = 'json'

const request = ({ inputs }: FunctionDefinition): Block =>
  customCode(
    customCodes.onlyWhatIsGiven,
    createObject(
      inputs.map(({ name }, index) => {
        const given = argument(index, name)
        return [name, name === 'responseFormat' ? choose(given, given, text(responseFormat)) : given] as const
      }),
    ),
  )

const call = (definition: FunctionDefinition): Block => {
  const { service, route } = definition.calls
  return httpPost(join(appAddress, text(`/services/${service}${route}`)), customCode(customCodes.asTheCurrentUser), request(definition))
}

const failure = ({ calls: { service } }: FunctionDefinition): Block =>
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
  if (!audio?.required) throw new Error(`The first input of ${definition.name} must be the audio`)
  return [
    ifThen(not(argument(0, audio.name)), throwError(errorBlock('audio-url-missing'))),
    tryCatch([giveBack(call(definition))], [throwError(failure(definition))]),
  ]
}

/** The program of a function that calls one service by its name and route, which are the same in every app. */
export const callService = (place: Place, definition: FunctionDefinition): Block =>
  functionRoot(place, definition.name, definition.inputs.map(({ name }) => name), steps(definition), nothing)
