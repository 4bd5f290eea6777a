import {
  answerFields, audioTypes, configurationItems, errors, maxAudioBytes, maxRecordingBytes, maxRedirects, maxSourceBytes, minAudioSeconds, minSourceBytesPerSecond, models, operations, promisedExtensions, sourceAnswerSeconds, sourceRateWindowSeconds,
  deadlineMarginSeconds, executionTimeoutSeconds, meets, needOf, pricesReadOn, responseFormats, textModels, unknownModel, warnings, type ConfigurationItem, type Model, type Need, type Operation, type Parameter,
} from '../../contract'
import { generatedNotice, type GeneratedFile } from './generated-file'
import { code, table } from './markdown'

const range = ({ min, max, options, maxCharacters }: Parameter): string =>
  options ? options.map(code).join(' ') : min !== undefined && max !== undefined ? `${min} to ${max}` : maxCharacters ? `up to ${maxCharacters} characters` : ''

const operationSection = (operation: Operation): string => `## ${operation.service}

${operation.serviceDescription} Method \`${operation.method}\`, route \`POST /services/${operation.service}${operation.route}\`, body: one JSON object with these keys.

${table(['#', 'Key', 'Type', 'Required', 'Default', 'Values', 'Meaning'], operation.parameters.map((parameter, index) => [String(index + 1), code(parameter.name), parameter.type, parameter.required ? 'yes' : 'no', code(parameter.default), range(parameter), parameter.description]))}
`

const errorRows = errors.map(({ number, key, status, sentence, advice, retryable }) => [String(number), code(key), status === 0 ? 'browser' : String(status), sentence, advice, retryable ? 'yes' : 'no'])

const yesNo = (value: boolean): string => (value ? 'yes' : 'no')

const modelRows = models.map(({ id, prompt, keywords, temperature, languageField, translates, maxSeconds, endsOn, successor, dollarsPerMinute }) => [
  code(id), yesNo(prompt), yesNo(keywords), yesNo(temperature), code(languageField), yesNo(translates), maxSeconds === null ? '' : `${maxSeconds} s`, dollarsPerMinute === null ? '' : `$${dollarsPerMinute}`, endsOn ?? '', code(successor ?? undefined),
])

/** Times of phrases are made by cutting the audio at its pauses where the model tells none (service/src/plan). */
const formatCell = (model: Model, need: Need): string => (meets(model, need) ? 'yes' : meets(model, { ...need, segments: false }) ? 'from pieces' : 'no')

const formatRows = [...models, unknownModel('another id')].map((model) => [
  model.id === 'another id' ? model.id : code(model.id), ...responseFormats.map((format) => formatCell(model, needOf({ format }))), yesNo(model.words), yesNo(model.speakers),
])

const textModelRows = textModels.map(({ id, dollarsPerMillionInputTokens, dollarsPerMillionOutputTokens }) => [code(id), `$${dollarsPerMillionInputTokens}`, `$${dollarsPerMillionOutputTokens}`])

const settingRows = (configurationItems as readonly ConfigurationItem[]).map(({ name, displayName, required, defaultValue, hint, example }, index) => [String(index + 1), displayName, code(name), required ? 'yes' : 'no', code(defaultValue), hint, code(example)])

const limits: readonly (readonly [string, string])[] = [
  ['Largest audio', `${maxSourceBytes / 1_048_576} MB (${maxSourceBytes} bytes)`],
  ['Largest recording in the component', `${maxRecordingBytes / 1_048_576} MB (${maxRecordingBytes} bytes), about a day`],
  ['Largest request to the transcription service', `${(maxAudioBytes / 1_048_576).toFixed(1)} MB (${maxAudioBytes} bytes); larger audio is cut at pauses`],
  ['Shortest audio', `${minAudioSeconds} s`],
  ['Time of one call', `${executionTimeoutSeconds} s, or the configured time limit; our own error comes ${deadlineMarginSeconds} s earlier`],
  ['Source answers within', `${sourceAnswerSeconds} s`],
  ['Source delivers at least', `${minSourceBytesPerSecond} bytes a second, averaged over ${sourceRateWindowSeconds} s`],
  ['Redirects of a source', String(maxRedirects)],
]

const page = (): string => `<!-- ${generatedNotice('reference')} -->
# Reference

The facts of the two services: every parameter, answer field, configuration value, limit, model and error. Guides live beside this page.

${(operations as readonly Operation[]).map(operationSection).join('\n')}
Unknown keys are ignored. \`null\` and an empty string mean "not given". Numbers and booleans may be written as strings, formats in any letter case, languages as \`EN\`, \`nb-NO\` or \`Norwegian\`.

## Answer

\`json\`, \`verbose_json\` and \`diarized_json\` answer an object, \`text\`, \`srt\` and \`vtt\` a string; a string answer carries warnings, usage and saved path in the response headers \`X-Transcript-Warnings\`, \`X-Transcript-Usage\` and \`X-Saved-Source\` (JSON).

${table(['Field', 'Type', 'Meaning'], answerFields.map(({ name, type, description }) => [code(name), type, description]))}

## Audio

Promised types: ${promisedExtensions.join(', ')}. The content decides, not the name: the bytes are recognised and the name that is sent always matches them.

${table(['Container', 'Sent as', 'Known under'], audioTypes.map(({ container, extension, mimeType, extensions }) => [container, `${code(`audio.${extension}`)} ${mimeType}`, extensions.join(', ')]))}

## Configuration

${table(['#', 'Label', 'Name', 'Required', 'Default', 'Meaning', 'Example'], settingRows)}

## Limits

${table(['What', 'Limit'], limits)}

## Models

Read in November 2026 at developers.openai.com/api/docs/models and /deprecations. An id that is not listed belongs to another OpenAI-compatible server and is passed on as it is.

${table(['Model', 'Prompt', 'Keywords', 'Temperature', 'Language field', 'Translates to English', 'Longest audio', 'Price a minute', 'Ends on', 'Successor'], modelRows)}

A dated id, such as gpt-4o-mini-transcribe-2025-12-15, has the abilities of its family. A model that has ended is replaced by its successor with a warning, whoever named it. Prices were read on ${pricesReadOn}.

### Which model gives which answer

"From pieces": the model tells no times, so the audio is cut at its pauses and the times are those of the pieces; each piece is a request of its own, and the warning \`times-from-pieces\` tells how many. When the call names a model that cannot, error 41010 names those that can; when the configuration or the default chose the model, one that tells the times itself is used instead, with a warning. Once no model is left that can (2027-02-26: word times, speakers), the call goes on without, and the warning \`wish-not-met\` says so.

${table(['Model', ...responseFormats.map(code), 'Word times', 'Speakers'], formatRows)}

### Text models

They translate the text of the transcript: for target languages other than English, and for English once the audio endpoint ends on 2027-02-26. The API key then needs the permission to use chat completions as well as audio.

${table(['Model', 'A million input tokens', 'A million output tokens'], textModelRows)}

## Warnings

${table(['Code', 'Meaning'], Object.entries(warnings).map(([key, text]) => [code(key), text]))}

## Errors

An error is \`{ "code": number, "message": text }\` with the HTTP status. The message holds two lines: the sentence for the person who speaks, and the advice for the developer. "Again" tells whether the same call can succeed later.

${table(['Code', 'Key', 'Status', 'Sentence', 'Advice', 'Again'], errorRows)}
`

/** The reference page for engineers and for the curious no-code developer. */
export const referenceFiles = (): GeneratedFile[] => [{ path: 'docs/reference.md', content: page() }]
