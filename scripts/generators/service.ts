import { answerFields, executionTimeoutSeconds, operations, type Operation, type Parameter, type ResultField } from '../../contract'
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

const typedef = (): string => ['/**', ' * @typedef {Object} AudioTextAnswer', ...answerFields.map(propertyLine), ' */'].join('\n')

const serviceClass = (operation: Operation, index: number): string => {
  const names = operation.parameters.map(({ name }) => name)
  return `/**
 * @description ${oneLine(operation.serviceDescription)}
 */
class ${operation.service} {
  /**
   * @description ${oneLine(operation.description)}
   * @route POST ${operation.route}
   * @executionTimeoutInSeconds ${executionTimeoutSeconds}
${operation.parameters.map(parameterLine).join('\n')}
   * @returns {Promise<AudioTextAnswer>}
   */
  async ${operation.method}(${names.join(', ')}) {
    return run(this, operations[${index}], { ${names.join(', ')} })
  }
}

Backendless.ServerCode.addService(${operation.service}, configurationItems)
`
}

/** The one file that CodeRunner loads: both classes, their typedef and their registration. */
export const serviceFiles = (published: readonly Operation[] = operations): GeneratedFile[] => {
  published.forEach(({ method, parameters }) => {
    if (parameters.length === 1) throw new Error(`${method} has exactly one parameter: the platform would hand it the whole body. Add a second one.`)
  })
  const content = `// ${generatedNotice('service')}
'use strict'

const { run, operations, configurationItems } = require('./run.cjs')

${typedef()}

${published.map(serviceClass).join('\n')}`
  return [{ path: 'service/src/service.generated.js', content }]
}
