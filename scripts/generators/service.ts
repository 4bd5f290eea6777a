import {
  answerFields, executionTimeoutSeconds, jobFields, jobMethods, jobTimerSeconds, operations, removedFields, startedFields, startOperations, type JobMethod, type Operation, type Parameter, type ResultField,
} from '../../contract'
import { generatedNotice, type GeneratedFile } from './generated-file'

/** JSDoc is the public API here: CodeRunner reads it, so text that would break a comment line stops the generator. */
const oneLine = (text: string): string => {
  if (/[\r\n]|\*\//.test(text)) throw new Error(`Text with a line break or the end of a comment cannot become JSDoc: ${text}`)
  return text
}

const jsDocType = { string: 'String', number: 'Number', boolean: 'Boolean' } as const

const parameterLine = ({ name, type, required, description }: Parameter): string =>
  `   * @param {${jsDocType[type]}} ${required ? name : `[${name}]`} ${oneLine(`${required ? 'Required' : 'Optional'}. ${description}`)}`

const propertyLine = ({ name, type, optional, description }: ResultField): string => ` * @property {${type}} ${optional ? `[${name}]` : name} ${oneLine(description)}`

const typedef = (name: string, fields: readonly ResultField[]): string => ['/**', ` * @typedef {Object} ${name}`, ...fields.map(propertyLine), ' */'].join('\n')

const typedefs = (): string =>
  [typedef('AudioTextAnswer', answerFields), typedef('AudioJobStarted', startedFields), typedef('AudioJob', jobFields), typedef('AudioJobRemoved', removedFields)].join('\n\n')

/** A method as the class has it: its comment is what CodeRunner publishes. */
interface PublishedMethod extends Pick<Operation, 'method' | 'route' | 'description' | 'parameters'> {
  readonly answer: string | null
  readonly call: string
}

const methodSource = ({ method, route, description, parameters, answer, call }: PublishedMethod): string => {
  const names = parameters.map(({ name }) => name).join(', ')
  return `  /**
   * @description ${oneLine(description)}
   * @route POST ${route}
   * @executionTimeoutInSeconds ${executionTimeoutSeconds}
${parameters.map(parameterLine).join('\n')}
   * @returns {Promise<${answer ?? 'void'}>}
   */
  async ${method}(${names}) {
    return ${call}, { ${names} })
  }`
}

const jobMethodOf = (index: number) => (method: JobMethod): PublishedMethod => ({ ...method, call: `runJob(this, operations[${index}], '${method.kind}'` })

/** The methods of a service, the request first: everything that a class publishes. */
export const methodsOf = (operation: Operation, index: number): readonly PublishedMethod[] => {
  const start = startOperations.find(({ service }) => service === operation.service)
  return [
    { ...operation, answer: 'AudioTextAnswer', call: `run(this, operations[${index}]` },
    ...(start ? [{ ...start, answer: 'AudioJobStarted', call: `runJob(this, operations[${index}], 'start'` }, ...jobMethods.map(jobMethodOf(index))] : []),
  ]
}

const serviceClass = (operation: Operation, index: number): string => `/**
 * @description ${oneLine(operation.serviceDescription)}
 */
class ${operation.service} {
${methodsOf(operation, index).map(methodSource).join('\n\n')}
}

Backendless.ServerCode.addService(${operation.service}, configurationItems)
`

/** 2026-01-01: the platform repeats from here on. */
const timerStartMs = 1_767_225_600_000

const timer = `Backendless.ServerCode.addTimer({
  name: 'audioJobs',
  // Fixed, so that the same sources give the same deploy folder.
  startDate: ${timerStartMs},
  frequency: { schedule: 'custom', repeat: { every: ${jobTimerSeconds} } },
  execute: () => runTimer(),
})
`

/** The one file that CodeRunner loads: both classes, their typedef and their registration. */
export const serviceFiles = (published: readonly Operation[] = operations): GeneratedFile[] => {
  published.flatMap(methodsOf).forEach(({ method, parameters }) => {
    if (parameters.length === 1) throw new Error(`${method} has exactly one parameter: the platform would hand it the whole body. Add a second one.`)
  })
  const content = `// ${generatedNotice('service')}
'use strict'

const { run, runJob, runTimer, operations, configurationItems } = require('./run.cjs')

${typedefs()}

${published.map(serviceClass).join('\n')}
${timer}`
  return [{ path: 'service/src/service.generated.js', content }]
}
